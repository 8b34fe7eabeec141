import { PinionError, type MaxRejected, type SourcePlan } from "@pinion/core";
import type { Database } from "../sources/duckdb/database.js";
import type { Scan } from "../sources/duckdb/scan.js";
import type { SourceReport } from "./report.js";

/** The columns of a source that hold its key as it is; undefined where a part is computed, or may be NaN. */
export function keyColumns(
  { plan, group }: { readonly plan: SourcePlan; readonly group: number },
  inputColumns: readonly number[],
): readonly number[] | undefined {
  const columns = (plan.groups[group]?.outputs ?? []).map((output) => {
    const { duckdb = "", type = "" } = plan.program.outputs[output] ?? {};
    const input = /^c(\d+)$/u.exec(duckdb)?.[1];
    return input === undefined || type === "float" || type === "double"
      ? undefined
      : inputColumns[Number(input)];
  });
  return columns.some((column) => column === undefined) ? undefined : (columns as readonly number[]);
}

/** Whether a file's statistics tell at once that no row will be rejected. */
export async function isClean(
  database: Database,
  group: { readonly plan: SourcePlan; readonly group: number },
  scan: Scan,
  inputColumns: readonly number[],
): Promise<boolean> {
  const keys = keyColumns(group, inputColumns);
  if (scan.notNull === undefined || keys === undefined) return false;
  const columns = new Set([...scan.notNull, ...keys]);
  if (columns.size === 0) return true;
  const bad = [...columns].map((column) => `c${column} IS NULL`).join(" OR ");
  const found = await database.connection.runAndReadAll(`SELECT 1 FROM (${scan.sql}) WHERE ${bad} LIMIT 1`);
  return found.currentRowCount === 0;
}

/** Throws PN5006 where more rows were rejected than a source may have. */
export function checkRejected(report: SourceReport, limit: MaxRejected): void {
  const { rowsRejected, rowsRead, source } = report;
  const allowed = limit.kind === "rows" ? limit.value : limit.value * rowsRead;
  if (rowsRejected <= allowed) return;
  const worst = report.rejected.toSorted((a, b) => b.rows - a.rows)[0];
  const sample = worst?.samples[0] === undefined ? "" : `, for example ${JSON.stringify(worst.samples[0])}`;
  throw new PinionError(
    "PN5006",
    `${rowsRejected} of ${rowsRead} rows of source ${source} were rejected: ${worst?.reason ?? ""}${sample}`,
    { help: "mend the data or the column's type or format, or raise the source's `maxRejected`" },
  );
}
