import { arrayOf } from "../types/index.js";
import type { Value } from "../values/index.js";
import { algebra } from "./algebra.js";
import type { AggregateRecord } from "./record.js";
import { only } from "./sql.js";
import { readList, readValue, writeList, writeValue } from "./state/value-bytes.js";
import { isOrdered, ORDERED } from "./types.js";

/** LAST_N or FIRST_N: up to `n` values from one end of the window, in the order of time. */
export function endValues(name: "lastN" | "firstN", summary: string): AggregateRecord {
  const last = name === "lastN";
  return {
    name,
    summary,
    takes: ORDERED,
    resultType: (argument) => (argument !== undefined && isOrdered(argument) ? arrayOf(argument) : undefined),
    algebra({ argument, parameters }) {
      if (argument === undefined) throw new Error(`${name} without an argument`);
      const n = parameters.n ?? 1;
      const cut = (values: readonly Value[]): readonly Value[] =>
        last ? values.slice(-n) : values.slice(0, n);
      return algebra<readonly Value[]>({
        init: () => [],
        update: (state, value) => {
          if (value === null || (!last && state.length >= n)) return state;
          return cut([...state, value]);
        },
        merge: (earlier, later) => cut([...earlier, ...later]),
        finish: (state) => (state === undefined || state.length === 0 ? null : state),
        write: (out, state) => writeList(out, state, (to, value) => writeValue(to, value, argument)),
        read: (from) => readList(from, (at) => readValue(at, argument)),
        duckdb: {
          ordered: true,
          columns: [
            {
              sql: (parts) =>
                `${last ? "arg_max" : "arg_min"}(${parts.argument}, ${parts.order}, ${n})${only(parts, `${parts.argument} IS NOT NULL`)}`,
              type: arrayOf(argument),
            },
          ],
          read: ([values]) => {
            const ranked = (values ?? []) as readonly Value[];
            return last ? ranked.toReversed() : ranked;
          },
        },
      });
    },
  };
}
