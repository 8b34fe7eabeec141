import { join } from "node:path";
import { DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import type { Evaluators, Manifest, Value } from "@pinion/core";
import { joinFeatures, type JoinReport, type JoinRequest } from "../../src/join/run.js";
import type { OfflineFeaturesOptions } from "../../src/join/request.js";
import { projectZone } from "../../src/time/instant.js";
import { scratch } from "./engine.js";

export interface Joined {
  readonly report: JoinReport;
  readonly columns: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** Runs one join and reads back what it wrote, of Parquet. */
export async function runJoin(
  { manifest, evaluators }: { readonly manifest: Manifest; readonly evaluators: Evaluators },
  options: Omit<OfflineFeaturesOptions, "output"> & { readonly output?: string },
  more: Partial<JoinRequest> = {},
): Promise<Joined> {
  const folder = scratch();
  const output = options.output ?? join(folder, "train.parquet");
  const report = await joinFeatures({
    project: "/",
    manifest,
    evaluators,
    zone: projectZone(manifest.project.timeZone),
    environment: {},
    scratch: folder,
    options: { ...options, output },
    ...more,
  });
  const read = output.endsWith(".parquet") ? await readTable(`read_parquet('${output}')`) : NOTHING;
  return { report, ...read };
}

const NOTHING: Omit<Joined, "report"> = { columns: [], types: [], rows: [] };

/** Runs statements of DuckDB's. */
export async function runSql(...statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

/** All rows of a table of DuckDB's. */
export async function readTable(from: string): Promise<Omit<Joined, "report">> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`SELECT * FROM ${from}`);
  const joined = {
    columns: reader.columnNames(),
    types: reader.columnTypes().map(String),
    rows: reader.getRows().map((row) => row.map(plain)),
  };
  connection.closeSync();
  instance.closeSync();
  return joined;
}

/** As Pinion holds values. */
function plain(value: DuckDBValue): Value {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (value !== null && typeof value === "object" && "micros" in value) return plain(value.micros);
  if (value !== null && typeof value === "object" && "items" in value) return value.items.map(plain);
  if (value !== null && typeof value === "object" && "entries" in value && Array.isArray(value.entries))
    return value.entries.map((entry) => [plain(entry.key), plain(entry.value)]);
  return value as Value;
}
