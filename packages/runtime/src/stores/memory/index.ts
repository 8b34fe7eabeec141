import type { Int64 } from "@pinion/core";
import type {
  Clock,
  DeleteTarget,
  OnlineStore,
  StreamWriter,
  StreamWriterOptions,
  TableWriter,
  WriterOptions,
} from "../../ports.js";
import { eraseFields } from "../erase.js";
import type { DeclaredType } from "../declared.js";
import { checkReadable, findings, tableReaders, type GroupReader } from "../decoders.js";
import { encodeRow, layoutOf, openWindow, rowAsOf, type RowLayout } from "../row/index.js";
import {
  groupsCoveredBy,
  groupsWith,
  tableInfo,
  withAsOf,
  withGroup,
  withoutGroup,
  type TableMeta,
} from "../table-meta.js";
import { refuseLayout } from "../layout.js";
import { checkTableName } from "../table-name.js";

interface Table {
  meta: TableMeta;
  readers: (names: readonly string[]) => readonly GroupReader[];
  /** By group, then by key. */
  readonly rows: Map<string, Map<string, Entry>>;
  /** The last checkpoints of jobs, by group and job. */
  readonly marks: Map<string, number>;
}

interface Entry {
  readonly row: Buffer;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** A store that lives as long as the process: for tests of definitions and for trying things out. */
export function memoryStore(clock: Clock = { now: Date.now }, declared?: DeclaredType): OnlineStore {
  const tables = new Map<string, Table>();
  const window = openWindow();
  const readersOf = (name: string, meta: TableMeta): Table["readers"] =>
    tableReaders(meta, { table: name, store: "memory" }, declared);

  const openGroup = (options: StreamWriterOptions) => {
    checkTableName(options.table);
    refuseLayout(options.layout);
    const { meta, group } = withGroup(tables.get(options.table)?.meta, options);
    const readers = readersOf(options.table, meta);
    const table: Table = tables.get(options.table) ?? { meta, readers, rows: new Map(), marks: new Map() };
    table.meta = meta;
    table.readers = readers;
    tables.set(options.table, table);
    const rowsNow = (): Map<string, Entry> => {
      let rows = table.rows.get(group.id);
      if (rows === undefined) {
        // A job that holds the group's features too may have found it without rows.
        table.meta = withGroup(table.meta, options).meta;
        table.readers = readersOf(options.table, table.meta);
        table.rows.set(group.id, (rows = new Map()));
      }
      return rows;
    };
    rowsNow();
    return { table, group: group.id, rowsNow, layout: layoutOf(options.schema) };
  };

  const lookup: OnlineStore["lookup"] = async (reads, { signal } = {}) => {
    signal?.throwIfAborted();
    const now = clock.now();
    return reads.map(({ table: name, keys, names }) => {
      const table = tables.get(name);
      const groups = table?.readers(names) ?? [];
      const found = findings(names.length);
      return keys.map((key) => {
        const finding = found();
        for (const group of groups) {
          const entry = table?.rows.get(group.id)?.get(key);
          if (entry !== undefined && entry.expires > now) {
            group.into(entry.row, window(entry.row), 0, finding);
          }
        }
        checkReadable(finding);
        return finding;
      });
    });
  };

  return {
    label: "memory",
    lookup,
    ping: () => Promise.resolve(),
    table: (name) => {
      const table = tables.get(name);
      return Promise.resolve(table && tableInfo(name, table.meta));
    },
    tables: () => Promise.resolve([...tables.keys()].toSorted()),
    openWriter: async (options) => {
      const { table, group, rowsNow } = openGroup(options);
      const forget = (old: string): void => {
        forgetGroup(table, old);
        table.readers = readersOf(options.table, table.meta);
      };
      return memoryWriter({ table, group, rowsNow, forget }, options, clock);
    },
    openStreamWriter: async (options) => {
      const { layout, rowsNow } = openGroup(options);
      return memoryStreamWriter(layout, rowsNow, options, clock);
    },
    delete: async (target) => {
      const table = tables.get(target.table);
      return table === undefined ? 0 : deleteRows(table, target, readersOf);
    },
    dropTable: (name) => Promise.resolve(tables.delete(name)),
    close: () => Promise.resolve(),
  };
}

interface OpenGroup {
  readonly table: Table;
  readonly group: string;
  readonly rowsNow: () => Map<string, Entry>;
  /** Forgets another group of the table. */
  readonly forget: (group: string) => void;
}

function memoryWriter(
  { table, group, rowsNow, forget }: OpenGroup,
  { schema, asOf, ttlSeconds, job }: WriterOptions,
  clock: Clock,
): TableWriter {
  const layout = layoutOf(schema);
  let written = 0;
  let outdated = 0;
  let bytes = 0;
  const later = (other: Int64 | undefined): boolean => other !== undefined && other > asOf;
  const mark = job === undefined ? undefined : `${group}:${job}`;
  return {
    ...(mark === undefined ? {} : { reached: table.marks.get(mark) ?? 0 }),
    checkpoint: async (number) => {
      if (mark !== undefined) table.marks.set(mark, number);
      return { written, outdated, bytes };
    },
    write: async (batch) => {
      const expires = ttlSeconds === undefined ? Infinity : clock.now() + ttlSeconds * 1000;
      const rows = rowsNow();
      for (const { key, values } of batch) {
        const before = rows.get(key);
        if (
          later(table.meta.groups.get(group)?.asOf) ||
          (before !== undefined && later(rowAsOf(before.row)))
        ) {
          outdated++;
          continue;
        }
        const row = encodeRow(layout, asOf, values);
        rows.set(key, { row, expires });
        written++;
        bytes += row.length;
      }
    },
    finish: async () => {
      let removed = sweep(rowsNow(), asOf);
      table.meta = withAsOf(table.meta, group, asOf);
      for (const { id } of groupsCoveredBy(table.meta, group)) {
        const rows = table.rows.get(id);
        if (rows !== undefined) removed += sweep(rows, asOf);
        if ((rows?.size ?? 0) === 0) forget(id);
      }
      if (mark !== undefined) table.marks.delete(mark);
      return { written, outdated, removed, bytes };
    },
    abandon: () => Promise.resolve(),
  };
}

/** Removes the rows of an earlier as-of time; how many they were. */
function sweep(rows: Map<string, Entry>, asOf: Int64): number {
  let removed = 0;
  for (const [key, { row }] of rows) {
    if (rowAsOf(row) >= asOf) continue;
    rows.delete(key);
    removed++;
  }
  return removed;
}

function memoryStreamWriter(
  layout: RowLayout,
  rowsNow: () => Map<string, Entry>,
  { ttlSeconds }: StreamWriterOptions,
  clock: Clock,
): StreamWriter {
  return {
    upsert: async (batch) => {
      const expires = ttlSeconds === undefined ? Infinity : clock.now() + ttlSeconds * 1000;
      const rows = rowsNow();
      let written = 0;
      let bytes = 0;
      for (const { key, values, asOf } of batch) {
        const before = rows.get(key);
        if (before !== undefined && rowAsOf(before.row) > asOf) continue;
        const row = encodeRow(layout, asOf, values);
        rows.set(key, { row, expires });
        written++;
        bytes += row.length;
      }
      return { written, outdated: batch.length - written, bytes };
    },
  };
}

function forgetGroup(table: Table, group: string): void {
  table.meta = withoutGroup(table.meta, group);
  table.rows.delete(group);
  for (const mark of table.marks.keys()) if (mark.startsWith(`${group}:`)) table.marks.delete(mark);
}

function deleteRows(
  table: Table,
  target: DeleteTarget,
  readersOf: (name: string, meta: TableMeta) => Table["readers"],
): number {
  switch (target.kind) {
    case "group": {
      const rows = table.rows.get(target.group)?.size ?? 0;
      forgetGroup(table, target.group);
      table.readers = readersOf(target.table, table.meta);
      return rows;
    }
    case "keys": {
      let removed = 0;
      for (const rows of table.rows.values()) {
        for (const key of target.keys) if (rows.delete(key)) removed++;
      }
      return removed;
    }
    case "features": {
      let changed = 0;
      for (const group of groupsWith(table.meta, target.names)) {
        const rows = table.rows.get(group.id);
        for (const key of target.keys) {
          const entry = rows?.get(key);
          const row = entry && eraseFields(group, entry.row, target.names);
          if (entry === undefined || row === undefined) continue;
          rows?.set(key, { ...entry, row });
          changed++;
        }
      }
      return changed;
    }
  }
}
