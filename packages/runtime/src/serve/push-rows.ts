import {
  PinionError,
  type Evaluators,
  type FileSourceEntry,
  type Int64,
  type Manifest,
  type SourcePlan,
} from "@pinion/core";
import { programRunner } from "../materialise/evaluate.js";
import type { OnlineStore, ReadOptions, TimedRow } from "../ports.js";
import type { PushLog } from "../sources/pushed/append.js";
import { callTime, type CallTime } from "../time/call-time.js";
import { encodeKey } from "./key.js";
import { checkKeepsPushed, offlineRows } from "./push-offline.js";
import { pushTargets, tablesTaking, type PushTarget } from "./push-targets.js";
import { timeReader, unfit, type PushedRow, type PushedSource } from "./push-times.js";
import { pushedColumns } from "./pushed-columns.js";
import type { RequestRow } from "./request-rows.js";

/** Rows of a source, as they happen. */
export interface RowPush extends ReadOptions {
  readonly source: string;
  /** Columns of the source by their names; those left out are NULL. */
  readonly rows: readonly RequestRow[];
  /** When each row happened, microseconds since the epoch, where its columns do not tell; now unless given. */
  readonly times?: readonly Int64[];
  /** Where the rows go: `"online"` unless given. `"offline"` is the folder that the source names for pushed rows. */
  readonly to?: PushTo;
  /** Whether a table may be written for this caller; every table unless given. Other tables are as if they were not there. */
  readonly mayWrite?: (table: string) => boolean;
}

export type PushTo = "online" | "offline" | "online_and_offline";

export interface PushReport {
  /** Of the online store; none where rows went offline alone. */
  readonly tables: readonly {
    readonly table: string;
    readonly written: number;
    /** Rows that were not stored because one of a later time stood there. */
    readonly outdated: number;
  }[];
  /** Of the folder of pushed rows, where they went there. */
  readonly offline?: { readonly written: number };
}

export interface PushingProject {
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
  readonly store: (time: CallTime) => Promise<OnlineStore>;
  /** Where rows that are pushed to a source are kept. */
  readonly logOf: (source: FileSourceEntry) => PushLog;
  readonly nowMs: number;
}

/**
 * Keeps rows of a source in its folder of pushed rows, computes their row-level features, and what is derived of these alone, with the
 * evaluators that jobs run, and stores them in every table that holds them; where none holds those of an anchor, in one of the
 * anchor's name. A row never replaces one of a later time. Nothing is kept or stored before every row has been looked at. Throws PN7002
 * where there is no such source, PN7006 where it has no row-level features, PN7011 where a row does not fit, PN7013 where the source
 * keeps no pushed rows, PN9005 where the caller may write no table that takes them, PN6009 where the call ended before it was known whether they
 * are kept and stored.
 */
export async function pushRows(project: PushingProject, push: RowPush): Promise<PushReport> {
  const { manifest, evaluators, nowMs } = project;
  const { source, rows, times, mayWrite, to = "online" } = push;
  const plan = manifest.plans.find((candidate) => candidate.source === source);
  const entry = manifest.sources.find(({ name }) => name === source);
  if (entry === undefined || plan === undefined || entry.kind === "request") {
    throw new PinionError(
      "PN7002",
      `there is no source \`${source.slice(0, 100)}\` whose rows can be pushed`,
    );
  }
  if (to !== "online" && to !== "offline" && to !== "online_and_offline") {
    throw new PinionError("PN7010", '`to` is not "online", "offline" or "online_and_offline"');
  }
  const log = to === "online" ? undefined : project.logOf(checkKeepsPushed(entry));
  const time = callTime(push);
  const store = to === "offline" ? undefined : await project.store(time);
  const targets =
    store === undefined
      ? undefined
      : pushTargets(manifest, evaluators, await tablesTaking(manifest, plan, store, mayWrite, time.left));
  if (targets?.length === 0) throw noTarget(source, mayWrite !== undefined);

  const { timeZone } = manifest.project;
  const timeOf = timeReader(entry, timeZone, times, nowMs);
  const timed = rows.map((row, i) => ({ row, ...timeOf(row, i) }));
  const kept = log === undefined ? [] : offlineRows(entry, timeZone, timed, nowMs);
  const stored = targets === undefined ? [] : onlineRows(project, plan, entry, targets, timed);

  const write = async (): Promise<PushReport["tables"]> => {
    // Offline first: nothing is ever online alone.
    await log?.append(kept);
    return Promise.all(
      stored.map(async ({ table, keys, fields, rows: computed }) => {
        if (store === undefined) throw new Error("no store was opened");
        const writer = await store.openStreamWriter({ table, keys, schema: { fields } }, time.left());
        const { written, outdated } = await writer.upsert(latestOfEach(computed));
        return { table, written, outdated };
      }),
    );
  };
  const tables = await time.changing(write, log === undefined ? undefined : KEPT_TWICE);
  return { tables, ...(log === undefined ? {} : { offline: { written: kept.length } }) };
}

const KEPT_TWICE =
  "look at the source's folder of pushed rows before pushing them again: rows that are kept there would be kept twice";

function noTarget(source: string, isLimited: boolean): PinionError {
  // What other tables hold is not the caller's to know.
  if (isLimited)
    return new PinionError("PN9005", "no table that the caller may write takes features of the source");
  return new PinionError("PN7006", `the source \`${source}\` has no row-level features under a key`, {
    help: "windows are computed by jobs and streams",
  });
}

/** What goes into each table, of rows whose times are known. */
function onlineRows(
  { manifest, evaluators }: PushingProject,
  plan: SourcePlan,
  { columns }: PushedSource,
  targets: readonly PushTarget[],
  timed: readonly PushedRow[],
) {
  const read = pushedColumns(plan.program.inputs, columns, manifest.project.timeZone);
  const run = programRunner(evaluators, plan.program);
  const computed = timed.map(({ row, asOf, time }, i) => ({ asOf, outputs: run(read(row, i, time)) }));
  return targets.map((target) => ({
    ...target,
    rows: computed.map(({ asOf, outputs }, i): TimedRow => {
      const parts = target.group.outputs.map((output) => outputs[output] ?? null);
      const lacking = parts.indexOf(null);
      if (lacking >= 0) throw unfit(i, `has no \`${target.group.keys[lacking] ?? ""}\`, which is a key`);
      return { key: encodeKey(parts), asOf, values: target.valuesOf(outputs) };
    }),
  }));
}

/** A key stands once among rows that are stored together: its latest, the last among equals. */
export function latestOfEach(rows: readonly TimedRow[]): readonly TimedRow[] {
  const byKey = new Map<string, TimedRow>();
  for (const row of rows) {
    const before = byKey.get(row.key);
    if (before === undefined || row.asOf >= before.asOf) byKey.set(row.key, row);
  }
  return [...byKey.values()];
}
