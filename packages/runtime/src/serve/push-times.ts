import { PinionError, type Int64, type SourceEntry, type Value } from "@pinion/core";
import { pushedColumns } from "./pushed-columns.js";
import type { RequestRow } from "./request-rows.js";

/** A source whose rows can be pushed. */
export type PushedSource = Exclude<SourceEntry, { readonly kind: "request" }>;

/** A row, and when it happened. */
export interface PushedRow {
  readonly row: RequestRow;
  readonly asOf: Int64;
  /** The source's event time, where the row does not tell it. */
  readonly time: { readonly name: string; readonly value: Value } | undefined;
}

/** A row from further ahead would keep all later ones out. */
const AHEAD_MICROS = 24 * 3600 * 1_000_000;

/** What tells when a row happened: its column, else what was given besides, else now. Throws PN7011 where it cannot be. */
export function timeReader(
  { eventTimestamp, columns }: PushedSource,
  timeZone: string,
  times: readonly Int64[] | undefined,
  nowMs: number,
): (row: RequestRow, index: number) => Pick<PushedRow, "asOf" | "time"> {
  const read =
    eventTimestamp === undefined
      ? undefined
      : pushedColumns([{ name: eventTimestamp, type: "timestamp" }], columns, timeZone);
  return (row, i) => {
    const told = eventTimestamp !== undefined && Object.hasOwn(row, eventTimestamp);
    const asOf = told ? read?.(row, i)[0] : (times?.[i] ?? nowMs * 1000);
    if (typeof asOf !== "number" && typeof asOf !== "bigint") throw unfit(i, "has no time");
    if (asOf > nowMs * 1000 + AHEAD_MICROS) throw unfit(i, "is more than a day ahead");
    const time = told || eventTimestamp === undefined ? undefined : { name: eventTimestamp, value: asOf };
    return { asOf, time };
  };
}

export const unfit = (row: number, why: string): PinionError =>
  new PinionError("PN7011", `row ${row} ${why}`);
