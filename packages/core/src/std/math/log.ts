/** Logarithms: NULL where Spark has no real answer. */

export const ln = (x: number): number | null => (x <= 0 ? null : Math.log(x));
export const log2 = (x: number): number | null => (x <= 0 ? null : Math.log(x) / Math.LN2);
export const log10 = (x: number): number | null => (x <= 0 ? null : Math.log10(x));
export const log1p = (x: number): number | null => (x <= -1 ? null : Math.log1p(x));
export const logBase = (base: number, x: number): number | null =>
  base <= 0 || x <= 0 ? null : Math.log(x) / Math.log(base);
