import { copyFileSync, rmSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import {
  csvSink,
  embeddedSink,
  jsonlSink,
  openClient,
  parquetSink,
  redisSink,
  type Client,
  type Sink,
} from "@pinion/runtime";
import type { TestProject } from "../../support/project.js";
import { ALL_KEYS, FEATURES, isCommon } from "./project.js";

/** A sink of its own for each run, and how it is read. */
export interface Target {
  readonly sink: (name: string) => Sink;
  /** Everything in it, as one text. */
  readonly dump: (name: string) => Promise<string>;
  /** Looks once at some of it; what is wrong about it, given what stood there before and what is to come. */
  readonly look: (name: string, before: string, after: string) => Promise<string | undefined>;
  readonly remove: (name: string) => Promise<void>;
  /** Where its files are, of one that has files of its own. */
  readonly folder?: (name: string) => string;
  readonly close: () => Promise<void>;
}

type Rows = Readonly<Record<string, unknown>>;

/** An online store. */
export async function onlineTarget(project: TestProject, url?: string): Promise<Target> {
  const store = url ?? `embedded:${project.path("store")}`;
  const client: Client<Record<string, never>> = await openClient({ project: project.dir, store });
  const read = async (table: string, keys: readonly string[]): Promise<Rows> => {
    const rows = await client.getOnlineRows(table, keys, FEATURES);
    return Object.fromEntries(keys.map((key, i) => [key, rows[i]?.found === true ? rows[i].features : null]));
  };
  let at = 0;
  return {
    sink: (tableName) =>
      url === undefined
        ? embeddedSink({ tableName, path: project.path("store") })
        : redisSink({ tableName, url }),
    dump: async (table) => JSON.stringify(await read(table, ALL_KEYS)),
    look: async (table, before, after) => {
      const keys = Array.from({ length: 200 }, (_, i) => ALL_KEYS[(at + i * 61) % ALL_KEYS.length] ?? "");
      at += 7;
      const [old, fresh] = [parsed(before), parsed(after)];
      for (const [key, row] of Object.entries(await read(table, keys))) {
        const text = JSON.stringify(row);
        if (text === JSON.stringify(fresh[key]) || text === JSON.stringify(old[key])) continue;
        return `key ${key}${isCommon(Number(key)) ? "" : ", which comes or goes,"} is ${text}`;
      }
      return undefined;
    },
    // Tables of other names are other tables.
    remove: () => Promise.resolve(),
    close: () => client.close(),
  };
}

/** The formats of partitions: their sinks, and how DuckDB reads one file of them. */
const FORMATS = {
  parquet: { sink: parquetSink, read: (file: string) => `read_parquet('${file}')` },
  csv: { sink: csvSink, read: (file: string) => `read_csv('${file}', all_varchar = true)` },
  jsonl: {
    sink: jsonlSink,
    read: (file: string) => `read_json('${file}', format = 'newline_delimited')`,
  },
} as const;

/** Partitions of one format, each looked at as a whole. */
export async function folderTarget(
  project: TestProject,
  format: keyof typeof FORMATS,
  days: readonly string[],
): Promise<Target> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const folder = (name: string): string => project.path(`offline-${format}/${name}`);
  const { sink, read } = FORMATS[format];
  let looks = 0;
  const digest = async (name: string, day: string): Promise<string> => {
    const file = `${folder(name)}/df0/daily/${day.replaceAll("-", "/")}/part-0.${format}`;
    // DuckDB opens a file more than once, which may be another by then: what is looked at is the file of one moment.
    // A copy opens it once; a link fails with ENOENT where the file found is replaced before it is linked.
    const snapshot = project.path(`looked-at-${looks++}.${format}`);
    try {
      copyFileSync(file, snapshot);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "missing";
      throw error;
    }
    const sql = `SELECT count(*)::VARCHAR, count(DISTINCT zone)::VARCHAR, sum(hash(p)::HUGEINT)::VARCHAR FROM ${read(snapshot)} p`;
    try {
      return JSON.stringify((await connection.runAndReadAll(sql)).getRowsJS());
    } finally {
      rmSync(snapshot);
    }
  };
  const dump = async (name: string): Promise<string> => {
    const parts: Record<string, string> = {};
    for (const day of days) parts[day] = await digest(name, day);
    return JSON.stringify(parts);
  };
  return {
    sink: (name) => sink({ path: folder(name) }),
    dump,
    look: async (name, before, after) => {
      const [old, fresh] = [parsed(before), parsed(after)];
      for (const [day, seen] of Object.entries(parsed(await dump(name)))) {
        if (seen !== old[day] && seen !== fresh[day]) return `the partition of ${day} is ${String(seen)}`;
      }
      return undefined;
    },
    folder,
    remove: async (name) => rmSync(folder(name), { recursive: true, force: true }),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

const cache = new Map<string, Rows>();

function parsed(text: string): Rows {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const rows = JSON.parse(text) as Rows;
  if (cache.size > 8) cache.clear();
  cache.set(text, rows);
  return rows;
}
