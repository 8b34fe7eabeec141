import type { KeyId } from "./ingest.js";
import { checkSame, isReady, lagOf, removed, startOf } from "./partitions.js";
import type { PastPartition } from "./past.js";
import type { Assignment, StartAt } from "./ports.js";
import type { Note, Rebuild } from "./rebuild.js";
import type { KeyPart } from "./state/key-state.js";
import type { StoredPartition } from "./state/store.js";

/** A partition whose windows have state. */
export interface WindowPartition extends PastPartition {
  readonly rebuild: Rebuild;
  /** What keys have of it, by what events know them by: the one thing that is looked up for every event. */
  readonly met: Map<KeyId, KeyPart>;
}

export interface Known {
  /** What the state has of it. */
  readonly stored: StoredPartition | undefined;
  /** What another reader noted beside the offset that the group stands at. */
  readonly note: Note | undefined;
  /** Where the group stands. */
  readonly committed: number | undefined;
  readonly from: StartAt;
  /** Whether files have what the topic does not any more. */
  readonly hasHistory: boolean;
}

export interface Beginning {
  /** The first offset to read; undefined where only the log can tell it. */
  readonly position: number | undefined;
  /** The offset that has to be there; undefined where nothing tells. */
  readonly oldest: number | undefined;
  /** Whether what the state has is of no use. */
  readonly drop: boolean;
}

/** Where a partition is read from, for windows as of any time to be whole. Throws PN5507 where they cannot be. */
export function beginningOf(assignment: Assignment, known: Known): Beginning {
  const { begin } = assignment;
  const { stored, note, committed, from, hasHistory } = known;
  checkSame(assignment, stored?.offset);
  checkSame(assignment, committed);
  // The state fell behind what the topic still has; another reader's note may say from where to build it anew.
  const behind = stored !== undefined && stored.offset < begin;
  const drop = behind && note !== undefined && note.from >= begin;
  const oldest = (drop ? undefined : stored)?.offset ?? note?.from;
  if (oldest !== undefined && oldest < begin && !hasHistory) throw removed(assignment, oldest);
  // All that there is of it, where nothing tells from where on it is needed.
  const all = hasHistory ? 0 : begin;
  const first = committed === undefined && from !== "beginning" ? startOf(from, assignment) : all;
  return { position: oldest ?? first, oldest, drop };
}

/** Microseconds: all that happened before has been seen, but for late events; undefined before the first event. */
export function watermarkOf(all: readonly WindowPartition[], lateness: number): number | undefined {
  // One that has nothing more to give holds nobody back.
  const active = all.filter((one) => lagOf(one) > 0 && one.max > -Infinity);
  const seen = (active.length > 0 ? active : all).map(({ max }) => max).filter((max) => max > -Infinity);
  if (seen.length === 0) return undefined;
  return (active.length > 0 ? Math.min(...seen) : Math.max(...seen)) - (lateness === Infinity ? 0 : lateness);
}

/** The time that it is, microseconds, where all is read: the latest event's, gone on by the clock since. */
export function timeByClock(all: readonly WindowPartition[], nowMs: number): number | undefined {
  if (all.length === 0 || !all.every((one) => lagOf(one) === 0 && isReady(one))) return undefined;
  const latest = all.reduce((best, one) => (one.max > best.max ? one : best));
  return latest.max === -Infinity ? undefined : latest.max + Math.max(0, nowMs - latest.maxAt) * 1000;
}
