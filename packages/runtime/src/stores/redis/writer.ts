import { PinionError, type Int64 } from "@pinion/core";
import type { TableWriter, WriterOptions } from "../../ports.js";
import { encodeRow, layoutOf } from "../row/index.js";
import { batchesOf, type RedisClient } from "./client.js";
import { JOB, rowKey, rowPrefix } from "./keys.js";
import type { Run } from "./run.js";
import { scriptRunner } from "./script.js";
import { WRITE } from "./scripts.js";
import { sweep, sweepCovered, type SweptGroup } from "./sweep.js";

export const WRITE_BATCH = 256;
/** A job that nobody runs again for so long begins anew. */
const CHECKPOINT_SECONDS = 7 * 86_400;

export interface GroupProgress {
  /** The as-of time of the group's last materialisation that finished. */
  readonly finished: () => Promise<Int64 | undefined>;
  readonly finish: (asOf: Int64) => Promise<void>;
}

export interface RedisWriterParts extends SweptGroup {
  readonly options: WriterOptions;
  readonly progress: GroupProgress;
  /** When its table's meta had the group, by `performance.now`. */
  readonly noted: number;
}

export async function redisWriter(parts: RedisWriterParts): Promise<TableWriter> {
  const { client, run, group, options, progress } = parts;
  const { table, schema, asOf, ttlSeconds } = options;
  const layout = layoutOf(schema);
  const prefix = rowPrefix(table, group);
  const ttl = ttlSeconds === undefined ? 0 : Math.max(1, Math.ceil(ttlSeconds));
  const script = scriptRunner(client, WRITE);
  let written = 0;
  let outdated = 0;
  let bytes = 0;
  // A node of a cluster may lose its rows while the node that has the mark keeps it; so may a Redis that evicts.
  const marked =
    options.job !== undefined && !client.isCluster && !(await evicts(client, run, ttlSeconds !== undefined));
  const mark = marked ? `${JOB}${table}:${group}:${options.job}` : undefined;
  const noted = mark === undefined ? null : await run(() => client.get(mark));
  return {
    ...(mark === undefined ? {} : { reached: /^\d{1,15}$/u.test(noted ?? "") ? Number(noted) : 0 }),
    checkpoint: async (number) => {
      if (mark !== undefined) await run(() => client.set(mark, String(number), "EX", CHECKPOINT_SECONDS));
      return { written, outdated, bytes };
    },
    write: async (rows) => {
      const finished = await progress.finished();
      if (finished !== undefined && finished > asOf) {
        outdated += rows.length;
        return;
      }
      const batches: Promise<unknown>[] = [];
      const keyed = rows.map(({ key, values }) => ({ key: rowKey(prefix, key), values }));
      for (const batch of batchesOf(client, keyed, ({ key }) => key, WRITE_BATCH)) {
        const values = batch.map((row) => encodeRow(layout, asOf, row.values));
        bytes += values.reduce((sum, value) => sum + value.length, 0);
        const keys = batch.map((row) => row.key);
        batches.push(
          run((wanted) => script(keys, [String(asOf), String(ttl), ...values], wanted), {
            key: keys[0],
          }).then((count) => {
            written += Number(count);
            outdated += batch.length - Number(count);
          }),
        );
      }
      await Promise.all(batches);
    },
    finish: async () => {
      // A later job that finished in the middle of this one could not remove what this one wrote after it.
      const finished = await progress.finished();
      const { removed } = await sweep(parts, finished !== undefined && finished > asOf ? finished : asOf);
      await progress.finish(asOf);
      const covered = await sweepCovered(parts, asOf, parts.noted);
      if (mark !== undefined) await run(() => client.del(mark));
      return { written, outdated, removed: removed + covered, bytes };
    },
    abandon: () => Promise.resolve(),
  };
}

/** Whether Redis may remove rows for want of memory, as far as it says. */
async function evicts(client: RedisClient, run: Run, expiring: boolean): Promise<boolean> {
  try {
    const policy = /^maxmemory_policy:(\S+)/mu.exec(await run(() => client.info("memory")))?.[1];
    return policy !== "noeviction" && (expiring || policy?.startsWith("volatile-") !== true);
  } catch (error) {
    // A user that may not ask.
    if (error instanceof PinionError && error.code === "PN6006") return true;
    throw error;
  }
}
