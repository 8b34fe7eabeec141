import { javaDigits, type Digits } from "./java-digits.js";

/*
 * Numbers as Java prints them: plain between 10^-3 and 10^7, otherwise with an exponent, always with a digit
 * after the point. The digits are those of Java 8 to 18, on which Spark 3.5 runs; where these are known to be
 * the fewest that read back, they are JavaScript's.
 */

/** Beyond these Java may print more digits than it must, and between the small one and 10^-3 if they are many. */
const LARGE = 2 ** 54;
const SMALL = 1e-300;
const FEW = 12;

/** A DOUBLE as text: `1.0`, `1.0E10`, `1.0E-5`, `NaN`, `-Infinity`. */
export function showDouble(x: number): string {
  if ((x >= 1e-3 && x < 1e7) || (x <= -1e-3 && x > -1e7)) return withPoint(String(x));
  if (x < 0 || Object.is(x, -0)) return `-${showDouble(-x)}`;
  if (x === 0) return "0.0";
  if (!Number.isFinite(x)) return String(x);
  const fewest = x.toExponential();
  const count = Math.max(1, fewest.indexOf("e") - 1);
  const same = x >= 1e-3 ? x < LARGE : x >= SMALL && count <= FEW;
  if (same) return layOut(digitsOf(fewest));
  return layOut(javaDigits(x, 53));
}

/** A FLOAT as text, with the digits that tell it from its neighbours of 32 bits. */
export function showFloat(x: number): string {
  if (x < 0) return `-${showFloat(-x)}`;
  if (x === 0 || !Number.isFinite(x)) return showDouble(x);
  if (x >= 1e-3 && x < 1e7) {
    const short = Number(x.toPrecision(6));
    if (Math.fround(short) === x) return withPoint(String(short));
  }
  return layOut(javaDigits(x, 24));
}

const withPoint = (plain: string): string => (plain.includes(".") ? plain : `${plain}.0`);

/** Of JavaScript's `1.25e+21`. */
function digitsOf(scientific: string): Digits {
  const [mantissa = "", power] = scientific.split("e");
  return { digits: mantissa.replace(".", ""), exponent: Number(power) + 1 };
}

function layOut({ digits: all, exponent }: Digits): string {
  const digits = all.replace(/0+$/, "");
  if (exponent <= -3 || exponent > 7) return `${digits[0]}.${digits.slice(1) || "0"}E${exponent - 1}`;
  if (exponent <= 0) return `0.${"0".repeat(-exponent)}${digits}`;
  const whole = digits.slice(0, exponent).padEnd(exponent, "0");
  return `${whole}.${digits.slice(exponent) || "0"}`;
}
