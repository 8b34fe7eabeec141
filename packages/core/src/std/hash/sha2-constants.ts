/*
 * The constants of SHA-2, which FIPS 180-4 defines as the first bits behind the point of the square and
 * cube roots of the first primes.
 */

function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

/** The greatest integer whose power is not above x. */
function root(x: bigint, power: bigint): bigint {
  let low = 0n;
  let high = 1n << BigInt(Math.ceil(x.toString(2).length / Number(power)));
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** power <= x) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** 64 bits behind the point. */
const fraction = (n: number, power: bigint): bigint =>
  BigInt.asUintN(64, root(BigInt(n) << (64n * power), power));

const squareRoots = (from: number, to: number): readonly bigint[] =>
  primes(to)
    .slice(from)
    .map((prime) => fraction(prime, 2n));

const upper = (x: bigint): number => Number(x >> 32n);
const lower = (x: bigint): number => Number(x & 0xffffffffn);

/** 32 bits each, high and low words in turn where there are 64. */
const inWords = (all: readonly bigint[]): Int32Array =>
  Int32Array.from(all.flatMap((x) => [upper(x), lower(x)]));

export const ROUND_CONSTANTS_64 = /* @__PURE__ */ inWords(
  /* @__PURE__ */ primes(80).map((prime) => fraction(prime, 3n)),
);
export const ROUND_CONSTANTS_32 = /* @__PURE__ */ ROUND_CONSTANTS_64.filter((_, i) => i % 2 === 0 && i < 128);

export const START_512 = /* @__PURE__ */ inWords(/* @__PURE__ */ squareRoots(0, 8));
export const START_384 = /* @__PURE__ */ inWords(/* @__PURE__ */ squareRoots(8, 16));
export const START_256 = /* @__PURE__ */ START_512.filter((_, i) => i % 2 === 0);
export const START_224 = /* @__PURE__ */ START_384.filter((_, i) => i % 2 === 1);
