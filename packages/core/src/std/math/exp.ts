/*
 * Java's StrictMath follows fdlibm to the last bit, and so do V8's own exp, log, log10, log1p, expm1, asin,
 * acos, atan and sinh, apart from the few arguments that are caught here and in their neighbours.
 */

/** e^x. V8 returns Math.E of 1, the closest DOUBLE; fdlibm is one unit above. */
export const exp = (x: number): number => (x === 1 ? 2.7182818284590455 : Math.exp(x));

export const expm1 = (x: number): number => Math.expm1(x);
export const sinh = (x: number): number => Math.sinh(x);

export const cosh = (x: number): number => (x === 1 || x === -1 ? 1.543080634815244 : Math.cosh(x));

/** V8 takes tanh x for x below 2^-28, fdlibm only below 2^-55. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size < 3.725290298461914e-9 && size > 2.7755575615628914e-17)) return Math.tanh(x);
  const t = Math.expm1(-2 * size);
  const result = -t / (t + 2);
  return x < 0 ? -result : result;
}

/** Spark's formula, which loses large negative arguments and the sign of -0.0. */
export const asinh = (x: number): number => (x === -Infinity ? x : Math.log(x + Math.sqrt(x * x + 1)));

/** Spark's formula, infinite where x² is. */
export const acosh = (x: number): number => Math.log(x + Math.sqrt(x * x - 1));

export const atanh = (x: number): number => 0.5 * (Math.log1p(x) - Math.log1p(-x));
