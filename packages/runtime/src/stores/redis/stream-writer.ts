import type { Redis } from "ioredis";
import type { StreamWriter, StreamWriterOptions } from "../../ports.js";
import { encodeRow, layoutOf } from "../row/index.js";
import { ROW, type Run } from "./keys.js";
import { UPSERT } from "./scripts.js";
import { scriptRunner, WRITE_BATCH } from "./writer.js";

/** Rows that carry their own as-of times: each is compared with what stands there, in Redis itself. */
export function redisStreamWriter(
  redis: Redis,
  run: Run,
  group: string,
  { table, schema, ttlSeconds }: StreamWriterOptions,
): StreamWriter {
  const layout = layoutOf(schema);
  const prefix = `${ROW}${table}:${group}:`;
  const ttl = String(ttlSeconds === undefined ? 0 : Math.max(1, Math.ceil(ttlSeconds)));
  const script = scriptRunner(redis, UPSERT);
  return {
    upsert: async (rows) => {
      let written = 0;
      let bytes = 0;
      const batches: Promise<void>[] = [];
      for (let at = 0; at < rows.length; at += WRITE_BATCH) {
        const batch = rows.slice(at, at + WRITE_BATCH);
        const keys = batch.map((row) => prefix + row.key);
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
