const HEX_FLOAT =
  /^([+-]?)0[xX](?:([0-9a-fA-F]+)\.?|([0-9a-fA-F]*)\.([0-9a-fA-F]+))[pP]([+-]?[0-9]+)[fFdD]?$/;

/** The digits of a binary floating point number, and the power of two of its smallest step. */
export interface BinaryFormat {
  readonly digits: number;
  readonly lowest: number;
}

export const BINARY64: BinaryFormat = { digits: 53, lowest: -1074 };
export const BINARY32: BinaryFormat = { digits: 24, lowest: -149 };

/** A number in hexadecimal with a binary exponent, as Java writes it (`0x1.8p-3`), rounded once, halves to even. */
export function hexFloat(text: string, format: BinaryFormat): number | undefined {
  const match = HEX_FLOAT.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = match[3] ?? "", , fraction = "", exponent] = match;
  const digits = (whole + fraction).replace(/^0+/, "");
  const size = digits === "" ? 0 : rounded(digits, Number(exponent) - 4 * fraction.length, format);
  return sign === "-" ? -size : size;
}

/** digits · 2^exponent; the digits start with one that is not 0. */
function rounded(digits: string, exponent: number, { digits: kept, lowest }: BinaryFormat): number {
  const bits = 4 * digits.length - Math.clz32(Number.parseInt(digits[0] ?? "0", 16)) + 28;
  const top = bits + exponent;
  if (top > 1024) return Infinity;
  if (top < lowest) return 0;
  const exact = BigInt(`0x${digits}`);
  const dropped = Math.max(bits - kept, lowest - exponent);
  if (dropped <= 0) return inFormat(Number(exact) * 2 ** exponent, kept);
  const half = 1n << BigInt(dropped - 1);
  const quotient = exact >> BigInt(dropped);
  const rest = exact - (quotient << BigInt(dropped));
  const up = rest > half || (rest === half && (quotient & 1n) === 1n);
  return inFormat(Number(up ? quotient + 1n : quotient) * 2 ** (exponent + dropped), kept);
}

/** Only what is too large for 32 bits is still to be made infinite. */
const inFormat = (size: number, kept: number): number => (kept === 24 ? Math.fround(size) : size);
