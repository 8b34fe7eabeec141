import { double2, sum, sumOrdered, type Double2 } from "./double-double.js";

/** An angle as quarters of a turn and a rest of at most π/4 either way. */
export interface Angle {
  /** 0 to 3. */
  readonly quarter: number;
  readonly rest: Double2;
}

/* π/2 in three parts of 33 bits, which small integers can be multiplied by without rounding, and what is left. */
const PART_1 = 1.5707963267341256;
const PART_2 = 6.077100506303966e-11;
const PART_3 = 2.0222662487111665e-21;
const PART_4 = 8.4784276603689e-32;

/** The angle of a finite number of radians. */
export function angleOf(x: number): Angle {
  const size = Math.abs(x);
  if (size <= 0.7853981633974483) return { quarter: 0, rest: double2(x, 0) };
  return size < 1_600_000 ? nearAngle(x) : farAngle(x);
}

function nearAngle(x: number): Angle {
  const quarters = Math.round(x * 0.6366197723675814);
  const first = x - quarters * PART_1;
  const second = sum(first, -quarters * PART_2);
  const third = sum(second.high, -quarters * PART_3);
  const rest = sumOrdered(third.high, third.low + (second.low - quarters * PART_4));
  return { quarter: quarters & 3, rest };
}

/** Bits behind the point of π/2: as many as the greatest DOUBLE has before it, and enough for what is left. */
const BITS = 1300n;

const HALF_PI = /* @__PURE__ */ halfPi();

function farAngle(x: number): Angle {
  const [mantissa, exponent] = inParts(x);
  // Below 2^53 a number can have bits behind the point; none here has more than 32.
  const scaled = mantissa << (BITS + BigInt(exponent));
  const quarters = (2n * scaled + HALF_PI) / (2n * HALF_PI);
  const rest = scaled - quarters * HALF_PI;
  const high = Number(rest >> (BITS - 120n));
  const low = Number((rest >> (BITS - 120n)) - BigInt(high));
  const sign = x < 0 ? -1 : 1;
  return {
    quarter: Number(sign < 0 ? -quarters & 3n : quarters & 3n),
    rest: double2(sign * high * 2 ** -120, sign * low * 2 ** -120),
  };
}

/** |x| as an integer of 53 bits times a power of two. */
function inParts(x: number): readonly [mantissa: bigint, exponent: number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  return [(bits & 0xfffffffffffffn) | 0x10000000000000n, Number((bits >> 52n) & 0x7ffn) - 1075];
}

/** π/2 by Machin's formula: π/4 = 4 arctan 1/5 - arctan 1/239. */
function halfPi(): bigint {
  const guard = 16n;
  const one = 1n << (BITS + guard);
  return (2n * (4n * arctanOfInverse(5n, one) - arctanOfInverse(239n, one))) >> guard;
}

function arctanOfInverse(n: bigint, one: bigint): bigint {
  let power = one / n;
  let total = 0n;
  for (let i = 1n; power !== 0n; i += 2n) {
    total += i % 4n === 1n ? power / i : -(power / i);
    power /= n * n;
  }
  return total;
}
