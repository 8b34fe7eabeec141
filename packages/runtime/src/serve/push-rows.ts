import { PinionError, type Evaluators, type Int64, type Manifest } from "@pinion/core";
import { programRunner } from "../materialise/evaluate.js";
import type { OnlineStore, TimedRow } from "../ports.js";
import { encodeKey } from "./key.js";
import { pushTargets } from "./push-targets.js";
import { columnReader, type RequestRow } from "./request-rows.js";

/** Rows of a source, as they happen. */
export interface RowPush {
  readonly source: string;
  /** Columns of the source by their names; those left out are NULL. */
  readonly rows: readonly RequestRow[];
  /** When each row happened, microseconds since the epoch, where its columns do not tell; now unless given. */
  readonly times?: readonly Int64[];
  /** Whether a table may be written for this caller; every table unless given. Other tables are as if they were not there. */
  readonly mayWrite?: (table: string) => boolean;
}

export interface PushReport {
  readonly tables: readonly {
    readonly table: string;
    readonly written: number;
    /** Rows that were not stored because one of a later time stood there. */
    readonly outdated: number;
  }[];
}

export interface PushingProject {
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
  readonly store: OnlineStore;
  readonly nowMs: number;
}

/** A row from further ahead would keep all later ones out. */
const AHEAD_MICROS = 24 * 3600 * 1_000_000;

/**
 * Computes the row-level features of rows, and what is derived of these alone, with the evaluators that jobs run, and stores them
 * in every table that holds them; where none holds those of an anchor, in one of the anchor's name. A row never replaces one of a
 * later time. Throws PN7002 where there is no such source, PN7006 where it has no row-level features, PN7011 where a row does
 * not fit, PN9005 where the caller may write no table that takes them.
 */
export async function pushRows(
  { manifest, evaluators, store, nowMs }: PushingProject,
  { source, rows, times, mayWrite }: RowPush,
): Promise<PushReport> {
  const plan = manifest.plans.find((candidate) => candidate.source === source);
  const entry = manifest.sources.find(({ name }) => name === source);
  if (entry === undefined || plan === undefined || entry.kind === "request") {
    throw new PinionError(
      "PN7002",
      `there is no source \`${source.slice(0, 100)}\` whose rows can be pushed`,
    );
  }
  const targets = await pushTargets(manifest, evaluators, plan, store, mayWrite);
  if (targets.length === 0 && mayWrite !== undefined) {
    // What other tables hold is not the caller's to know.
    throw new PinionError("PN9005", "no table that the caller may write takes features of the source");
  }
  if (targets.length === 0) {
    throw new PinionError("PN7006", `the source \`${source}\` has no row-level features under a key`, {
      help: "windows are computed by jobs and streams",
    });
  }

  const { eventTimestamp } = entry;
  const { timeZone } = manifest.project;
  const what = "row";
  const read = columnReader(plan.program.inputs, entry.columns, timeZone, what);
  const readTime =
    eventTimestamp === undefined
      ? undefined
      : columnReader([{ name: eventTimestamp, type: "timestamp" }], entry.columns, timeZone, what);
  const run = programRunner(evaluators, plan.program);
  const computed = rows.map((row, i) => {
    const given = times?.[i];
    const told = eventTimestamp !== undefined && Object.hasOwn(row, eventTimestamp);
    const asOf = told ? readTime?.(row, i)[0] : (given ?? nowMs * 1000);
    if (typeof asOf !== "number" && typeof asOf !== "bigint") throw unfit(i, "has no time");
    if (asOf > nowMs * 1000 + AHEAD_MICROS) throw unfit(i, "is more than a day ahead");
    const timed = told || eventTimestamp === undefined ? undefined : { name: eventTimestamp, value: asOf };
    return { asOf, outputs: run(read(row, i, timed)) };
  });

  // Every row is looked at before any is stored.
  const stored = targets.map((target) => ({
    ...target,
    timed: computed.map(({ asOf, outputs }, i): TimedRow => {
      const parts = target.group.outputs.map((output) => outputs[output] ?? null);
      const lacking = parts.indexOf(null);
      if (lacking >= 0) throw unfit(i, `has no \`${target.group.keys[lacking] ?? ""}\`, which is a key`);
      return { key: encodeKey(parts), asOf, values: target.valuesOf(outputs) };
    }),
  }));
  return {
    tables: await Promise.all(
      stored.map(async ({ table, keys, fields, timed }) => {
        const writer = await store.openStreamWriter({ table, keys, schema: { fields } });
        const { written, outdated } = await writer.upsert(latestOfEach(timed));
        return { table, written, outdated };
      }),
    ),
  };
}

const unfit = (row: number, why: string): PinionError => new PinionError("PN7011", `row ${row} ${why}`);

/** A key stands once among rows that are stored together: its latest, the last among equals. */
export function latestOfEach(rows: readonly TimedRow[]): readonly TimedRow[] {
  const byKey = new Map<string, TimedRow>();
  for (const row of rows) {
    const before = byKey.get(row.key);
    if (before === undefined || row.asOf >= before.asOf) byKey.set(row.key, row);
  }
  return [...byKey.values()];
}
