import { createHash } from "node:crypto";
import type { Int64 } from "@pinion/core";
import type { Redis } from "ioredis";
import type { TableWriter, WriterOptions } from "../../ports.js";
import { encodeRow, layoutOf } from "../row/index.js";
import { eachKey, JOB, ROW, type Run } from "./keys.js";
import { SWEEP, WRITE } from "./scripts.js";

export const WRITE_BATCH = 256;
/** A job that nobody runs again for so long begins anew. */
const CHECKPOINT_SECONDS = 7 * 86_400;

export interface GroupProgress {
  /** The as-of time of the group's last materialisation that finished. */
  readonly finished: () => Promise<Int64 | undefined>;
  readonly finish: (asOf: Int64) => Promise<void>;
}

export async function redisWriter(
  redis: Redis,
  run: Run,
  group: string,
  options: WriterOptions,
  progress: GroupProgress,
): Promise<TableWriter> {
  const { table, schema, asOf, ttlSeconds } = options;
  const layout = layoutOf(schema);
  const prefix = `${ROW}${table}:${group}:`;
  const ttl = ttlSeconds === undefined ? 0 : Math.max(1, Math.ceil(ttlSeconds));
  const script = scriptRunner(redis, WRITE);
  let written = 0;
  let outdated = 0;
  let bytes = 0;
  const mark = options.job === undefined ? undefined : `${JOB}${table}:${group}:${options.job}`;
  const noted = mark === undefined ? null : await run(() => redis.get(mark));
  return {
    ...(mark === undefined ? {} : { reached: /^\d{1,15}$/u.test(noted ?? "") ? Number(noted) : 0 }),
    checkpoint: async (number) => {
      if (mark !== undefined) await run(() => redis.set(mark, String(number), "EX", CHECKPOINT_SECONDS));
      return { written, outdated, bytes };
    },
    write: async (rows) => {
      const finished = await progress.finished();
      if (finished !== undefined && finished > asOf) {
        outdated += rows.length;
        return;
      }
      const batches: Promise<unknown>[] = [];
      for (let at = 0; at < rows.length; at += WRITE_BATCH) {
        const batch = rows.slice(at, at + WRITE_BATCH);
        const values = batch.map((row) => encodeRow(layout, asOf, row.values));
        bytes += values.reduce((sum, value) => sum + value.length, 0);
        const keys = batch.map((row) => prefix + row.key);
        batches.push(
          run(() => script(keys, [String(asOf), String(ttl), ...values])).then((count) => {
            written += Number(count);
            outdated += batch.length - Number(count);
          }),
        );
      }
      await Promise.all(batches);
    },
    finish: async () => {
      let removed = 0;
      const sweep = scriptRunner(redis, SWEEP);
      await run(() =>
        eachKey(redis, `${prefix}*`, async (keys) => {
          removed += Number(await sweep(keys, [String(asOf)]));
        }),
      );
      await progress.finish(asOf);
      if (mark !== undefined) await run(() => redis.del(mark));
      return { written, outdated, removed, bytes };
    },
    abandon: () => Promise.resolve(),
  };
}

export type RunScript = (keys: readonly string[], args: readonly (string | Buffer)[]) => Promise<unknown>;

/** Sends a script's hash, and its text only to a server that does not know it. */
export function scriptRunner(redis: Redis, script: string): RunScript {
  const hash = createHash("sha1").update(script).digest("hex");
  return async (keys, args) => {
    try {
      return await redis.evalsha(hash, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes("NOSCRIPT")) throw error;
      return redis.eval(script, keys.length, ...keys, ...args);
    }
  };
}
