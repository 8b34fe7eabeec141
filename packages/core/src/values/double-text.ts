/*
 * Numbers as Java prints them: the shortest digits that read back as the same value (JDK 19 and later),
 * plain between 10^-3 and 10^7, otherwise with an exponent, always with a digit after the point.
 */

/** A DOUBLE as text: `1.0`, `1.0E10`, `1.0E-5`, `NaN`, `-Infinity`. */
export function showDouble(x: number): string {
  // Almost every value that people store is a short plain decimal.
  if ((x >= 1e-3 && x < 1e7) || (x <= -1e-3 && x > -1e7)) {
    const plain = String(x);
    return plain.includes(".") ? plain : `${plain}.0`;
  }
  if (x < 0 || Object.is(x, -0)) return `-${showDouble(-x)}`;
  if (x === 0) return "0.0";
  if (!Number.isFinite(x)) return String(x);
  const shortest = x.toExponential();
  if (shortest.includes(".")) return layOut(shortest);
  // Where one digit is enough Java still takes the closest of two: 4.9E-324, not 5E-324.
  const two = x.toExponential(1);
  return layOut(Number(two) === x ? two : shortest);
}

/** A FLOAT as text, with the digits that tell it from its neighbours of 32 bits. */
export function showFloat(x: number): string {
  if (x < 0) return `-${showFloat(-x)}`;
  if (x === 0 || !Number.isFinite(x)) return showDouble(x);
  for (let digits = 2; digits < 9; digits++) {
    const closest = x.toExponential(digits - 1);
    if (Math.fround(Number(closest)) === x) return layOut(closest);
    // Above a power of two the gap is twice that below, and may hold a decimal where the closest is lost.
    const above = nextUp(closest);
    if (Math.fround(Number(above)) === x) return layOut(above);
  }
  return layOut(x.toExponential(8));
}

/** The next decimal of as many digits: `9.99e+3` is followed by `1.00e+4`. */
function nextUp(scientific: string): string {
  const [mantissa = "", exponent = ""] = scientific.split("e");
  const digits = mantissa.length - 1;
  return (Number(mantissa.replace(".", "")) + 1).toExponential(digits - 1).replace(/e.*/, (carry) => {
    const carried = Number(carry.slice(1)) - digits + 1;
    return `e${Number(exponent) + carried}`;
  });
}

/** JavaScript's `1.25e+21` in Java's layout. */
function layOut(scientific: string): string {
  const [mantissa = "", power] = scientific.split("e");
  const exponent = Number(power);
  const digits = mantissa.replace(".", "").replace(/0+$/, "");
  if (exponent < -3 || exponent >= 7) return `${digits[0]}.${digits.slice(1) || "0"}E${exponent}`;
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${whole}.${digits.slice(exponent + 1) || "0"}`;
}
