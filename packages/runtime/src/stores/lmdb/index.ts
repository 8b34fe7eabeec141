import { resolve } from "node:path";
import { createHash } from "node:crypto";
import type { Int64 } from "@pinion/core";
import type {
  Clock,
  OnlineStore,
  StoredRow,
  StreamWriterOptions,
  TableWriter,
  WriterOptions,
} from "../../ports.js";
import { storedRowDecoder, type DecodeStored } from "../decoders.js";
import { encodeRow, layoutOf, rowAsOf } from "../row/index.js";
import {
  groupsWith,
  metaFromJson,
  metaToJson,
  tableInfo,
  withAsOf,
  withGroup,
  type TableMeta,
} from "../table-meta.js";
import { lookupByRead } from "../found.js";
import { checkTableName } from "../table-name.js";
import { guard, openDatabase, type Database } from "./open.js";
import { EXPIRY_BYTES, lmdbStreamWriter } from "./stream-writer.js";

/*
 * Keys: `t:<table>` holds the table's meta, `r:<table>:<group>:<key>` a packed row behind eight bytes of
 * its expiry (a double, milliseconds since the epoch, Infinity for none), `j:<table>:<group>:<job>` the number of
 * a job's last checkpoint.
 */

const LONGEST_KEY = 1024;
const SWEEP_BATCH = 10_000;

export interface EmbeddedStoreOptions {
  /** The folder. Several processes may read it; writers take turns. */
  readonly path: string;
  readonly clock?: Clock;
}

/** The embedded store: a folder, nothing to install. Reads are synchronous underneath. */
export function embeddedStore({ path, clock = { now: Date.now } }: EmbeddedStoreOptions): OnlineStore {
  const folder = resolve(path);
  const database = openDatabase(folder);
  const metas = metaCache(database, folder);

  const openGroup = (options: StreamWriterOptions): string => {
    checkTableName(options.table);
    return guard(folder, () =>
      database.transactionSync(() => {
        const planned = withGroup(metas(options.table), options);
        database.putSync(`t:${options.table}`, Buffer.from(metaToJson(planned.meta)));
        return planned.group.id;
      }),
    );
  };
  const read: OnlineStore["read"] = async (name, keys, names) =>
    guard(folder, () => {
      // Otherwise reads of one turn of the event loop share a snapshot, and another's writes stay unseen.
      database.resetReadTxn();
      return readRows(database, metas(name), name, keys, names, clock.now());
    });

  return {
    read,
    lookup: (reads) => lookupByRead(read, reads),
    label: `embedded store ${folder}`,
    table: async (name) => {
      const meta = guard(folder, () => metas(name));
      return meta && tableInfo(name, meta);
    },
    tables: async () =>
      guard(folder, () =>
        Array.from(database.getKeys({ start: "t:", end: "t;" }), (key) => key.slice(2)).toSorted(),
      ),
    openWriter: async (options) =>
      lmdbWriter({ database, folder, group: openGroup(options), options, clock, metas }),
    openStreamWriter: async (options) => {
      const prefix = `r:${options.table}:${openGroup(options)}:`;
      return lmdbStreamWriter({ database, folder, prefix, options, clock, storedKey });
    },
    dropTable: async (name) => guard(folder, () => drop(database, name)),
    close: () => database.close(),
  };
}

type Metas = (table: string) => TableMeta | undefined;

/** Reads a table's meta, parsing it only when its bytes have changed. */
function metaCache(database: Database, folder: string): Metas {
  const cached = new Map<string, { bytes: Buffer; meta: TableMeta }>();
  return (table) => {
    const bytes = database.getBinary(`t:${table}`);
    if (bytes === undefined) return undefined;
    const known = cached.get(table);
    if (known?.bytes.equals(bytes) === true) return known.meta;
    const meta = metaFromJson(bytes.toString("utf8"), `table ${table} of ${folder}`);
    cached.set(table, { bytes, meta });
    return meta;
  };
}

const decoders = new WeakMap<TableMeta, Map<string, readonly GroupReader[]>>();

interface GroupReader {
  readonly prefix: string;
  readonly decode: DecodeStored;
}

/** Which groups hold the names, with their decoders: made once for each set of names asked for. */
function readersOf(meta: TableMeta, table: string, names: readonly string[]): readonly GroupReader[] {
  const byNames = decoders.get(meta) ?? new Map<string, readonly GroupReader[]>();
  decoders.set(meta, byNames);
  const id = names.join("\n");
  const known = byNames.get(id);
  if (known !== undefined) return known;
  const readers = groupsWith(meta, names).map((group) => ({
    prefix: `r:${table}:${group.id}:`,
    decode: storedRowDecoder(group, names, `table ${table}`),
  }));
  if (byNames.size > 1000) byNames.clear();
  byNames.set(id, readers);
  return readers;
}

function readRows(
  database: Database,
  meta: TableMeta | undefined,
  table: string,
  keys: readonly string[],
  names: readonly string[],
  now: number,
): readonly (readonly StoredRow[])[] {
  const readers = meta === undefined ? [] : readersOf(meta, table, names);
  return keys.map((key) => {
    const rows: StoredRow[] = [];
    for (const { prefix, decode } of readers) {
      const stored = database.getBinaryFast(prefix + storedKey(key));
      if (stored !== undefined && stored.readDoubleLE(0) > now)
        rows.push(decode(stored.subarray(EXPIRY_BYTES)));
    }
    return rows;
  });
}

