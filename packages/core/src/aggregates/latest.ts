import type { Value } from "../values/index.js";
import { algebra } from "./algebra.js";
import type { AggregateRecord } from "./record.js";
import { only } from "./sql.js";
import { readValue, writeValue } from "./state/value-bytes.js";
import { isKept, KEPT } from "./types.js";

const later = (earlier: Value, value: Value): Value => value ?? earlier;

export const latest: AggregateRecord = {
  name: "latest",
  summary: "The last value in time that is not NULL; of equal times, the one that comes last in the source.",
  takes: KEPT,
  resultType: (argument) => (argument !== undefined && isKept(argument) ? argument : undefined),
  algebra: ({ result }) =>
    algebra<Value>({
      init: () => null,
      update: later,
      merge: later,
      finish: (state) => state ?? null,
      write: (out, state) => writeValue(out, state, result),
      read: (from) => readValue(from, result),
      duckdb: {
        columns: [
          {
            sql: (parts) =>
              `arg_max(${parts.argument}, ${parts.order})${only(parts, `${parts.argument} IS NOT NULL`)}`,
            type: result,
          },
        ],
        ordered: true,
        read: ([value]) => value ?? null,
      },
    }),
};
