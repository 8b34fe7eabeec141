import type { Value } from "@pinion/core";
import { committer } from "./committer.js";
import { flusher } from "./flusher.js";
import type { KeyId } from "./ingest.js";
import { checkMark, fromMark, markIn, markNote } from "./marks.js";
import { gatherMs } from "./pacing.js";
import { checkSame, countLetters, removed, startOf, statusOf, type PartitionState } from "./partitions.js";
import { rowBuilder } from "./plan.js";
import { partitionName, type DeadLetter, type Position } from "./ports.js";
import type { Processor, ProcessorOptions } from "./processor.js";

/** As many keys wait at most before reading has to wait. */
const MOST_WAITING = 50_000;

/** The newest row of a key among those that wait; later ones are written over it. */
interface Latest {
  partition: string;
  micros: number;
  readonly values: Value[];
}

interface Taken {
  readonly waiting: ReadonlyMap<KeyId, Latest>;
  readonly reached: ReadonlyMap<string, Position>;
}

/**
 * Row-level features, and those derived from them. There is no state: a row is stored as of its event time, and a
 * store never lets an older one replace a newer, so that reading again changes nothing.
 */
export function rowProcessor(options: ProcessorOptions): Processor {
  const { plan, ingest, sinks, deadLetters, from, reset, now, onFailure } = options;
  const partitions = new Map<string, PartitionState>();
  const rejected = new Map<string, number>();
  const readings = plan.rows.map(({ output, fallback }) => ({ output, fallback }));
  const rowOf = rowBuilder(plan);
  let waiting = new Map<KeyId, Latest>();
  let letters: DeadLetter[] = [];
  /** Positions whose rows wait. */
  let reached = new Map<string, Position>();
  let events = 0;

  const commits = committer({
    ...{ commit: options.commit, now, onFailure },
    owns: (name) => partitions.has(name),
  });
  const blocked = (): boolean => {
    for (const partition of partitions.values()) if (!options.holds(partition)) return true;
    return false;
  };
  /** What may not have been written waits again, but for what came after it and what is another reader's by now. */
  const again = (taken: Taken): void => {
    for (const [key, latest] of taken.waiting) {
      const newer = waiting.get(key);
      // Of equal times the later record counts.
      if (newer !== undefined && newer.micros >= latest.micros) continue;
      if (partitions.has(latest.partition)) waiting.set(key, latest);
    }
    for (const [name, position] of taken.reached) {
      if (partitions.has(name) && !reached.has(name)) reached.set(name, position);
    }
  };
  const flush = async (): Promise<void> => {
    const taken = { waiting, letters, reached };
    waiting = new Map();
    letters = [];
    reached = new Map();
    if (taken.letters.length > 0) await deadLetters.write(taken.letters);
    await sinks.upsert(
      Array.from(taken.waiting, ([key, { micros, values }]) => ({
        key: ingest.textOf(key),
        asOf: micros,
        values: rowOf(values),
      })),
      { still: () => !blocked() },
    );
    if (blocked()) return again(taken);
    commits.reached(taken.reached.values());
    commits.tick();
  };
  const queue = flusher({
    waiting: () => waiting.size + letters.length + reached.size,
    most: MOST_WAITING,
    gatherMs: () => gatherMs(partitions.values()),
    ...{ flush, blocked, onFailure },
    giveUp: options.giveUp,
  });

  const read = (values: Value[], outputs: readonly Value[]): void => {
    for (let i = 0; i < readings.length; i++) {
      const reading = readings[i];
      if (reading !== undefined) values[i] = outputs[reading.output] ?? reading.fallback;
    }
  };
  const onEvent = (partition: string, key: KeyId, micros: number, outputs: readonly Value[]): void => {
    const latest = waiting.get(key);
    if (latest === undefined) {
      const values: Value[] = [];
      read(values, outputs);
      waiting.set(key, { partition, micros, values });
    } else if (latest.micros <= micros) {
      // Of equal times the later record counts.
      latest.partition = partition;
      latest.micros = micros;
      read(latest.values, outputs);
    }
  };

  return {
    assigned: async (assignments) =>
      assignments.map((assignment) => {
        const { topic, partition, committed, begin, end } = assignment;
        const known = reset ? undefined : committed?.offset;
        if (known !== undefined && known < begin) throw removed(assignment, known);
        const name = partitionName(assignment);
        const before = partitions.get(name);
        checkSame(assignment, before?.position ?? known);
        // While this process stood still another may have come further.
        const reachedBefore = before?.position === undefined ? known : Math.max(before.position, known ?? 0);
        const position = reachedBefore ?? startOf(from, assignment);
        const noted = known === undefined ? undefined : markIn(committed?.note ?? "");
        const last = (before?.position ?? -1) >= (known ?? 0) ? before?.last : noted;
        if (position !== undefined) {
          reached.set(name, { topic, partition, offset: position, note: markNote(last) });
        }
        partitions.set(name, {
          ...{ topic, partition, name, position, end, resumeAt: 0, last, expected: last },
          ...{ max: before?.max ?? -Infinity, maxAt: before?.maxAt ?? 0 },
        });
        return position === undefined ? from : fromMark(position, begin, last);
      }),
    revoked: async (gone) => {
      // What was read of them and is not acknowledged, the next reader reads again.
      const names = new Set(gone.map(partitionName));
      for (const name of names) {
        partitions.delete(name);
        reached.delete(name);
      }
      for (const [key, { partition }] of waiting) if (names.has(partition)) waiting.delete(key);
      await commits.drain();
    },
    batch: async (batch) => {
      await queue.room();
      const decode = await ingest.prepare(batch);
      const state = partitions.get(partitionName(batch));
      if (state === undefined) return;
      checkMark(state, batch);
      let { max } = state;
      const found = ingest.read(batch, state.position ?? 0, decode, (key, micros, _offset, outputs) => {
        events++;
        if (micros > max) max = micros;
        onEvent(state.name, key, micros, outputs);
      });
      if (max > state.max) {
        state.max = max;
        state.maxAt = now();
      }
      for (const letter of countLetters(rejected, found)) letters.push(letter);
      state.position = Math.max(state.position ?? 0, batch.next);
      state.end = batch.end;
      const { topic, partition, position, last } = state;
      reached.set(state.name, { topic, partition, offset: position, note: markNote(last) });
      queue.nudge();
    },
    tick: () => {
      queue.nudge();
      commits.tick();
    },
    // The latest row of a key is that whatever partitions its rows are in.
    shared: () => undefined,
    drain: async () => {
      await queue.drain();
      await commits.drain();
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
