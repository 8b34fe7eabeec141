/** The first code point, 0 of an empty text. */
export const ascii = (text: string): number => text.codePointAt(0) ?? 0;

/** The code point of the lowest eight bits; empty for a negative number. */
export function chr(code: number | bigint): string {
  if (code < 0) return "";
  return String.fromCharCode(Number(BigInt.asUintN(8, BigInt(code))));
}

/** The text between single quotes, those within behind a backslash. */
export const quote = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;

/** The `n`-th of the others, counted from 1; NULL where there is none. */
export const elt = <T>(n: number, ...values: readonly T[]): T | null => values[n - 1] ?? null;
