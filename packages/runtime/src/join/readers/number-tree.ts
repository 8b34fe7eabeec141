export type NumberOp = "sum" | "avg" | "min" | "max";

/** Each level sums up this many of the level below. */
const FAN = 16;
const SHIFT = 4;

/** Partial aggregates over a run of numbers, `FAN` to a node: a range is the nodes that it covers whole and the numbers at its ends. */
export interface NumberTree {
  /** Numbers from `base` on, so many. */
  readonly build: (numbers: Float64Array, base: number, size: number) => void;
  /** Of the numbers from `from` to before `to`, counted from `base`. */
  readonly fold: (from: number, to: number) => number;
}

/** What changes nothing: in the place of a number that does not count. */
export const neutralOf = (op: NumberOp): number => (op === "min" ? NaN : op === "max" ? -Infinity : 0);

/** A tree over at most so many numbers. */
export function numberTree(op: NumberOp, most: number): NumberTree {
  const neutral = neutralOf(op);
  const levels: Float64Array[] = [];
  for (let size = most >> SHIFT; size > 0; size >>= SHIFT) levels.push(new Float64Array(size));
  let leaves: Float64Array = new Float64Array(0);
  let base = 0;
  return {
    build: (numbers, at, size) => {
      leaves = numbers;
      base = at;
      let below: Float64Array = numbers;
      let offset = at;
      let nodes = size >> SHIFT;
      for (let level = 0; nodes > 0; level++, nodes >>= SHIFT) {
        const own = levels[level] as Float64Array;
        for (let node = 0; node < nodes; node++) {
          const from = offset + (node << SHIFT);
          own[node] = foldSpan(op, below, from, from + FAN, neutral);
        }
        below = own;
        offset = 0;
      }
    },
    fold: (from, to) => {
      let lo = from;
      let hi = to;
      let data: Float64Array = leaves;
      let offset = base;
      let left = neutral;
      let right = neutral;
      for (let level = 0; hi - lo > 2 * FAN && level < levels.length; level++) {
        const start = Math.min(hi, (lo + FAN - 1) & -FAN);
        const end = hi & -FAN;
        left = foldSpan(op, data, offset + lo, offset + start, left);
        right = foldSpan(op, data, offset + end, offset + hi, right);
        lo = start >> SHIFT;
        hi = end >> SHIFT;
        data = levels[level] as Float64Array;
        offset = 0;
      }
      left = foldSpan(op, data, offset + lo, offset + hi, left);
      return joined(op, left, right);
    },
  };
}

/** NaN is greater than every number. */
export const joined = (op: NumberOp, a: number, b: number): number => {
  if (op === "min") return b < a || a !== a ? b : a;
  if (op === "max") return b > a || b !== b ? b : a;
  return a + b;
};

/** One loop for each: this is where the time goes. */
function foldSpan(op: NumberOp, data: Float64Array, from: number, to: number, start: number): number {
  let folded = start;
  if (op === "min") {
    for (let i = from; i < to; i++) {
      const value = data[i] as number;
      if (value < folded || folded !== folded) folded = value;
    }
    return folded;
  }
  if (op === "max") {
    for (let i = from; i < to; i++) {
      const value = data[i] as number;
      if (value > folded || value !== value) folded = value;
    }
    return folded;
  }
  for (let i = from; i < to; i++) folded += data[i] as number;
  return folded;
}
