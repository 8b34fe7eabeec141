import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PinionError } from "@pinion/core";
import { open, type RootDatabase } from "lmdb";
import type { StreamPlan } from "../plan.js";
import { newPart, type KeyPart, type KeyState } from "./key-state.js";
import { lockFolder } from "./lock.js";
import { decodeTile, encodeTile, latestBytes } from "./tile-bytes.js";

/*
 * Window state beside its offsets, in LMDB. Keys are lists:
 *
 *   ["id"]                          which features the state is of
 *   ["p", partition]                where the partition stands, in JSON
 *   ["k", key, partition, tile]     a tile of a key
 *   ["l", key, partition]           the latest row of a key
 *   ["x", tile, key]                the key changes when time reaches the end of the tile before
 *   ["f", number]                   keys whose rows were computed and not acknowledged yet, in JSON
 */

type Part = string | number;
type Key = Part[];
type Database = RootDatabase<Buffer, Key>;

/** Where a partition stands in the state. */
export interface StoredPartition {
  readonly offset: number;
  /** The greatest event time, microseconds, and when it was seen, milliseconds; absent before the first event. */
  readonly max?: number;
  readonly maxAt?: number;
  /** For rebuilding: by bucket of tiles the first offset, and the greatest event time before it. */
  readonly buckets: readonly (readonly [bucket: number, offset: number, max: number | null])[];
}

/** What one transaction changes. */
export interface StateChange {
  readonly keys: Iterable<KeyState>;
  readonly partitions: Iterable<readonly [name: string, partition: StoredPartition]>;
  /** Keys to look at when time comes to a tile. */
  readonly due: Iterable<readonly [tile: number, key: string]>;
  readonly notDue: Iterable<readonly [tile: number, key: string]>;
  /** Keys whose rows go out now. */
  readonly flushing: readonly string[];
}

export interface StateStore {
  readonly folder: string;
  readonly partition: (name: string) => StoredPartition | undefined;
  readonly dropPartition: (name: string) => void;
  readonly key: (key: string) => KeyState;
  /** Keys that time has come for, up to a tile. */
  readonly dueUntil: (tile: number, limit: number) => readonly (readonly [tile: number, key: string])[];
  /** Keys whose rows had not been acknowledged when the state was last in use. */
  readonly unacknowledged: () => readonly string[];
  /** One transaction; answers its number. */
  readonly apply: (change: StateChange) => number;
  /** Forgets the flushed keys of the transactions up to a number. */
  readonly acknowledge: (number: number) => void;
  readonly close: () => Promise<void>;
}

const FORMAT = 1;
const LAST = "\uffff";
/** LMDB's keys are short: a longer one is stored under its hash, behind `%!` that no encoded key begins with. */
const LONGEST_KEY = 800;

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
    database.transactionSync(() => database.putSync(["id"], identity));
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
  const rows = latestBytes(plan);
  const flushed: number[] = [];
  let flushes = 0;
  const sent: number[] = [];
  /** Long keys by what they are stored under. */
  const names = new Map<string, string>();
  const stored = (key: string): string => {
    if (key.length <= LONGEST_KEY / 4 || Buffer.byteLength(key) <= LONGEST_KEY) return key;
    const hash = `%!${createHash("sha256").update(key).digest("hex")}`;
    if (!names.has(hash)) {
      names.set(hash, key);
      database.transactionSync(() => database.putSync(["n", hash], Buffer.from(key)));
    }
    return hash;
  };
  const original = (name: string): string =>
    name.startsWith("%!")
      ? (names.get(name) ?? database.getBinary(["n", name])?.toString("utf8") ?? name)
      : name;

  const damaged = (): PinionError =>
    new PinionError("PN5508", `the state in ${folder} is damaged`, {
      help: "begin anew with `--reset`: the state is rebuilt from the topic",
    });

  const readKey = (key: string): KeyState => {
    const id = stored(key);
    const parts = new Map<string, KeyPart>();
    const partOf = (name: string): KeyPart => {
      const part = parts.get(name) ?? newPart(name);
      parts.set(name, part);
      return part;
    };
    for (const { key: at, value } of database.getRange({ start: ["k", id], end: ["k", id, LAST] })) {
      const states = decodeTile(value, plan.aggregates);
      if (states === undefined) throw damaged();
      partOf(String(at[2])).tiles.push({ index: Number(at[3]), states, changed: false });
    }
    if (plan.rows.length > 0) {
      for (const { key: at, value } of database.getRange({ start: ["l", id], end: ["l", id, LAST] })) {
        partOf(String(at[2])).latest = rows.decode(value);
      }
    }
    return { key, parts };
  };

  const writeKey = ({ key, parts }: KeyState): void => {
    const id = stored(key);
    for (const part of parts.values()) {
      for (const tile of part.tiles) {
        if (!tile.changed) continue;
        database.putSync(["k", id, part.partition, tile.index], encodeTile(tile.states, plan.aggregates));
        tile.changed = false;
      }
      for (const index of part.expired.splice(0)) database.removeSync(["k", id, part.partition, index]);
      if (part.latestChanged && part.latest !== undefined) {
        database.putSync(["l", id, part.partition], rows.encode(part.latest));
        part.latestChanged = false;
      }
    }
  };

  return {
    folder,
    partition: (name) => {
      const bytes = database.getBinary(["p", name]);
      return bytes === undefined ? undefined : (JSON.parse(bytes.toString("utf8")) as StoredPartition);
    },
    dropPartition: (name) => {
      const gone: Key[] = [];
      for (const kind of ["k", "l"]) {
        for (const key of database.getKeys({ start: [kind], end: [kind, LAST] }))
          if (key[2] === name) gone.push(key);
      }
      database.transactionSync(() => {
        for (const key of gone) database.removeSync(key);
        database.removeSync(["p", name]);
      });
    },
    key: readKey,
    dueUntil: (tile, limit) =>
      Array.from(
        database.getKeys({ start: ["x"], end: ["x", tile, LAST], limit }),
        (key): readonly [number, string] => [Number(key[1]), original(String(key[2]))],
      ),
    unacknowledged: () => {
      const keys = new Set<string>();
      for (const { key, value } of database.getRange({ start: ["f"], end: ["f", Number.MAX_SAFE_INTEGER] })) {
        const number = Number(key[1]);
        flushed.push(number);
        flushes = Math.max(flushes, number + 1);
        for (const each of JSON.parse(value.toString("utf8")) as readonly string[]) keys.add(each);
      }
      return [...keys];
    },
    apply: ({ keys, partitions, due, notDue, flushing }) => {
      const done = flushed.splice(0);
      const number = flushes++;
      database.transactionSync(() => {
        for (const key of keys) writeKey(key);
        for (const [name, partition] of partitions) {
          database.putSync(["p", name], Buffer.from(JSON.stringify(partition)));
        }
        for (const [tile, key] of notDue) database.removeSync(["x", tile, stored(key)]);
        for (const [tile, key] of due) database.putSync(["x", tile, stored(key)], Buffer.alloc(0));
        for (const each of done) database.removeSync(["f", each]);
        if (flushing.length > 0) database.putSync(["f", number], Buffer.from(JSON.stringify(flushing)));
      });
      if (flushing.length > 0) sent.push(number);
      return number;
    },
    acknowledge: (number) => {
      while ((sent[0] ?? Infinity) <= number) flushed.push(sent.shift() ?? 0);
    },
    close: async () => {
      if (flushed.length > 0) {
        database.transactionSync(() => {
          for (const each of flushed.splice(0)) database.removeSync(["f", each]);
        });
      }
      await database.close();
      unlock();
    },
  };
}
