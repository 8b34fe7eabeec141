import { createHash } from "node:crypto";
import { recordAt } from "./packed-records.js";
import { anotherLog } from "./partitions.js";
import type { Partition, RecordBatch, StreamRecord } from "./ports.js";

/**
 * The last record that was read of a partition, by what it was. A log of the same name that was made anew has another one in
 * its place: offsets alone do not tell the two apart once the new one has grown.
 */
export type Mark = readonly [offset: number, hash: string];

/** A partition whose records are known again. */
export interface Marked extends Partition {
  /** What was read last, since the reader began or before. */
  last: Mark | undefined;
  /** What is to be seen where a reader begins. */
  expected: Mark | undefined;
}

/** Where to begin, so that what was read last before a position is seen again if it is still there. */
export const fromMark = (position: number, begin: number, expected: Mark | undefined): number =>
  Math.max(begin, Math.min(position, expected?.[0] ?? position));

/** Throws PN5507 where a batch has another record in the place of the expected one; keeps what its last record is. */
export function checkMark(partition: Marked, batch: RecordBatch): void {
  const { records, untimed = false } = batch;
  const { expected } = partition;
  for (let i = 0; expected !== undefined && i < records.length; i++) {
    const record = recordOf(records, i);
    if (record.offset < expected[0]) continue;
    // Retention and compaction take records away: nothing tells then.
    if (record.offset === expected[0] && hashOf(record, untimed) !== expected[1])
      throw anotherLog(partition, expected[0] + 1);
    partition.expected = undefined;
    break;
  }
  if (records.length === 0) return;
  const last = recordOf(records, records.length - 1);
  partition.last = [last.offset, hashOf(last, untimed)];
}

function recordOf(records: RecordBatch["records"], i: number): StreamRecord {
  const record = "spans" in records ? recordAt(records, i) : records[i];
  if (record === undefined) throw new Error("a batch with fewer records than it has");
  return record;
}

function hashOf({ timestamp, key, value }: StreamRecord, untimed: boolean): string {
  const time = untimed ? "" : timestamp;
  const hash = createHash("sha256").update(`${time} ${key?.length ?? "none"} ${value?.length ?? "none"} `);
  if (key !== null) hash.update(key);
  if (value !== null) hash.update(value);
  return hash.digest("base64").slice(0, 12);
}

/** What is noted beside an offset of records that have no other state. */
export const markNote = (mark: Mark | undefined): string =>
  mark === undefined ? "" : JSON.stringify({ mark });

/** The mark that is noted beside an offset; undefined where there is none. */
export function markIn(note: string): Mark | undefined {
  try {
    const { mark } = JSON.parse(note) as { readonly mark?: unknown };
    return isMark(mark) ? mark : undefined;
  } catch {
    return undefined;
  }
}

const isMark = (x: unknown): x is Mark =>
  Array.isArray(x) && x.length === 2 && Number.isSafeInteger(x[0]) && typeof x[1] === "string";
