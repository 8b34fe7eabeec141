import type { Int64, Value } from "@pinion/core";
import type { FoundFeatures, OnlineStore, TableRead } from "../ports.js";

/** Answers a lookup by one read a table. */
export const lookupByRead = (
  read: OnlineStore["read"],
  reads: readonly TableRead[],
): Promise<readonly (readonly FoundFeatures[])[]> =>
  Promise.all(
    reads.map(async ({ table, keys, names }) => {
      const rows = await read(table, keys, names);
      return rows.map((found) => {
        const values = Array.from<Value | undefined>({ length: names.length });
        const asOf = Array.from<Int64 | undefined>({ length: names.length });
        for (const row of found) {
          row.values.forEach((value, i) => {
            const before = asOf[i];
            if (value === undefined || (before !== undefined && before >= row.asOf)) return;
            values[i] = value;
            asOf[i] = row.asOf;
          });
        }
        return { values, asOf };
      });
    }),
  );
