/** Bits of INT and, with the sign carried on, of TINYINT and SMALLINT. Shifts take the distance modulo 32. */

export function andInt(a: number, b: number): number {
  return a & b;
}

export function orInt(a: number, b: number): number {
  return a | b;
}

export function xorInt(a: number, b: number): number {
  return a ^ b;
}

export function notInt(a: number): number {
  return ~a;
}

export function shiftLeftInt(a: number, distance: number): number {
  return a << distance;
}

export function shiftRightInt(a: number, distance: number): number {
  return a >> distance;
}

/** Zeros come in from the left; the result is signed again. */
export function shiftRightUnsignedInt(a: number, distance: number): number {
  return (a >>> distance) | 0;
}
