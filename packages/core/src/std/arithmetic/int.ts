/*
 * Integers of 32 bits and fewer, wrapping as Java's do. Of results that more bits hold for the moment (a
 * remainder, a sum of two TINYINTs) the narrower types take the lower bits.
 */

export function addInt(a: number, b: number): number {
  return (a + b) | 0;
}

export function addSmallint(a: number, b: number): number {
  return ((a + b) << 16) >> 16;
}

export function addTinyint(a: number, b: number): number {
  return ((a + b) << 24) >> 24;
}

export function subtractInt(a: number, b: number): number {
  return (a - b) | 0;
}

export function subtractSmallint(a: number, b: number): number {
  return ((a - b) << 16) >> 16;
}

export function subtractTinyint(a: number, b: number): number {
  return ((a - b) << 24) >> 24;
}

export function multiplyInt(a: number, b: number): number {
  return Math.imul(a, b);
}

export function multiplySmallint(a: number, b: number): number {
  return ((a * b) << 16) >> 16;
}

export function multiplyTinyint(a: number, b: number): number {
  return ((a * b) << 24) >> 24;
}

/** Java's `%`, whose sign is the dividend's; NULL of a division by 0. */
export function remainderInt(a: number, b: number): number | null {
  return b === 0 ? null : (a % b) | 0;
}

/** The remainder made positive by adding the divisor once; negative beside a negative divisor. */
export function pmodInt(a: number, b: number): number | null {
  if (b === 0) return null;
  const rest = (a % b) | 0;
  return rest < 0 ? (((rest + b) | 0) % b) | 0 : rest;
}

export function negateInt(a: number): number {
  return -a | 0;
}

export function negateSmallint(a: number): number {
  return (-a << 16) >> 16;
}

export function negateTinyint(a: number): number {
  return (-a << 24) >> 24;
}

export function absInt(a: number): number {
  return a < 0 ? -a | 0 : a;
}

export function absSmallint(a: number): number {
  return a < 0 ? (-a << 16) >> 16 : a;
}

export function absTinyint(a: number): number {
  return a < 0 ? (-a << 24) >> 24 : a;
}

/** The sum, NULL where `bits` (8, 16 or 32) do not hold it. */
export function tryAddInt(bits: number, a: number, b: number): number | null {
  return inRange(bits, a + b);
}

export function trySubtractInt(bits: number, a: number, b: number): number | null {
  return inRange(bits, a - b);
}

export function tryMultiplyInt(bits: number, a: number, b: number): number | null {
  return inRange(bits, a * b);
}

function inRange(bits: number, exact: number): number | null {
  const bound = 2 ** (bits - 1);
  return exact >= -bound && exact < bound ? exact + 0 : null;
}
