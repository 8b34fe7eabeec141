import type { Value } from "@pinion/core";
import type { TimedRow } from "../ports.js";
import { flusher } from "./flusher.js";
import { countLetters, removed, startOf, statusOf, type PartitionState } from "./partitions.js";
import { featureRow } from "./plan.js";
import { partitionName, type DeadLetter, type Position } from "./ports.js";
import type { Processor, ProcessorOptions } from "./processor.js";

/** As many keys wait at most before reading has to wait. */
const MOST_WAITING = 50_000;
const COMMIT_EVERY_MS = 500;

interface Latest {
  readonly micros: number;
  readonly values: readonly Value[];
}

/**
 * Row-level features, and those derived from them. There is no state: a row is stored as of its event time, and a
 * store never lets an older one replace a newer, so that reading again changes nothing.
 */
export function rowProcessor(options: ProcessorOptions): Processor {
  const { plan, ingest, sinks, deadLetters, commit, from, reset, now } = options;
  const partitions = new Map<string, PartitionState>();
  const rejected = new Map<string, number>();
  let waiting = new Map<string, Latest>();
  let letters: DeadLetter[] = [];
  /** Positions whose rows wait, and those whose rows are acknowledged. */
  let reached = new Map<string, Position>();
  const acknowledged = new Map<string, Position>();
  let committedAt = 0;
  let events = 0;

  const rowOf = (key: string, { micros, values }: Latest): TimedRow => {
    const byName = new Map(plan.rows.map(({ feature, fallback }, i) => [feature, values[i] ?? fallback]));
    return { key, asOf: micros, values: featureRow(plan, byName) };
  };
  const commitReached = async (): Promise<void> => {
    const owned = [...acknowledged.values()].filter((position) => partitions.has(partitionName(position)));
    acknowledged.clear();
    committedAt = now();
    if (owned.length > 0) await commit(owned);
  };
  const flush = async (): Promise<void> => {
    const taken = { waiting, letters, reached };
    waiting = new Map();
    letters = [];
    reached = new Map();
    if (taken.letters.length > 0) await deadLetters.write(taken.letters);
    await sinks.upsert(Array.from(taken.waiting, ([key, latest]) => rowOf(key, latest)));
    for (const [name, position] of taken.reached) acknowledged.set(name, position);
    if (now() - committedAt >= COMMIT_EVERY_MS) await commitReached();
  };
  const queue = flusher({
    waiting: () => waiting.size + letters.length + reached.size,
    most: MOST_WAITING,
    flush,
    onFailure: options.onFailure,
  });

  return {
    assigned: async (assignments) =>
      assignments.map((assignment) => {
        const { topic, partition, committed, begin, end } = assignment;
        const known = reset ? undefined : committed?.offset;
        if (known !== undefined && known < begin) throw removed(assignment, known);
        const name = partitionName(assignment);
        const before = partitions.get(name);
        const position = before?.position ?? known ?? startOf(from, assignment);
        if (position !== undefined) reached.set(name, { topic, partition, offset: position, note: "" });
        partitions.set(name, {
          ...{ topic, partition, name, position, end, resumeAt: 0 },
          ...{ max: before?.max ?? -Infinity, maxAt: before?.maxAt ?? 0 },
        });
        return position ?? from;
      }),
    revoked: async (gone) => {
      await queue.drain();
      await commitReached();
      for (const partition of gone) partitions.delete(partitionName(partition));
    },
    batch: async (batch) => {
      await queue.room();
      const decode = await ingest.prepare(batch);
      const state = partitions.get(partitionName(batch));
      if (state === undefined) return;
      const found = ingest.read(batch, state.position ?? 0, decode, (key, micros, _offset, outputs) => {
        events++;
        if (micros > state.max) {
          state.max = micros;
          state.maxAt = now();
        }
        const before = waiting.get(key);
        // Of equal times the later record counts.
        if (before !== undefined && before.micros > micros) return;
        waiting.set(key, { micros, values: plan.rows.map(({ output }) => outputs[output] ?? null) });
      });
      countLetters(rejected, found);
      letters.push(...found);
      state.position = batch.next;
      state.end = batch.end;
      const { topic, partition } = batch;
      reached.set(state.name, { topic, partition, offset: batch.next, note: "" });
      queue.nudge();
    },
    tick: () => undefined,
    drain: async () => {
      await queue.drain();
      await commitReached();
    },
    status: () => {
      const all = [...partitions.values()];
      const seen = all.map(({ max }) => max).filter((max) => max > -Infinity);
      return {
        ...{ partitions: all.map(statusOf), events, rejected, late: 0 },
        watermark: seen.length === 0 ? undefined : Math.min(...seen),
        asOf: seen.length === 0 ? undefined : Math.max(...seen),
      };
    },
    close: () => Promise.resolve(),
  };
}
