/**
 * Vectors as arrays of numbers. NULL where two are not of one length or a number is NULL. Sums are made in
 * DOUBLE; of vectors of FLOATs the result is rounded once, at the end.
 */
type Vector = readonly (number | null)[];

/** Σ aᵢ bᵢ; 0 of empty vectors. */
export function dotProduct(a: Vector, b: Vector): number | null {
  if (a.length !== b.length) return null;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? null;
    const y = b[i] ?? null;
    if (x === null || y === null) return null;
    sum += x * y;
  }
  return sum;
}

/** √Σ (aᵢ - bᵢ)², the Euclidean distance. */
export function l2Distance(a: Vector, b: Vector): number | null {
  if (a.length !== b.length) return null;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? null;
    const y = b[i] ?? null;
    if (x === null || y === null) return null;
    sum += (x - y) * (x - y);
  }
  return Math.sqrt(sum);
}

/** a·b / √(|a|² |b|²), the cosine of the angle between two vectors; NULL where either has no direction. */
export function vectorCosine(a: Vector, b: Vector): number | null {
  const product = dotProduct(a, b);
  if (product === null) return null;
  const norms = Math.sqrt((dotProduct(a, a) ?? 0) * (dotProduct(b, b) ?? 0));
  return norms === 0 ? null : product / norms;
}

/** The same, but 0 where either vector has no direction: the reference system's. */
export function cosineSimilarity(a: Vector, b: Vector): number | null {
  const product = dotProduct(a, b);
  if (product === null) return null;
  const norms = Math.sqrt(dotProduct(a, a) ?? 0) * Math.sqrt(dotProduct(b, b) ?? 0);
  return norms === 0 ? 0 : product / norms;
}

/** The norm of degree 1 (Σ |aᵢ|), 2 (√Σ aᵢ²) or infinity (max |aᵢ|); NULL for other degrees. */
export function vectorNorm(a: Vector, degree: number): number | null {
  let sum = 0;
  for (const x of a) {
    if (x === null) return null;
    const size = Math.abs(x);
    if (degree === 2) sum += x * x;
    else if (degree === 1) sum += size;
    else if (size > sum) sum = size;
  }
  if (degree === 2) return Math.sqrt(sum);
  return degree === 1 || degree === Infinity ? sum : null;
}

export const l2Norm = (a: Vector): number | null => vectorNorm(a, 2);

/** A vector of FLOATs over its norm; NULL where that is 0. An empty one stays. */
export function vectorNormalize(a: Vector, degree: number): readonly number[] | null {
  const norm = vectorNorm(a, degree);
  if (norm === null || (norm === 0 && a.length > 0)) return null;
  return a.map((x) => Math.fround((x ?? 0) / norm));
}

const rounded = (x: number | null): number | null => (x === null ? null : Math.fround(x));

/* The same of vectors of FLOATs. */
export const dotProductFloat = (a: Vector, b: Vector): number | null => rounded(dotProduct(a, b));
export const l2DistanceFloat = (a: Vector, b: Vector): number | null => rounded(l2Distance(a, b));
export const vectorCosineFloat = (a: Vector, b: Vector): number | null => rounded(vectorCosine(a, b));
export const cosineSimilarityFloat = (a: Vector, b: Vector): number | null => rounded(cosineSimilarity(a, b));
export const vectorNormFloat = (a: Vector, degree: number): number | null => rounded(vectorNorm(a, degree));
export const l2NormFloat = (a: Vector): number | null => rounded(l2Norm(a));
