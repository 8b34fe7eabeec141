import { PinionError } from "@pinion/core";
import type { ReadOptions } from "../../ports.js";
import type { DeclaredType } from "../declared.js";
import { showPlace, tableReaders, type GroupReader, type TablePlace } from "../decoders.js";
import { timeLeft } from "../../time/call-time.js";
import { heldNames, metaFromJson, metaToJson, UnreadableTable, type TableMeta } from "../table-meta.js";
import type { RedisClient } from "./client.js";
import { META, TABLES } from "./keys.js";
import { runAll, type Run } from "./run.js";
import { SWAP_META } from "./scripts.js";

/** A table's meta with what reads its rows. */
export interface KnownTable {
  readonly text: string;
  readonly meta: TableMeta;
  /** The names of all its features. */
  readonly holds: ReadonlySet<string>;
  readonly readers: (names: readonly string[]) => readonly GroupReader[];
}

export interface Metas {
  /** Asks Redis, and keeps the answer. */
  readonly load: (table: string, options?: ReadOptions) => Promise<KnownTable | undefined>;
  /** The same; where the node that holds it does not answer, what was kept: rows are on other nodes too. */
  readonly known: (table: string, options?: ReadOptions) => Promise<KnownTable | undefined>;
  /** The names of all tables, sorted; where their node does not answer, those that were there before. */
  readonly tables: (options?: ReadOptions) => Promise<readonly string[]>;
  /** What was kept, and whether it is old enough to be looked at again. */
  readonly cached: (table: string) => { readonly known: KnownTable; readonly old: boolean } | undefined;
  /**
   * Changes a table's meta, whoever else does so at the same time; undefined leaves it. False where the table is being dropped, which
   * is no table, and has to be done before it can be one again.
   */
  readonly change: (
    table: string,
    change: (meta: TableMeta | undefined) => TableMeta | undefined,
    options?: ReadOptions,
  ) => Promise<boolean>;
  readonly forget: (table: string) => void;
}

/** How long a node may take to answer for what is known already, in milliseconds. */
const PATIENCE_MS = 250;

/** A meta is looked at again after this time, in milliseconds, beside the read that it serves. */
const FRESH_MS = 1_000;

const patient = (options: ReadOptions = {}): ReadOptions => ({
  ...options,
  deadlineMs: Math.min((options.deadlineMs ?? Infinity) / 2, PATIENCE_MS),
});

/** Whether the node could not be asked, rather than what it said was wrong. */
const isAway = (error: unknown): boolean =>
  error instanceof PinionError && (error.code === "PN6001" || error.code === "PN6008");

export function tableMetas(
  client: RedisClient,
  run: Run,
  label: string,
  declared: DeclaredType | undefined,
): Metas {
  const cache = new Map<string, { known: KnownTable; at: number }>();

  const keep = (table: string, text: string | null): KnownTable | undefined => {
    if (text === null) {
      cache.delete(table);
      return undefined;
    }
    const at = performance.now();
    const before = cache.get(table);
    if (before?.known.text === text) {
      before.at = at;
      return before.known;
    }
    const place: TablePlace = { table, store: label };
    const meta = metaFromJson(text, showPlace(place));
    if (meta.dropping === true) {
      cache.delete(table);
      return undefined;
    }
    const known = { text, meta, holds: heldNames(meta), readers: tableReaders(meta, place, declared) };
    cache.set(table, { known, at });
    return known;
  };

  let names: readonly string[] | undefined;
  const load = async (table: string, options?: ReadOptions): Promise<KnownTable | undefined> => {
    return keep(table, await textOf(run, table, options));
  };
  /** What stands where a table's meta does. Throws PN6003 where that is no text. */
  const textOf = async (within: Run, table: string, options?: ReadOptions): Promise<string | null> => {
    const key = META + table;
    try {
      return await within(() => client.get(key), { ...options, key });
    } catch (error) {
      if (!(error instanceof PinionError) || error.code !== "PN6003") throw error;
      throw new UnreadableTable(
        showPlace({ table, store: label }),
        "something else than Pinion's stands where it is noted",
      );
    }
  };

  return {
    load,
    known: async (table, options) => {
      const before = cache.get(table);
      if (before === undefined) return load(table, options);
      try {
        return await load(table, patient(options));
      } catch (error) {
        if (!isAway(error)) throw error;
        // It is asked again a second later, by one call.
        before.at = performance.now();
        return before.known;
      }
    },
    tables: async (options) => {
      const ask = (within?: ReadOptions): Promise<string[]> =>
        run(() => client.smembers(TABLES), { ...within, key: TABLES });
      try {
        names = (await ask(names === undefined ? options : patient(options))).toSorted();
      } catch (error) {
        if (names === undefined || !isAway(error)) throw error;
      }
      return names;
    },
    cached: (table) => {
      const entry = cache.get(table);
      return entry && { known: entry.known, old: performance.now() - entry.at > FRESH_MS };
    },
    change: async (table, change, options = {}) => {
      const own = runAll(run, timeLeft(options));
      for (;;) {
        const key = META + table;
        const before = await textOf(own, table);
        const meta = before === null ? undefined : metaFromJson(before, showPlace({ table, store: label }));
        const next = change(meta?.dropping === true ? undefined : meta);
        if (next === undefined) return true;
        if (meta?.dropping === true) return false;
        const text = metaToJson(next);
        await own(() => client.sadd(TABLES, table), { key: TABLES });
        const done = await own(() => client.eval(SWAP_META, 1, key, before ?? "", text), { key });
        if (done !== 1) continue;
        keep(table, text);
        return true;
      }
    },
    forget: (table) => {
      cache.delete(table);
      names = names?.filter((name) => name !== table);
    },
  };
}
