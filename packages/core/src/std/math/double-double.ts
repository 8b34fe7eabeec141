/*
 * Numbers of about 106 bits as the sum of two DOUBLEs, the second below half a unit of the first. Sums and
 * products are exact by the methods of Knuth, Dekker and Veltkamp.
 */

export interface Double2 {
  readonly high: number;
  readonly low: number;
}

export const double2 = (high: number, low: number): Double2 => ({ high, low });

/** a + b, where |a| >= |b|. */
export function sumOrdered(a: number, b: number): Double2 {
  const high = a + b;
  return { high, low: b - (high - a) };
}

/** a + b. */
export function sum(a: number, b: number): Double2 {
  const high = a + b;
  const partOfB = high - a;
  return { high, low: a - (high - partOfB) + (b - partOfB) };
}

/** a b, where neither is beyond 2^995. */
function product(a: number, b: number): Double2 {
  const high = a * b;
  const scaledA = 134217729 * a;
  const upperA = scaledA - (scaledA - a);
  const lowerA = a - upperA;
  const scaledB = 134217729 * b;
  const upperB = scaledB - (scaledB - b);
  const lowerB = b - upperB;
  return { high, low: lowerA * lowerB - (high - upperA * upperB - lowerA * upperB - upperA * lowerB) };
}

export function times(a: Double2, b: Double2): Double2 {
  const { high, low } = product(a.high, b.high);
  return sumOrdered(high, low + (a.high * b.low + a.low * b.high));
}

/** The nearest DOUBLE to a / b. */
export function quotient(a: Double2, b: Double2): number {
  const guess = a.high / b.high;
  const { high, low } = product(guess, b.high);
  return guess + (a.high - high - low + a.low - guess * b.low) / b.high;
}