/** LMDB's keys are short: a longer one is stored under its hash, behind `%!` that no encoded key begins with. */
const storedKey = (key: string): string =>
  key.length <= LONGEST_KEY / 4 || Buffer.byteLength(key) <= LONGEST_KEY
    ? key
    : `%!${createHash("sha256").update(key).digest("hex")}`;

interface WriterParts {
  readonly database: Database;
  readonly folder: string;
  readonly group: string;
  readonly options: WriterOptions;
  readonly clock: Clock;
  readonly metas: Metas;
}

function lmdbWriter({ database, folder, group, options, clock, metas }: WriterParts): TableWriter {
  const { table, schema, asOf, ttlSeconds } = options;
  const layout = layoutOf(schema);
  const prefix = `r:${table}:${group}:`;
  let written = 0;
  let outdated = 0;
  let bytes = 0;
  const later = (other: Int64 | undefined): boolean => other !== undefined && other > asOf;
  const mark = options.job === undefined ? undefined : checkpointMark(database, folder, group, options);

  return {
    ...(mark === undefined ? {} : { reached: mark.reached }),
    checkpoint: async (number) => {
      mark?.note(number);
      // What a power cut could take away must not be noted as done by anyone else.
      await database.flushed;
      return { written, outdated, bytes };
    },
    write: async (rows) => {
      const head = Buffer.alloc(EXPIRY_BYTES);
      head.writeDoubleLE(ttlSeconds === undefined ? Infinity : clock.now() + ttlSeconds * 1000);
      const encoded = rows.map(({ key, values }) => ({
        id: prefix + storedKey(key),
        value: Buffer.concat([head, encodeRow(layout, asOf, values)]),
      }));
      guard(folder, () =>
        database.transactionSync(() => {
          if (later(metas(table)?.groups.get(group)?.asOf)) {
            outdated += rows.length;
            return;
          }
          for (const { id, value } of encoded) {
            const before = database.getBinaryFast(id);
            if (before !== undefined && later(rowAsOf(before.subarray(EXPIRY_BYTES)))) {
              outdated++;
              continue;
            }
            database.putSync(id, value);
            written++;
            bytes += value.length - EXPIRY_BYTES;
          }
        }),
      );
    },
    finish: async () => {
      const removed = guard(folder, () => sweep(database, prefix, asOf));
      guard(folder, () =>
        database.transactionSync(() => {
          const meta = metas(table);
          if (meta !== undefined)
            database.putSync(`t:${table}`, Buffer.from(metaToJson(withAsOf(meta, group, asOf))));
          mark?.remove();
        }),
      );
      return { written, outdated, removed, bytes };
    },
    abandon: () => Promise.resolve(),
  };
}

interface CheckpointMark {
  readonly reached: number;
  readonly note: (number: number) => void;
  /** Within a transaction. */
  readonly remove: () => void;
}

function checkpointMark(
  database: Database,
  folder: string,
  group: string,
  { table, job = "" }: WriterOptions,
): CheckpointMark {
  const id = `j:${table}:${group}:${storedKey(job)}`;
  const text = guard(folder, () => database.getBinary(id))?.toString("utf8") ?? "";
  return {
    reached: /^\d{1,15}$/u.test(text) ? Number(text) : 0,
    note: (number) =>
      guard(folder, () =>
        database.transactionSync(() => {
          database.putSync(id, Buffer.from(String(number)));
        }),
      ),
    remove: () => void database.removeSync(id),
  };
}

/** Removes a group's rows of an earlier as-of time, in transactions of bounded size. */
function sweep(database: Database, prefix: string, asOf: Int64): number {
  let removed = 0;
  const remove = (keys: readonly string[]): void => {
    database.transactionSync(() => {
      for (const key of keys) {
        // It may have been written anew since it was listed.
        const row = database.getBinaryFast(key);
        if (row === undefined || rowAsOf(row.subarray(EXPIRY_BYTES)) >= asOf) continue;
        database.removeSync(key);
        removed++;
      }
    });
  };
  let old: string[] = [];
  for (const { key, value } of database.getRange({ start: prefix, end: `${prefix.slice(0, -1)};` })) {
    if (rowAsOf(value.subarray(EXPIRY_BYTES)) < asOf) old.push(key);
    if (old.length === SWEEP_BATCH) {
      remove(old);
      old = [];
    }
  }
  remove(old);
  return removed;
}

/** The meta goes first: from then on nobody sees the table. */
function drop(database: Database, table: string): boolean {
  const there = database.getBinaryFast(`t:${table}`) !== undefined;
  database.transactionSync(() => {
    void database.removeSync(`t:${table}`);
    const marks = Array.from(database.getKeys({ start: `j:${table}:`, end: `j:${table};` }));
    for (const mark of marks) void database.removeSync(mark);
  });
  for (;;) {
    const keys = Array.from(
      database.getKeys({ start: `r:${table}:`, end: `r:${table};`, limit: SWEEP_BATCH }),
    );
    if (keys.length === 0) return there;
    database.transactionSync(() => keys.forEach((key) => void database.removeSync(key)));
  }
}
