import type { Value } from "../values/index.js";
import { algebra } from "./algebra.js";
import type { AggregateRecord } from "./record.js";
import { only } from "./sql.js";
import { readValue, writeValue } from "./state/value-bytes.js";
import { isKept, KEPT } from "./types.js";

type Choice = (earlier: Value, later: Value) => Value;

/** An aggregate that keeps one value of those that are not NULL by the place of its row in time. */
export function kept(
  record: Pick<AggregateRecord, "name" | "summary">,
  choose: Choice,
  duckdb: "arg_min" | "arg_max",
): AggregateRecord {
  return {
    ...record,
    takes: KEPT,
    resultType: (argument) => (argument !== undefined && isKept(argument) ? argument : undefined),
    algebra: ({ result }) =>
      algebra<Value>({
        init: () => null,
        update: choose,
        merge: choose,
        finish: (state) => state ?? null,
        write: (out, state) => writeValue(out, state, result),
        read: (from) => readValue(from, result),
        duckdb: {
          columns: [
            {
              sql: (parts) =>
                `${duckdb}(${parts.argument}, ${parts.order})${only(parts, `${parts.argument} IS NOT NULL`)}`,
              type: result,
            },
          ],
          ordered: true,
          read: ([value]) => value ?? null,
        },
      }),
  };
}
