import { quantileOf } from "./quantiles.js";
import { readList, writeList } from "./state/value-bytes.js";
import type { ByteReader, ByteWriter } from "./state/bytes.js";

/*
 * The merging t-digest of T. Dunning and O. Ertl, "Computing Extremely Accurate Quantiles Using t-Digests", 2019, with
 * their scale function k1. While the values are few all of them are kept, and quantiles are exact.
 */

interface Centroid {
  readonly mean: number;
  readonly weight: number;
}

export interface Digest {
  /** Of finite values; in no order. */
  readonly centroids: readonly Centroid[];
  /** The least and the greatest finite value. */
  readonly min: number;
  readonly max: number;
  /** How many values are minus infinity, infinity and NaN: they come first and last. */
  readonly lowest: number;
  readonly highest: number;
  readonly nan: number;
}

/** How many centroids are kept before they are gathered, for each unit of compression. */
const SLACK = 5;

export function digestOf(values: readonly number[], compression: number): Digest {
  const finite = Float64Array.from(values.filter(Number.isFinite)).sort();
  const isFew = finite.length <= SLACK * compression;
  return {
    centroids: isFew
      ? Array.from(finite, (mean) => ({ mean, weight: 1 }))
      : joinNeighbours(finite, undefined, compression),
    min: finite[0] ?? Infinity,
    max: finite.at(-1) ?? -Infinity,
    lowest: count(values, (value) => value === -Infinity),
    highest: count(values, (value) => value === Infinity),
    nan: count(values, Number.isNaN),
  };
}

const count = (values: readonly number[], is: (value: number) => boolean): number =>
  values.reduce((sum, value) => (is(value) ? sum + 1 : sum), 0);

export const mergeDigests = (a: Digest, b: Digest, compression: number): Digest =>
  gathered(
    {
      centroids: [...a.centroids, ...b.centroids],
      min: Math.min(a.min, b.min),
      max: Math.max(a.max, b.max),
      lowest: a.lowest + b.lowest,
      highest: a.highest + b.highest,
      nan: a.nan + b.nan,
    },
    compression,
  );

const byMean = (a: Centroid, b: Centroid): number => a.mean - b.mean || a.weight - b.weight;

function gathered(digest: Digest, compression: number): Digest {
  if (digest.centroids.length <= SLACK * compression) return digest;
  const sorted = digest.centroids.toSorted(byMean);
  const means = sorted.map(({ mean }) => mean);
  const weights = sorted.map(({ weight }) => weight);
  return { ...digest, centroids: joinNeighbours(means, weights, compression) };
}

/** Neighbours, in order, joined while they are within one unit of the scale function; without weights each weighs 1. */
function joinNeighbours(
  means: ArrayLike<number>,
  weights: readonly number[] | undefined,
  compression: number,
): readonly Centroid[] {
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? means.length;
  const scale = (share: number): number =>
    (compression / (2 * Math.PI)) * Math.asin(2 * Math.min(1, Math.max(0, share)) - 1);
  const joined: Centroid[] = [];
  let before = 0;
  let mean = means[0] ?? 0;
  let own = weights?.[0] ?? 1;
  let start = scale(0);
  for (let i = 1; i < means.length; i++) {
    const next = means[i] as number;
    const more = weights?.[i] ?? 1;
    const weight = own + more;
    if (scale((before + weight) / total) - start <= 1) {
      own = weight;
      mean += ((next - mean) * more) / weight;
    } else {
      joined.push({ mean, weight: own });
      before += own;
      start = scale(before / total);
      mean = next;
      own = more;
    }
  }
  return [...joined, { mean, weight: own }];
}

/** The value at a share of all values; NULL of none. */
export function digestQuantile(digest: Digest, percentage: number): number | null {
  const { centroids, lowest, highest, nan, min, max } = digest;
  const sorted = centroids.toSorted(byMean);
  const finite = sorted.reduce((sum, { weight }) => sum + weight, 0);
  if (finite === sorted.length) {
    const all = [
      ...Array.from<number>({ length: lowest }).fill(-Infinity),
      ...sorted.map(({ mean }) => mean),
      ...Array.from<number>({ length: highest }).fill(Infinity),
      ...Array.from<number>({ length: nan }).fill(NaN),
    ];
    return quantileOf(all, percentage);
  }
  const position = (lowest + finite + highest + nan - 1) * percentage - lowest;
  if (position < 0) return -Infinity;
  if (position > finite - 1) return position <= finite - 1 + highest ? Infinity : NaN;
  return between(sorted, position + 0.5, min, max);
}

/** Linear between the middles of neighbouring centroids, and to the least and greatest value beyond the outermost. */
function between(sorted: readonly Centroid[], rank: number, min: number, max: number): number {
  let seen = 0;
  let left = { at: 0.5, value: min };
  for (const { mean, weight } of sorted) {
    const middle = seen + weight / 2;
    const right = { at: middle, value: mean };
    if (rank <= middle) return line(left, right, rank);
    left = right;
    seen += weight;
  }
  return line(left, { at: seen - 0.5, value: max }, rank);
}

interface Point {
  readonly at: number;
  readonly value: number;
}

function line(left: Point, right: Point, at: number): number {
  if (right.at <= left.at) return right.value;
  const share = Math.min(1, Math.max(0, (at - left.at) / (right.at - left.at)));
  return left.value + (right.value - left.value) * share;
}

export function writeDigest(out: ByteWriter, digest: Digest): void {
  writeList(out, digest.centroids.toSorted(byMean), (to, { mean, weight }) => {
    to.double(mean);
    to.count(weight);
  });
  out.double(digest.min);
  out.double(digest.max);
  for (const count of [digest.lowest, digest.highest, digest.nan]) out.count(count);
}

export const readDigest = (from: ByteReader): Digest => ({
  centroids: readList(from, (at) => ({ mean: at.double(), weight: at.count() })),
  min: from.double(),
  max: from.double(),
  lowest: from.count(),
  highest: from.count(),
  nan: from.count(),
});
