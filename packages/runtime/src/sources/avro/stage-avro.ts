import {
  nearest,
  parseType,
  PinionError,
  sameType,
  showType,
  type DataType,
  type FileSourceEntry,
  type Value,
} from "@pinion/core";
import type { AvroNode } from "@pinion/core/avro";
import type { Zone } from "@pinion/core/std";
import type { Database } from "../duckdb/database.js";
import type { FileTable } from "../duckdb/file-table.js";
import { STAGED_ROWS, stageTable, type StagedBatch, type StagedColumn } from "../stage.js";
import { inBlock, openContainer } from "./container.js";
import { AvroDamage } from "./damage.js";
import { skip } from "./skip.js";
import { tapOf, type Tap } from "./tap.js";
import { resolve } from "./value.js";

export interface StageAvroRequest {
  readonly database: Database;
  readonly source: FileSourceEntry;
  readonly files: readonly string[];
  /** Positions of the columns to read. */
  readonly columns: readonly number[];
  readonly zone: Zone;
  readonly signal?: AbortSignal;
}

/**
 * Reads Avro object container files block by block into a table of the job's database: DuckDB itself reads none. The
 * writer's schema of each file is resolved to the declared columns; files whose columns differ in type become tables of their
 * own. Throws PN5002 with the file and the block where one is damaged, PN5003, PN5004.
 */
export async function stageAvro(request: StageAvroRequest): Promise<readonly FileTable[]> {
  const { database, source, files, columns, zone, signal } = request;
  const wanted = [...new Set(columns)];
  const groups: { readonly files: string[]; readonly types: readonly DataType[] }[] = [];
  for (const path of files) {
    const types = guarded(path, source, () => {
      const file = openContainer(path);
      try {
        return resolveColumns(file.schema, source, path, wanted, zone).map(({ type }) => type);
      } finally {
        file.close();
      }
    });
    const last = groups.at(-1);
    const same = last?.types.every((type, i) => sameType(type, types[i] ?? type));
    if (last !== undefined && same === true) last.files.push(path);
    else groups.push({ files: [path], types });
  }
  const tables: FileTable[] = [];
  for (const group of groups) {
    const staged = source.columns.map((_, index): StagedColumn | undefined => {
      const type = group.types[wanted.indexOf(index)];
      if (type === undefined) return undefined;
      return { type, ...(type.kind === "timestamp" ? { as: "INSTANT" as const } : {}) };
    });
    // The table's columns are in the order of the source's.
    const order = wanted.map((_, i) => i).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
    const batches = readGroup(group.files, source, wanted, order, zone);
    const table = await stageTable(database, staged, batches, signal);
    const { rowNumber, ...unnumbered } = table;
    tables.push(
      groups.length > 1 ? unnumbered : { ...unnumbered, ...(rowNumber === undefined ? {} : { rowNumber }) },
    );
  }
  return tables;
}

function* readGroup(
  files: readonly string[],
  source: FileSourceEntry,
  wanted: readonly number[],
  order: readonly number[],
  zone: Zone,
): Generator<StagedBatch> {
  for (const path of files) {
    const batches = readFile(path, source, wanted, order, zone);
    for (;;) {
      const next = guarded(path, source, () => batches.next());
      if (next.done === true) break;
      yield next.value;
    }
  }
}

function* readFile(
  path: string,
  source: FileSourceEntry,
  wanted: readonly number[],
  order: readonly number[],
  zone: Zone,
): Generator<StagedBatch> {
  const file = openContainer(path);
  try {
    const columns = resolveColumns(file.schema, source, path, wanted, zone);
    const readRow = rowReader(file.schema, columns);
    let batch: Value[][] = order.map(() => []);
    let rows = 0;
    for (const { number, rows: count, data } of file.blocks()) {
      const tap = tapOf(data);
      const values: Value[] = [];
      for (let i = 0; i < count; i++) {
        try {
          readRow(tap, values);
        } catch (error) {
          throw inBlock(error, number);
        }
        order.forEach((column, c) => batch[c]?.push(values[column] ?? null));
        if (++rows === STAGED_ROWS) {
          yield batch;
          batch = order.map(() => []);
          rows = 0;
        }
      }
      if (tap.at < tap.end) throw inBlock(new AvroDamage("more bytes than rows"), number);
    }
    if (rows > 0) yield batch;
  } finally {
    file.close();
  }
}

interface ResolvedColumn {
  readonly field: number;
  readonly type: DataType;
  readonly read: (tap: Tap) => Value;
}

function resolveColumns(
  schema: AvroNode,
  source: FileSourceEntry,
  path: string,
  wanted: readonly number[],
  zone: Zone,
): readonly ResolvedColumn[] {
  const what = whatOf(path, source);
  if (schema.kind !== "record") {
    throw new PinionError("PN5003", `${what} has no columns: its values are of type ${schema.kind}`, {
      help: "a source's rows are records",
    });
  }
  const names = schema.fields.map(({ name }) => name);
  return wanted.map((index): ResolvedColumn => {
    const column = source.columns[index];
    if (column === undefined) throw new Error(`${source.name} has no column ${index}`);
    const field = fieldOf(names, column.name);
    const found = schema.fields[field];
    if (found === undefined) {
      const guess = nearest(column.name, names);
      throw new PinionError("PN5003", `${what} has no column \`${column.name}\``, {
        help: guess === undefined ? `it has ${names.slice(0, 20).join(", ")}` : `did you mean \`${guess}\`?`,
      });
    }
    const declared = parseType(column.type) ?? { kind: "void" };
    const resolved = resolve(found.node, declared, zone);
    if (resolved.kind === "refused") {
      throw new PinionError(
        "PN5004",
        `${what}: column \`${column.name}\` is ${resolved.reason}, declared ${showType(declared)}`,
        { help: "declare the column as the file has it" },
      );
    }
    return { field, type: resolved.type, read: resolved.read };
  });
}

/** By the exact name, otherwise by the only one that differs by case alone. */
function fieldOf(names: readonly string[], name: string): number {
  const exact = names.indexOf(name);
  if (exact >= 0) return exact;
  const similar = names.flatMap((one, i) => (one.toLowerCase() === name.toLowerCase() ? [i] : []));
  return similar.length === 1 ? (similar[0] ?? -1) : -1;
}

function rowReader(
  schema: AvroNode,
  columns: readonly ResolvedColumn[],
): (tap: Tap, values: Value[]) => void {
  const fields = schema.kind === "record" ? schema.fields : [];
  const steps = fields.map(({ node }, field) => ({
    node,
    at: columns.flatMap((column, i) => (column.field === field ? [i] : [])),
  }));
  return (tap, values) => {
    for (const { node, at } of steps) {
      const [first] = at;
      const column = first === undefined ? undefined : columns[first];
      if (column === undefined) {
        skip(tap, node);
        continue;
      }
      const value = column.read(tap);
      for (const position of at) values[position] = value;
    }
  };
}

const whatOf = (path: string, source: FileSourceEntry): string => `the file ${path} of source ${source.name}`;

/** What is wrong with a file's bytes, with its name. */
function guarded<T>(path: string, source: FileSourceEntry, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof AvroDamage)) throw error;
    throw new PinionError("PN5002", `${whatOf(path, source)} cannot be read: ${error.message}`, {
      help: "the file is damaged or cut short: copy it again, whole",
      cause: error,
    });
  }
}
