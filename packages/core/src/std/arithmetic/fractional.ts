/** FLOAT and DOUBLE. Every FLOAT result is rounded to 32 bits; a remainder of two FLOATs is one already. */

export function addDouble(a: number, b: number): number {
  return a + b;
}

export function addFloat(a: number, b: number): number {
  return Math.fround(a + b);
}

export function subtractDouble(a: number, b: number): number {
  return a - b;
}

export function subtractFloat(a: number, b: number): number {
  return Math.fround(a - b);
}

export function multiplyDouble(a: number, b: number): number {
  return a * b;
}

export function multiplyFloat(a: number, b: number): number {
  return Math.fround(a * b);
}

/** NULL of a division by 0 of either sign. */
export function divideDouble(a: number, b: number): number | null {
  return b === 0 ? null : a / b;
}

export function remainderDouble(a: number, b: number): number | null {
  return b === 0 ? null : a % b;
}

/** The remainder made positive by adding the divisor once. */
export function pmodDouble(a: number, b: number): number | null {
  if (b === 0) return null;
  const rest = a % b;
  return rest < 0 ? (rest + b) % b : rest;
}

export function pmodFloat(a: number, b: number): number | null {
  if (b === 0) return null;
  const rest = a % b;
  return rest < 0 ? Math.fround(rest + b) % b : rest;
}

export function negateDouble(a: number): number {
  return -a;
}

export function absDouble(a: number): number {
  return Math.abs(a);
}
