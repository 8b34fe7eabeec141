import { DOUBLE, type DataType } from "../types/index.js";
import type { Int64, Value } from "../values/index.js";
import { algebra } from "./algebra.js";
import { listed } from "./listed.js";
import type { AggregateAlgebra } from "./record.js";

/** Weights and weighted values, as of `at`: the time of the last row. */
interface Decayed {
  readonly at: bigint;
  readonly count: number;
  readonly weight: number;
  readonly sum: number;
}

/** The aggregate's value, of weights as of the last row and how much of them is left since; and that of no rows. */
interface DecayedValue {
  readonly finish: (weight: number, sum: number, left: number) => Value;
  readonly empty: Value;
}

/**
 * Sums in which a row of age a counts 2^(-a / halfLife): G. Cormode, V. Shkapenyuk, D. Srivastava, B. Xu, "Forward
 * Decay: A Practical Time Decay Model for Streaming Systems", 2009, section 3, for exponential decay.
 */
export function decayed(
  argument: DataType | undefined,
  halfLifeMicros: number,
  number: (value: Value) => number,
  { finish, empty }: DecayedValue,
): AggregateAlgebra {
  const factor = (from: bigint, to: bigint): number => 2 ** (Number(from - to) / halfLifeMicros);
  const init = (): Decayed => ({ at: 0n, count: 0, weight: 0, sum: 0 });
  const merge = (a: Decayed, b: Decayed): Decayed => {
    if (a.count === 0) return b;
    if (b.count === 0) return a;
    const at = a.at > b.at ? a.at : b.at;
    const [x, y] = [factor(a.at, at), factor(b.at, at)];
    return {
      at,
      count: a.count + b.count,
      weight: a.weight * x + b.weight * y,
      sum: a.sum * x + b.sum * y,
    };
  };
  const update = (state: Decayed, value: Value, micros: Int64): Decayed =>
    value === null ? state : merge(state, { at: BigInt(micros), count: 1, weight: 1, sum: number(value) });
  return algebra<Decayed>({
    init,
    update,
    merge,
    finish(state, asOf) {
      if (state === undefined || state.count === 0) return empty;
      return finish(state.weight, state.sum, factor(state.at, BigInt(asOf)));
    },
    write(out, state) {
      out.int64(state.at);
      out.count(state.count);
      out.double(state.weight);
      out.double(state.sum);
    },
    read: (from) => ({
      at: from.int64(),
      count: from.count(),
      weight: from.double(),
      sum: from.double(),
    }),
    duckdb: listed({ init, update }, argument ?? DOUBLE, { timed: true }),
  });
}
