import { createHash } from "node:crypto";
import { Command } from "ioredis";
import type { StreamWriter, StreamWriterOptions } from "../../ports.js";
import { layoutOf } from "../row/index.js";
import { batchesOf, type RedisClient } from "./client.js";
import { rowKey, rowPrefix } from "./keys.js";
import type { Run } from "./run.js";
import { UPSERT } from "./scripts.js";
import { upsertBytes, type UpsertBytes } from "./upsert-bytes.js";
import { WRITE_BATCH } from "./writer.js";

/** Rows that carry their own as-of times: each is compared with what stands there, in Redis itself. */
export function redisStreamWriter(
  client: RedisClient,
  run: Run,
  group: string,
  { table, schema, ttlSeconds }: StreamWriterOptions,
): StreamWriter {
  const prefix = rowPrefix(table, group);
  const ttl = String(ttlSeconds === undefined ? 0 : Math.max(1, Math.ceil(ttlSeconds)));
  const script = { text: UPSERT, hash: createHash("sha1").update(UPSERT).digest("hex") };
  const encode = upsertBytes(layoutOf(schema), script, prefix, ttl);

  /** `first`: a key of the rows, by which a cluster finds the node. */
  const call = async (
    first: string,
    { bytes, withText }: UpsertBytes,
    wanted: () => boolean,
  ): Promise<number> => {
    try {
      return Number(await send(client, ["evalsha", script.hash, 1, first], bytes));
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes("NOSCRIPT") || !wanted()) throw error;
      return Number(await send(client, ["eval", script.text, 1, first], withText()));
    }
  };

  return {
    upsert: async (rows, still = () => true) => {
      let written = 0;
      let bytes = 0;
      const batches: Promise<void>[] = [];
      for (const batch of batchesOf(client, rows, ({ key }) => rowKey(prefix, key), WRITE_BATCH)) {
        const first = rowKey(prefix, batch[0]?.key ?? "");
        const encoded = encode(batch);
        batches.push(
          run((wanted) => (still() ? call(first, encoded, wanted) : Promise.resolve(0)), { key: first }).then(
            (count) => {
              written += count;
              bytes += encoded.packed;
            },
          ),
        );
      }
      // All are waited for, so that nothing is under way behind a failure.
      const failed = (await Promise.allSettled(batches)).find((one) => one.status === "rejected");
      if (failed !== undefined) throw failed.reason;
      return { written, outdated: rows.length - written, bytes };
    },
  };
}

/** Sends a command whose bytes are there already. */
function send(
  client: RedisClient,
  [name, ...args]: readonly [string, ...(string | number)[]],
  bytes: Buffer,
) {
  const command = new Command(name, args);
  command.toWritable = () => bytes;
  return client.sendCommand(command);
}
