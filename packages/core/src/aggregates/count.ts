import { BIGINT } from "../types/index.js";
import { toInt64, type Int64 } from "../values/index.js";
import { algebra } from "./algebra.js";
import type { AggregateRecord } from "./record.js";
import { only } from "./sql.js";

export const count: AggregateRecord = {
  name: "count",
  summary: "The number of rows, or of values that are not NULL.",
  takes: "anything, or nothing",
  resultType: () => BIGINT,
  algebra: ({ argument }) =>
    algebra<Int64>({
      init: () => 0,
      update: (state, value) => (value === null ? state : sum(state, 1)),
      merge: sum,
      finish: (state) => state ?? 0,
      write: (out, state) => out.int64(BigInt(state)),
      read: (from) => toInt64(from.int64()),
      // So many rows as a double cannot count nobody has.
      cells: {
        count: 1,
        load: (cells, at) => cells[at] ?? 0,
        store(cells, at, state) {
          cells[at] = Number(state);
        },
        add(cells, at, value) {
          if (value !== null) cells[at] = (cells[at] ?? 0) + 1;
        },
        merge(cells, at, other, otherAt) {
          cells[at] = (cells[at] ?? 0) + (other[otherAt] ?? 0);
        },
      },
      duckdb: {
        columns: [
          {
            sql: (parts) => `count(${argument === undefined ? "*" : parts.argument})${only(parts)}`,
            type: BIGINT,
          },
        ],
        read: ([rows]) => (rows ?? 0) as Int64,
      },
    }),
};

function sum(a: Int64, b: Int64): Int64 {
  if (typeof a === "number" && typeof b === "number" && a + b <= Number.MAX_SAFE_INTEGER) return a + b;
  return toInt64(BigInt(a) + BigInt(b));
}
