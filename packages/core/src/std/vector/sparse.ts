import type { Value } from "../../values/index.js";

/** A vector as a map from terms to numbers: what is not in it is 0. */
type Sparse = readonly (readonly [term: Value, x: number | null])[];

/** Σ over the terms of both; NULL where a number is. */
export function dotProductSparse(a: Sparse, b: Sparse): number | null {
  const other = new Map(b);
  let sum = 0;
  for (const [term, x] of a) {
    const y = other.get(term);
    if (x === null || y === null) return null;
    if (y !== undefined) sum += x * y;
  }
  return b.some(([, y]) => y === null) ? null : sum;
}

/** The cosine of the angle between two sparse vectors, 0 where either has no direction. */
export function cosineSimilaritySparse(a: Sparse, b: Sparse): number | null {
  const product = dotProductSparse(a, b);
  if (product === null) return null;
  const norms = Math.sqrt(sumOfSquares(a)) * Math.sqrt(sumOfSquares(b));
  return norms === 0 ? 0 : product / norms;
}

const sumOfSquares = (a: Sparse): number => a.reduce((sum, [, x]) => sum + (x ?? 0) * (x ?? 0), 0);
