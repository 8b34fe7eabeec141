import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PinionError } from "@pinion/core";
import { open, type RootDatabase } from "lmdb";
import type { Ways } from "../homes.js";
import type { Mark } from "../marks.js";
import type { StreamPlan } from "../plan.js";
import { journal } from "./journal.js";
import { keyBytes } from "./key-bytes.js";
import { keyNames } from "./key-names.js";
import { newKey, tileLayout, type KeyState } from "./key-state.js";
import { lockFolder } from "./lock.js";

/*
 * Window state beside its offsets, in LMDB. A transaction writes what changed into a journal; keys are written whole
 * once the journal is long, the ones first that have been in it for longest, so that a key that many events change is
 * written once for many of them. Who opens the state writes all keys of the journal. Keys of LMDB are lists:
 *
 *   ["id"]                   which features the state is of
 *   ["p", partition]         where the partition stands, in JSON
 *   ["k", key]               a key
 *   ["x", tile, key]         the key, unless it is in memory, changes when time comes to the tile
 *   ["y", key]               a key that time came for while its partitions were another reader's
 *   ["j", number, chunk]     the journal
 *   ["a"]                    the last transaction whose rows were acknowledged, and the time of the last one, in JSON
 *   ["f"]                    keys of transactions before the journal whose rows were not acknowledged, in JSON
 *   ["n", hash]              a key that is too long for LMDB
 */

type Key = (string | number)[];
export type Database = RootDatabase<Buffer, Key>;

/** Where a partition stands in the state. */
export interface StoredPartition {
  readonly offset: number;
  /** The greatest event time, microseconds, and when it was seen, milliseconds; absent before the first event. */
  readonly max?: number;
  readonly maxAt?: number;
  /** For rebuilding: by bucket of tiles the first offset, and the greatest event time before it. */
  readonly buckets: readonly (readonly [bucket: number, offset: number, max: number | null])[];
  /** Of its keys, as in a note. */
  readonly ways?: readonly [ways: Ways, partitions: number];
  /** What was read last of it. */
  readonly mark?: Mark;
}

/** What one transaction changes. */
export interface StateChange {
  /** Keys that have changed or whose rows go out now. */
  readonly keys: readonly KeyState[];
  /** Keys whose rows are to go out later. */
  readonly alsoOut: readonly string[];
  readonly partitions: Iterable<readonly [name: string, partition: StoredPartition]>;
  /** Keys that `dueUntil` gave and that are in memory now. */
  readonly notDue: readonly Due[];
  /** Keys that `dueUntil` gave and whose partitions are another reader's. */
  readonly parked: readonly Due[];
  /** Keys that leave the memory. */
  readonly evicted: readonly KeyState[];
  /** The tile that time has come to. */
  readonly end: number;
}

export type Due = readonly [tile: number, key: string];

export interface StateStore {
  readonly folder: string;
  readonly partition: (name: string) => StoredPartition | undefined;
  /** Only of a state that is settled. */
  readonly dropPartition: (name: string) => void;
  readonly key: (key: string) => KeyState;
  /** Keys that time has come for, up to a tile. */
  readonly dueUntil: (tile: number, limit: number) => readonly Due[];
  /** Time has come for what was parked. */
  readonly unpark: () => void;
  /** Keys whose rows had not been acknowledged when the state was last in use. */
  readonly unacknowledged: () => readonly string[];
  /**
   * One transaction, which is written beside everything else; answers its number once it is committed. What changes
   * afterwards is not in it. One at a time.
   */
  readonly apply: (change: StateChange) => Promise<number>;
  /** The same at once. Not while another is under way. */
  readonly applySync: (change: StateChange) => void;
  /** Resolves when no transaction is under way. */
  readonly idle: () => Promise<void>;
  /** Notes that the rows of the transactions up to a number are acknowledged. */
  readonly acknowledge: (number: number) => void;
  /** Writes every key that the journal is of; they may leave the memory then. `alsoOut`: as in a change. */
  readonly settle: (alsoOut: readonly string[]) => void;
  readonly close: (alsoOut: readonly string[]) => Promise<void>;
}

const FORMAT = 2;
const LAST = "\uffff";
const NO_BYTES = Buffer.alloc(0);
/** From this length of the journal on, each transaction writes keys of it. */
const LONG_JOURNAL = 32 << 20;
/** So many, unless more have changed. */
const WRITTEN_AT_ONCE = 500;

export function openState(folder: string, plan: StreamPlan, reset: boolean): StateStore {
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  let database: Database;
  try {
    database = open<Buffer, Key>(join(folder, "state"), {
      ...{ encoding: "binary", maxDbs: 2, eventTurnBatching: false },
    });
    if (reset) database.clearSync();
    checkIdentity(database, plan, folder);
  } catch (error) {
    unlock();
    throw error;
  }
  return stateOn(database, folder, plan, unlock);
}

