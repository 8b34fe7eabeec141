/**
 * The FLOAT closest to an exact number of which `double` is the closest DOUBLE. Rounding twice goes wrong
 * only where the DOUBLE lies in the very middle between two FLOATs and the exact number does not: then
 * `side` says on which side of it that lies.
 */
export function roundOnce(double: number, side: () => number): number {
  const float = Math.fround(double);
  if (float === double || !Number.isFinite(float)) return float;
  const other = float + 2 * (double - float);
  if (other !== Math.fround(other)) return float;
  const exact = side();
  if (exact === 0) return float;
  return exact > 0 ? Math.max(float, other) : Math.min(float, other);
}

/** The sign of unscaled / 10^scale - double, for a finite double. */
export function compareExactly(unscaled: bigint, scale: number, double: number): number {
  let mantissa = double;
  let halvings = 0n;
  // Doublings are exact: the double as an integer over a power of two.
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    halvings++;
  }
  const tens = 10n ** BigInt(Math.abs(scale));
  const left = (scale < 0 ? unscaled * tens : unscaled) << halvings;
  const right = scale > 0 ? BigInt(mantissa) * tens : BigInt(mantissa);
  return left > right ? 1 : left < right ? -1 : 0;
}
