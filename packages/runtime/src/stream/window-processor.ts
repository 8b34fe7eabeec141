import type { Value } from "@pinion/core";
import type { TimedRow } from "../ports.js";
import { committer } from "./committer.js";
import { flusher } from "./flusher.js";
import type { KeyId, OnEvent } from "./ingest.js";
import { letterQueue } from "./letter-queue.js";
import { checkMark, fromMark, markIn } from "./marks.js";
import { gatherMs } from "./pacing.js";
import { pastReader } from "./past.js";
import { checkSame, countLetters, isReady, statusOf } from "./partitions.js";
import { rowBuilder } from "./plan.js";
import { partitionName, type Assignment, type Partition, type Position, type StartAt } from "./ports.js";
import type { Processor, ProcessorOptions } from "./processor.js";
import { noteOf, readNote, rebuildTracker } from "./rebuild.js";
import { calendar } from "./state/calendar.js";
import { keyCache } from "./state/key-cache.js";
import {
  addLatest,
  addToTile,
  partOf,
  tileAt,
  tileLayout,
  trim,
  type KeyPart,
  type KeyState,
} from "./state/key-state.js";
import { type Due, type StateChange, type StateStore, type StoredPartition } from "./state/store.js";
import { keyReader } from "./state/values.js";
import { keySpread } from "./spread.js";
import { tileOf } from "./tiles.js";
import { beginningOf, timeByClock, watermarkOf, type WindowPartition } from "./window-partition.js";

/** As many keys wait at most before reading has to wait. */
const MOST_WAITING = 50_000;
/** As many keys are kept in memory. */
const MOST_KEPT = 200_000;
const DUE_AT_ONCE = 20_000;
/** So long after a partition was taken over, what was written of it until then is written once more. */
const WRITE_AGAIN_MS = 2_000;
/** A table whose rows are further ahead than this was not written by a stream. */
const MOST_AHEAD_MICROS = 86_400_000_000;
/** Without events for so long, and nothing left to read, time goes on by the clock. */
const IDLE_MS = 1_000;

/**
 * Windows, and row-level features beside them. Their state and the offsets it is of are written in one transaction; then
 * the rows go out; then, acknowledged, offsets are committed. A crash between leaves the names of the keys whose rows
 * were on their way, and these are sent again. A record whose offset the state has already is passed over.
 */
