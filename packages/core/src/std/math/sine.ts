import { angleOf, type Angle } from "./angle.js";
import { double2, quotient, sum, sumOrdered, times, type Double2 } from "./double-double.js";

/*
 * Sine, cosine and tangent to the nearest DOUBLE in all but one of about a thousand arguments, which is what
 * Java's are too. Engines of JavaScript differ among versions in the last digit; features must not.
 */

export function sin(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  if (Math.abs(x) < 1e-8) return x;
  const { high, low } = sine(angleOf(x));
  return high + low;
}

export function cos(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  const { high, low } = cosine(angleOf(x));
  return high + low;
}

export function tan(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  if (Math.abs(x) < 1e-9) return x;
  const angle = angleOf(x);
  return quotient(sine(angle), cosine(angle));
}

function sine({ quarter, rest }: Angle): Double2 {
  const value = quarter % 2 === 0 ? sineOfRest(rest) : cosineOfRest(rest);
  return quarter < 2 ? value : double2(-value.high, -value.low);
}

const cosine = ({ quarter, rest }: Angle): Double2 => sine({ quarter: (quarter + 1) & 3, rest });

const SIXTH = double2(-0.16666666666666666, -9.25185853854297e-18);
const TWENTY_FOURTH = double2(0.041666666666666664, 2.3129646346357427e-18);

/** x - x³/6 + x⁵/120 …, the first two terms to more than 53 bits. */
function sineOfRest(x: Double2): Double2 {
  const square = times(x, x);
  const z = square.high;
  const tail =
    1 / 120 +
    z *
      (-1 / 5040 +
        z *
          (1 / 362880 +
            z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z / 355687428096000)))));
  const cubic = sumOrdered(SIXTH.high, z * tail);
  const factor = double2(cubic.high, cubic.low + SIXTH.low);
  const rest = times(times(square, factor), x);
  const total = sumOrdered(x.high, rest.high);
  return sumOrdered(total.high, total.low + (x.low + rest.low));
}

/** 1 - x²/2 + x⁴/24 …, the first three terms to more than 53 bits. */
function cosineOfRest(x: Double2): Double2 {
  const square = times(x, x);
  const z = square.high;
  const tail =
    -1 / 720 +
    z *
      (1 / 40320 +
        z *
          (-1 / 3628800 +
            z * (1 / 479001600 + z * (-1 / 87178291200 + z * (1 / 20922789888000 - z / 6402373705728000)))));
  const quartic = sumOrdered(TWENTY_FOURTH.high, z * tail);
  const factor = double2(quartic.high, quartic.low + TWENTY_FOURTH.low);
  const rest = times(times(square, square), factor);
  const first = sum(1, -0.5 * z);
  const second = sum(first.high, rest.high);
  return sumOrdered(second.high, second.low + (first.low + (rest.low - 0.5 * square.low)));
}
