import type { StreamWriter, StreamWriterOptions } from "../../ports.js";
import { encodeRow, layoutOf } from "../row/index.js";
import { batchesOf, type RedisClient } from "./client.js";
import { rowKey, rowPrefix } from "./keys.js";
import type { Run } from "./run.js";
import { UPSERT } from "./scripts.js";
import { scriptRunner, WRITE_BATCH } from "./writer.js";

/** Rows that carry their own as-of times: each is compared with what stands there, in Redis itself. */
export function redisStreamWriter(
  client: RedisClient,
  run: Run,
  group: string,
  { table, schema, ttlSeconds }: StreamWriterOptions,
): StreamWriter {
  const layout = layoutOf(schema);
  const prefix = rowPrefix(table, group);
  const ttl = String(ttlSeconds === undefined ? 0 : Math.max(1, Math.ceil(ttlSeconds)));
  const script = scriptRunner(client, UPSERT);
  return {
    upsert: async (rows) => {
      let written = 0;
      let bytes = 0;
      const batches: Promise<void>[] = [];
      const keyed = rows.map((row) => ({ ...row, key: rowKey(prefix, row.key) }));
      for (const batch of batchesOf(client, keyed, ({ key }) => key, WRITE_BATCH)) {
        const keys = batch.map(({ key }) => key);
        const values = batch.map((row) => encodeRow(layout, row.asOf, row.values));
        batches.push(
          run(() => script(keys, [ttl, ...values])).then((count) => {
            written += Number(count);
            bytes += values.reduce((sum, value) => sum + value.length, 0);
          }),
        );
      }
      // All are waited for, so that nothing is under way behind a failure.
      const failed = (await Promise.allSettled(batches)).find((one) => one.status === "rejected");
      if (failed !== undefined) throw failed.reason;
      return { written, outdated: rows.length - written, bytes };
    },
  };
}
