/*
 * The two halves of a DOUBLE's bits, which the algorithms of fdlibm are told in.
 */

const cell = new DataView(new ArrayBuffer(8));

/** Sign, exponent and the upper 20 bits of the fraction, as a signed 32-bit integer. */
export function highWord(x: number): number {
  cell.setFloat64(0, x);
  return cell.getInt32(0);
}

export function withHighWord(x: number, high: number): number {
  cell.setFloat64(0, x);
  cell.setInt32(0, high);
  return cell.getFloat64(0);
}

/** The DOUBLE with its lower 32 bits cleared: what can be multiplied by another such without rounding. */
export function withoutLowWord(x: number): number {
  cell.setFloat64(0, x);
  cell.setInt32(4, 0);
  return cell.getFloat64(0);
}

export function fromWords(high: number, low: number): number {
  cell.setInt32(0, high);
  cell.setInt32(4, low);
  return cell.getFloat64(0);
}
