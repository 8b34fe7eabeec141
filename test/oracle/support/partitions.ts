import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { SECOND, type DrawnRow, type DrawnTable } from "./draw.js";
import { writeTable, type Files } from "./files.js";
import { localText } from "./local-time.js";
import { fileOf } from "./project.js";
import type { ValueType } from "./values.js";

/* Tables whose path is partitioned by time: a file for each partition that has rows. */

export interface PartitionRequest {
  readonly files: Files;
  readonly dir: string;
  readonly table: DrawnTable;
  readonly keyTypes: readonly ValueType[];
  readonly zone: string;
}

/** Writes a table, in partitions where it has some; rows without a time stand in that of `base`. */
export async function writeRows(request: PartitionRequest, base: bigint): Promise<void> {
  const { files, dir, table, keyTypes, zone } = request;
  if (table.partition === undefined) {
    await writeTable(files, join(dir, fileOf(table)), table, keyTypes, zone);
    return;
  }
  const byPath = new Map<string, DrawnRow[]>();
  for (const row of table.rows) {
    const path = partitionOf(request, row.time ?? base);
    const own = byPath.get(path);
    if (own === undefined) byPath.set(path, [row]);
    else own.push(row);
  }
  for (const [path, rows] of byPath) await writePartition(request, path, rows);
}

/** Sees to it that the partition of an instant is there, without rows if need be: a job must find one that it needs. */
export async function havePartition(request: PartitionRequest, instant: bigint): Promise<void> {
  if (request.table.partition === undefined) return;
  const path = partitionOf(request, instant);
  // An empty file is no JSON Lines.
  const none = { key: undefined, time: undefined, value: null, pass: null, term: null, written: 0n };
  if (!existsSync(path)) await writePartition(request, path, request.table.format === "jsonl" ? [none] : []);
}

async function writePartition(
  { files, table, keyTypes, zone }: PartitionRequest,
  path: string,
  rows: readonly DrawnRow[],
): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await writeTable(files, path, { ...table, rows }, keyTypes, zone);
}

function partitionOf({ dir, table, zone }: PartitionRequest, instant: bigint): string {
  const second = (instant / SECOND - (instant % SECOND < 0n ? 1n : 0n)) * SECOND;
  const [yyyy = "", MM = "", dd = ""] = localText(second, zone).slice(0, 10).split("-");
  const parts = new Map([
    ["{yyyy}", yyyy],
    ["{MM}", MM],
    ["{dd}", dd],
  ]);
  return join(dir, fileOf(table)).replace(/\{\w+\}/gu, (field) => parts.get(field) ?? field);
}