function checkIdentity(database: Database, plan: StreamPlan, folder: string): void {
  const identity = Buffer.from(identityOf(plan));
  const there = database.getBinary(["id"]);
  if (there === undefined) {
    database.transactionSync(() => void database.put(["id"], identity));
  } else if (!there.equals(identity)) {
    void database.close();
    throw new PinionError("PN5508", `the state folder ${folder} is of other features`, {
      help: "use another folder, or begin anew with `--reset`",
    });
  }
}

/** What the bytes of the state depend on. */
const identityOf = (plan: StreamPlan): string =>
  JSON.stringify({
    format: FORMAT,
    source: plan.source.name,
    bounds: plan.bounds,
    tile: plan.tileMicros,
    keys: plan.keys,
    rows: plan.rows.map(({ field }) => field),
    windows: plan.features
      .filter((feature) => feature.kind === "window")
      .map(({ name, expression, window, filter = null, aggregate }) => [
        name,
        expression,
        window,
        filter,
        aggregate,
      ]),
  });

function stateOn(database: Database, folder: string, plan: StreamPlan, unlock: () => void): StateStore {
  const layout = tileLayout(plan.aggregates);
  const bytes = keyBytes(plan, layout);
  const { encode, replay } = journal(bytes);
  const names = keyNames(database);

  /** Keys of the journal with the number that each is in it since, the oldest first. */
  const unwritten = new Map<KeyState, number>();
  /** By number how many chunks and bytes. */
  const journaled = new Map<number, { readonly chunks: number; readonly bytes: number }>();
  let journalBytes = 0;
  /** Rows on their way, by number; and those of earlier uses of the state. */
  const sent = new Map<number, readonly string[]>();
  let before: readonly string[] = [];
  /** Of what the database notes by itself of rows on their way the last number; undefined where it notes none. */
  let noted: number | undefined;
  let running: Promise<unknown> | undefined;
  let next = 1;
  let acknowledged = 0;
  let end = -Infinity;

  const damaged = (): PinionError =>
    new PinionError("PN5508", `the state in ${folder} is damaged`, {
      help: "begin anew with `--reset`: the state is rebuilt from the topic",
    });
  const readKey = (key: string): KeyState => {
    const found = database.getBinary(["k", names.stored(key)]);
    if (found === undefined) return newKey(key);
    const state = bytes.decode(key, found);
    if (state === undefined) throw damaged();
    return state;
  };
  const writeKey = (state: KeyState): void => {
    const id = names.stored(state.key);
    void database.put(["k", id], bytes.encode(state));
    if (state.due === state.storedDue) return;
    if (state.storedDue !== Infinity) void database.remove(["x", state.storedDue, id]);
    if (state.due !== Infinity) void database.put(["x", state.due, id], NO_BYTES);
    state.storedDue = state.due;
  };
  /** Ends the journal up to what is still to be written of it, or to be acknowledged. */
  const shorten = (): void => {
    const [oldest = next] = unwritten.values();
    for (const [number, { chunks, bytes: length }] of journaled) {
      if (number >= oldest || number > acknowledged) break;
      for (let chunk = 0; chunk < chunks; chunk++) void database.remove(["j", number, chunk]);
      journaled.delete(number);
      journalBytes -= length;
    }
  };
  const writeUnwritten = (most: number): void => {
    let left = most;
    for (const state of unwritten.keys()) {
      if (left-- <= 0) break;
      writeKey(state);
      unwritten.delete(state);
    }
  };
  const noteAcknowledged = (): void => {
    void database.put(["a"], Buffer.from(JSON.stringify({ acknowledged, end: finiteOrNull(end) })));
  };
  const settle = (alsoOut: readonly string[]): void => {
    database.transactionSync(() => {
      writeUnwritten(Infinity);
      // What the journal knew of rows on their way is noted by itself.
      const out = [...before, ...[...sent.values()].flat(), ...alsoOut];
      noted = out.length > 0 ? Math.max(0, ...sent.keys()) : undefined;
      if (noted !== undefined) void database.put(["f"], Buffer.from(JSON.stringify([...new Set(out)])));
      else void database.remove(["f"]);
      for (const [number, { chunks }] of journaled) {
        for (let chunk = 0; chunk < chunks; chunk++) void database.remove(["j", number, chunk]);
      }
      noteAcknowledged();
    });
    journaled.clear();
    journalBytes = 0;
  };

  /** Takes down what a change writes, and how it is written: inside of one transaction. */
  const prepare = (change: StateChange): { readonly number: number; readonly write: () => void } => {
    const { keys, alsoOut, partitions, notDue, parked, evicted } = change;
    const number = next++;
    ({ end } = change);
    const chunks = keys.length + alsoOut.length === 0 ? [] : encode({ keys, alsoOut });
    if (chunks.length > 0) {
      const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      journaled.set(number, { chunks: chunks.length, bytes: length });
      journalBytes += length;
      for (const state of keys) if (!unwritten.has(state)) unwritten.set(state, number);
      sent.set(number, [...keys.filter(({ dirty }) => dirty).map(({ key }) => key), ...alsoOut]);
    }
    const write = (): void => {
      chunks.forEach((chunk, i) => void database.put(["j", number, i], chunk));
      for (const [name, partition] of partitions) {
        void database.put(["p", name], Buffer.from(JSON.stringify(partition)));
      }
      for (const [tile, key] of notDue) void database.remove(["x", tile, names.stored(key)]);
      for (const [tile, key] of parked) {
        void database.remove(["x", tile, names.stored(key)]);
        void database.put(["y", names.stored(key)], NO_BYTES);
      }
      for (const state of evicted) if (unwritten.delete(state)) writeKey(state);
      if (journalBytes > LONG_JOURNAL) writeUnwritten(Math.max(WRITTEN_AT_ONCE, keys.length));
      shorten();
      if (noted !== undefined && before.length === 0 && noted <= acknowledged) {
        noted = undefined;
        void database.remove(["f"]);
      }
      noteAcknowledged();
    };
    return { number, write };
  };
  const idle = async (): Promise<void> => {
    while (running !== undefined) await running.catch(() => undefined);
  };

  const recover = (): void => {
    const last = jsonOf(database.getBinary(["a"])) as
      { acknowledged: number; end: number | null } | undefined;
    acknowledged = last?.acknowledged ?? 0;
    end = last?.end ?? -Infinity;
    const out = new Set((jsonOf(database.getBinary(["f"])) ?? []) as readonly string[]);
    const chunks = new Map<number, Buffer[]>();
    for (const { key, value } of database.getRange({ start: ["j"], end: ["j", Number.MAX_SAFE_INTEGER] })) {
      const number = Number(key[1]);
      const there = chunks.get(number);
      if (there === undefined) chunks.set(number, [value]);
      else there.push(value);
    }
    const keys = new Map<string, KeyState>();
    const keyOf = (key: string): KeyState => {
      const state = keys.get(key) ?? readKey(key);
      keys.set(key, state);
      return state;
    };
    for (const [number, all] of chunks) {
      journaled.set(number, { chunks: all.length, bytes: 0 });
      next = number + 1;
      const whole = replay(all, keyOf, (key) => {
        if (number > acknowledged) out.add(key);
      });
      if (!whole) throw damaged();
    }
    next = Math.max(next, acknowledged + 1);
    before = [...out];
    noted = before.length > 0 ? 0 : undefined;
    if (chunks.size === 0) return;
    for (const state of keys.values()) {
      // Looked at as soon as there is time.
      state.due = end;
      unwritten.set(state, 0);
    }
    settle([]);
  };
  recover();

  return {
    folder,
    partition: (name) => jsonOf(database.getBinary(["p", name])) as StoredPartition | undefined,
    dropPartition: (name) => {
      const gone: KeyState[] = [];
      for (const { key: at, value } of database.getRange({ start: ["k"], end: ["l"] })) {
        const state = bytes.decode(names.original(String(at[1])), value);
        if (state === undefined) throw damaged();
        if (!state.parts.some(({ partition }) => partition === name)) continue;
        state.parts = state.parts.filter(({ partition }) => partition !== name);
        state.due = state.storedDue;
        gone.push(state);
      }
      database.transactionSync(() => {
        gone.forEach(writeKey);
        void database.remove(["p", name]);
      });
    },
    key: readKey,
    dueUntil: (tile, limit) =>
      Array.from(database.getKeys({ start: ["x"], end: ["x", tile, LAST], limit }), (key): Due => [
        Number(key[1]),
        names.original(String(key[2])),
      ]),
    unpark: () => {
      const parked = [...database.getKeys({ start: ["y"], end: ["z"] })];
      if (parked.length === 0) return;
      database.transactionSync(() => {
        for (const key of parked) {
          void database.remove(key);
          void database.put(["x", -Infinity, key[1] ?? ""], NO_BYTES);
        }
      });
    },
    unacknowledged: () => before,
    apply: (change) => {
      const { number, write } = prepare(change);
      const done = database.batch(write).then(() => number);
      running = done;
      done
        .finally(() => {
          if (running === done) running = undefined;
        })
        .catch(() => undefined);
      return done;
    },
    applySync: (change) => {
      const { write } = prepare(change);
      database.transactionSync(write);
    },
    idle,
    acknowledge: (number) => {
      acknowledged = Math.max(acknowledged, number);
      for (const each of sent.keys()) if (each <= number) sent.delete(each);
      before = [];
    },
    settle,
    close: async (alsoOut) => {
      await idle();
      settle(alsoOut);
      await database.close();
      unlock();
    },
  };
}

const finiteOrNull = (x: number): number | null => (Number.isFinite(x) ? x : null);
const jsonOf = (bytes: Buffer | undefined): unknown =>
  bytes === undefined ? undefined : JSON.parse(bytes.toString("utf8"));