export function windowProcessor(options: ProcessorOptions & { readonly state: StateStore }): Processor {
  const { plan, ingest, sinks, from, reset, now, state, history } = options;
  const { tileMicros = 1, longest, bounds } = plan;
  const lateness = plan.source.allowedLatenessMicros ?? Infinity;
  const layout = tileLayout(plan.aggregates);
  const reader = keyReader(plan, layout);
  const build = rowBuilder(plan);
  const partitions = new Map<string, WindowPartition>();
  const rejected = new Map<string, number>();
  const { transport, partitionedByKey: declared = false } = plan.source;
  const spread = keySpread({ topics: transport.kind === "kafka" ? transport.topics.length : 1, declared });
  const keys = keyCache({
    most: MOST_KEPT,
    read: (key) => {
      const found = state.key(key);
      spread.known(
        key,
        found.parts.map(({ partition }) => partition),
      );
      // What the state has of partitions that are another's now does not count.
      found.others = found.parts.filter(({ partition }) => !partitions.has(partition));
      found.parts = found.parts.filter(({ partition }) => partitions.has(partition));
      return found;
    },
  });
  /** When windows of keys in memory change by time alone. */
  const times = calendar();
  /** Keys whose state has changed, and those whose rows have. */
  let changed: KeyState[] = [];
  let dirty: KeyState[] = [];
  /** Goes up when these are taken: a part that says so was marked in this round already. */
  let round = 0;
  const letters = letterQueue(options.deadLetters);
  let moved = false;
  let events = 0;
  let late = 0;
  /** Tiles before this one have begun: features are as of its beginning. Never goes back. */
  let end = -Infinity;
  let moreDue = false;
  let lastBatchAt = 0;

  const markChanged = (keyState: KeyState): void => {
    if (keyState.changed) return;
    keyState.changed = true;
    changed.push(keyState);
  };
  const mark = (keyState: KeyState): void => {
    if (keyState.dirty) return;
    keyState.dirty = true;
    dirty.push(keyState);
  };
  const blocked = (): boolean => {
    for (const partition of partitions.values()) if (!options.holds(partition)) return true;
    return false;
  };
  const advance = (to: number): void => {
    if (to <= end) return;
    end = to;
    moreDue = true;
  };

  /** The part of a key that this partition has not met since keys were last forgotten. */
  const meet = (partition: WindowPartition, id: KeyId): KeyPart => {
    const keyState = keys.of(ingest.textOf(id));
    const known = keyState.parts.length;
    const part = partOf(keyState, partition.name);
    if (keyState.parts.length > known) {
      const before = keyState.parts.slice(0, known).map((each) => each.partition);
      spread.met(keyState.key, id, partition.name, before);
    }
    part.of = keyState;
    partition.met.set(id, part);
    return part;
  };
  const forgetMet = (): void => {
    for (const { met } of partitions.values()) met.clear();
  };
  const onEvent =
    (partition: WindowPartition): OnEvent =>
    (id, micros, offset, outputs) => {
      if (micros < partition.max - lateness) {
        late++;
        return;
      }
      events++;
      const index = tileOf(micros, tileMicros, bounds);
      partition.rebuild.add(index, offset, partition.max);
      if (micros > partition.max) {
        partition.max = micros;
        advance(index + 1);
      }
      const part = partition.met.get(id) ?? meet(partition, id);
      if (index >= end - longest) {
        const tile = tileAt(part, index, layout);
        addToTile(part, tile, layout, plan.aggregates, outputs, micros, offset);
      }
      if (plan.rows.length > 0) addLatest(part, plan, micros, offset, outputs);
      if (part.marked === round) return;
      const keyState = part.of ?? keys.of(ingest.textOf(id));
      if (offset >= partition.resumeAt) {
        part.marked = round;
        mark(keyState);
      } else markChanged(keyState);
    };

  /** Keys that a window has left: they are looked at once every partition is up to date. */
  const takeDue = (): { readonly notDue: readonly Due[]; readonly parked: readonly Due[] } => {
    const notDue: Due[] = [];
    const parked: Due[] = [];
    if (!canTakeDue()) return { notDue, parked };
    const inMemory = times.take(end, DUE_AT_ONCE);
    inMemory.forEach(mark);
    const stored = state.dueUntil(end, DUE_AT_ONCE);
    for (const due of stored) {
      const [tile, key] = due;
      const keyState = keys.of(key);
      if (keyState.parts.length === 0) {
        parked.push(due);
        continue;
      }
      notDue.push(due);
      if (keyState.storedDue === tile) keyState.storedDue = Infinity;
      mark(keyState);
    }
    moreDue = inMemory.length >= DUE_AT_ONCE || stored.length >= DUE_AT_ONCE;
    return { notDue, parked };
  };
  const asOf = (): number => end * tileMicros;
  /** The row of a key, which is put down for the time of its next change. */
  const rowOf = (keyState: KeyState): TimedRow => {
    for (const part of keyState.parts) trim(part, end - longest, layout);
    times.schedule(keyState, reader.due(keyState, end));
    const values: Value[] = reader.values(keyState, end, asOf());
    return { key: keyState.key, asOf: asOf(), values: build(values) };
  };
  const storedOf = ({ name, position, max, maxAt, rebuild, last }: WindowPartition): StoredPartition => {
    const { ways } = spread.note(name);
    return {
      offset: position ?? 0,
      ...(max === -Infinity ? {} : { max, maxAt }),
      buckets: rebuild.stored(end),
      ...(ways === undefined ? {} : { ways }),
      ...(last === undefined ? {} : { mark: last }),
    };
  };
  const commits = committer({
    ...{ commit: options.commit, now, onFailure: options.onFailure },
    owns: (name) => partitions.has(name),
  });

  /** One transaction: all that changed, where it is of, and whose rows go out now. */
  const taken = (due: ReturnType<typeof takeDue>, evicted: readonly KeyState[]): StateChange => {
    const others = changed.filter((keyState) => !keyState.dirty);
    for (const keyState of others) {
      // Its row is another's so far: it is looked at once this reader is up to date.
      times.schedule(keyState, end);
      moreDue = true;
    }
    const known = [...partitions.values()].filter(({ position }) => position !== undefined);
    return {
      keys: [...dirty, ...others],
      alsoOut: [...unsent],
      partitions: known.map((partition) => [partition.name, storedOf(partition)] as const),
      ...{ ...due, evicted, end },
    };
  };
  const unmark = (): void => {
    for (const keyState of changed) keyState.changed = false;
    for (const keyState of dirty) keyState.dirty = false;
    changed = [];
    dirty = [];
    round++;
  };
  /** Keys have the parts of other partitions from now on: what is in memory is written and read anew. */
  const forget = async (): Promise<readonly string[]> => {
    do {
      await letters.written();
      await state.idle();
    } while (letters.waiting() > 0);
    generation++;
    const names = dirty.map(({ key }) => key);
    for (const keyState of dirty) times.schedule(keyState, end);
    state.applySync(taken({ notDue: [], parked: [] }, []));
    unmark();
    state.settle([...unsent]);
    times.clear();
    keys.clear();
    forgetMet();
    return names;
  };
  /** Keys of partitions that are another's now are kept for the case that nobody reads on before they come back. */
  const markDirty = (names: Iterable<string>): void => {
    for (const key of names) {
      const keyState = keys.of(key);
      if (keyState.parts.length === 0) unsent.add(key);
      else if (keyState.parts.every(({ partition }) => isUpToDate(partition))) mark(keyState);
    }
  };
  const isUpToDate = (name: string): boolean => {
    const partition = partitions.get(name);
    return partition !== undefined && isReady(partition);
  };
  /** Whether any partition that the key has events in is this reader's. */
  const isMine = (key: string): boolean => keys.of(key).parts.length > 0;
  /** Goes up when partitions come or go. */
  let generation = 0;
  /** Keys written since a partition was taken over, whose last reader may still have a write under way. */
  let watched: { readonly keys: Set<string>; until: number | undefined } | undefined;

  const flush = async (): Promise<void> => {
    while (letters.waiting() > 0) await letters.written();
    const due = takeDue();
    const rows = dirty.map(rowOf);
    const positions = [...partitions.values()].filter(({ position }) => position !== undefined);
    // Where the group stands never goes back: what is built anew is read again up to there first.
    const ready = positions.filter(isReady);
    const reached = ready.map(({ topic, partition, position = 0, rebuild, last }): Position => ({
      ...{ topic, partition, offset: position },
      note: noteOf(rebuild, end, position, spread.note(partitionName({ topic, partition })), last),
    }));
    const evicted = keys.excess();
    const divided = generation;
    const applied = state.apply(taken(due, evicted));
    unmark();
    moved = false;
    const number = await applied;
    if (divided === generation) evict(evicted);
    const { outdated } = await sinks.upsert(rows, {
      still: () => !blocked(),
      mine: (all) => (generation === divided ? all : all.filter(({ key }) => isMine(key))),
    });
    const out = (): string[] => rows.map(({ key }) => key);
    // What stood still in the meantime, or was divided anew, may not have been written: it is once more.
    if (generation !== divided || blocked()) return markDirty(out());
    if (watched !== undefined) for (const { key } of rows) watched.keys.add(key);
    if (outdated > 0 && (await catchUp(out()))) return;
    if (watched !== undefined) watched.until ??= now() + WRITE_AGAIN_MS;
    state.acknowledge(number);
    commits.reached(reached);
    commits.tick();
  };
  /** Another reader had come further in time with these keys: this one does too, and writes them again. */
  const catchUp = async (names: readonly string[]): Promise<boolean> => {
    const latest = await sinks.latest(names.filter(isMine));
    if (latest <= asOf() || latest > now() * 1000 + MOST_AHEAD_MICROS) return false;
    advance(Math.ceil(latest / tileMicros));
    markDirty(names);
    return true;
  };
  /** What left the memory; not what has changed since. */
  const evict = (evicted: readonly KeyState[]): void => {
    if (evicted.length === 0) return;
    const gone = evicted.filter((keyState) => !keyState.changed && !keyState.dirty);
    for (const keyState of gone) times.schedule(keyState, Infinity);
    times.sweep();
    keys.forget(gone);
    forgetMet();
  };
  const canTakeDue = (): boolean => moreDue && [...partitions.values()].every(isReady);
  const queue = flusher({
    waiting: () => changed.length + dirty.length + letters.waiting() + Number(moved) + Number(canTakeDue()),
    most: MOST_WAITING,
    gatherMs: () => gatherMs(partitions.values()),
    ...{ flush, blocked },
    giveUp: options.giveUp,
    onFailure: options.onFailure,
  });
  /** Keys whose rows were on their way when the state was last in use, until their partitions are there. */
  const unsent = new Set(state.unacknowledged());
  const sendAgain = (): void => {
    const names = [...unsent];
    unsent.clear();
    markDirty(names);
  };

  const take = (assignment: Assignment): StartAt => {
    const { topic, partition, committed, begin, end: last } = assignment;
    const name = partitionName(assignment);
    const before = partitions.get(name);
    if (before !== undefined) {
      checkSame(assignment, before.position);
      spread.begin(assignment, [spread.note(name)]);
      // While this process stood still another had it: what that one wrote is not written over by what was before.
      before.resumeAt = Math.max(before.resumeAt, committed?.offset ?? 0);
      const there = committed === undefined ? undefined : readNote(committed.note);
      if (there !== undefined) advance(there.end);
      if (before.position === undefined) return from;
      before.expected = before.last;
      return fromMark(before.position, Math.max(begin, before.begin), before.last);
    }
    const found = reset ? undefined : state.partition(name);
    const note = committed === undefined || reset ? undefined : readNote(committed.note);
    const known = reset ? undefined : committed?.offset;
    const { position, oldest, drop } = beginningOf(assignment, {
      ...{ stored: found, note, committed: known, from, hasHistory: history !== undefined },
    });
    const stored = drop ? undefined : found;
    if (drop) {
      state.dropPartition(name);
      keys.clear();
      forgetMet();
    }
    const max = stored === undefined ? (note?.max ?? -Infinity) : (stored.max ?? -Infinity);
    const mark = stored === undefined ? markIn(reset ? "" : (committed?.note ?? "")) : stored.mark;
    const own: WindowPartition = {
      ...{ topic, partition, name, position, begin, max, end: last, last: mark, expected: mark },
      maxAt: stored?.maxAt ?? now(),
      resumeAt: known ?? 0,
      rebuild: rebuildTracker(longest, stored?.buckets),
      met: new Map(),
    };
    partitions.set(name, own);
    if (position !== undefined && position < begin) past.begin(own, oldest);
    moved = true;
    if (note !== undefined) advance(note.end);
    const kept = stored === undefined ? [] : [{ ...stored, keys: "" }];
    spread.begin(assignment, [...kept, ...(note === undefined ? [] : [note])]);
    if (stored?.max !== undefined) advance(tileOf(stored.max, tileMicros, bounds) + 1);
    return position === undefined ? from : fromMark(position, begin, mark);
  };
  const past = pastReader({
    ...{ history, ingest, onEvent, onFailure: options.onFailure, room: queue.room },
    wanted: (partition) => partitions.get(partition.name) === partition,
    onRead: () => {
      moved = true;
      queue.nudge();
    },
  });

  const assigned = async (assignments: readonly Assignment[]): Promise<readonly StartAt[]> => {
    const names = await forget();
    if (assignments.some((one) => one.committed !== undefined && !partitions.has(partitionName(one)))) {
      watched = { keys: watched?.keys ?? new Set(), until: undefined };
    }
    const starts = assignments.map(take);
    state.unpark();
    moreDue = true;
    markDirty(names);
    sendAgain();
    queue.nudge();
    return starts;
  };
  const revoked = async (gone: readonly Partition[]): Promise<void> => {
    // Their events so far are written with their offsets; their rows are for the next reader to write.
    const names = await forget();
    for (const partition of gone) {
      partitions.delete(partitionName(partition));
      spread.end(partitionName(partition));
    }
    markDirty(names);
  };

  return {
    assigned: (assignments) => past.pausedFor(() => assigned(assignments)),
    revoked: (gone) => past.pausedFor(() => revoked(gone)),
    batch: async (batch) => {
      await partitions.get(partitionName(batch))?.past;
      await queue.room();
      const decode = await ingest.prepare(batch);
      const partition = partitions.get(partitionName(batch));
      if (partition === undefined) return;
      checkMark(partition, batch);
      const { max } = partition;
      const found = ingest.read(batch, partition.position ?? 0, decode, onEvent(partition));
      if (partition.max > max) partition.maxAt = now();
      letters.add(countLetters(rejected, found));
      partition.position = Math.max(partition.position ?? 0, batch.next);
      partition.end = batch.end;
      moved = true;
      lastBatchAt = now();
      queue.nudge();
    },
    tick: () => {
      const quiet = now() - lastBatchAt >= IDLE_MS;
      const micros = quiet ? timeByClock([...partitions.values()], now()) : undefined;
      if (micros !== undefined) advance(tileOf(micros, tileMicros, bounds) + 1);
      if (watched?.until !== undefined && now() >= watched.until) {
        markDirty(watched.keys);
        watched = undefined;
      }
      queue.nudge();
      commits.tick();
    },
    shared: spread.check,
    drain: async () => {
      await past.end();
      await queue.drain();
      await commits.drain();
    },
    status: () => {
      const all = [...partitions.values()];
      return {
        ...{ partitions: all.map(statusOf), events, rejected, late },
        watermark: watermarkOf(all, lateness),
        asOf: end === -Infinity ? undefined : asOf(),
      };
    },
    close: async () => {
      await past.end();
      await state.close([...unsent]);
    },
  };
}
