import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PinionError } from "@pinion/core";

/*
 * Pushed rows of a source lie in segments: files of JSON Lines, `{source}.{when it was begun}-{process}-{random}.jsonl`, each written by
 * one process, which only ever appends to it. A line is `{"at":MICROSECONDS,"row":{…}}`: when it was pushed, and the columns that are
 * not NULL, as `valueToJson` writes values. What stands behind the last line end was torn by a crash, and was never answered.
 */

/** The name of a new segment, which no other process takes. Names sort by when segments were begun. */
export function segmentName(source: string, nowMs: number): string {
  const begun = new Date(nowMs).toISOString().replace(/[-:.]/gu, "");
  return `${source}.${begun}-${process.pid}-${randomBytes(6).toString("hex")}.jsonl`;
}

/** A line without its end. */
export const segmentLine = (atMicros: number, row: string): string => `{"at":${atMicros},"row":${row}}`;

const LINE = /^\{"at":(\d{1,16}),"row":/u;

/** When a line's row was pushed, and the row; undefined of what is no such line. */
export function readSegmentLine(line: string): { readonly at: number; readonly row: string } | undefined {
  const match = LINE.exec(line);
  if (match === null || !line.endsWith("}")) return undefined;
  return { at: Number(match[1]), row: line.slice(match[0].length, -1) };
}

/** The segments of a source, by when they were begun; none where there is no such folder. Throws PN5002 where it cannot be read. */
export function segmentsOf(folder: string, source: string): readonly string[] {
  const start = `${source}.`;
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith(start) && name.endsWith(".jsonl"))
      .toSorted()
      .map((name) => join(folder, name));
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "";
    if (reason === "ENOENT") return [];
    throw new PinionError(
      "PN5002",
      `the folder ${folder} of pushed rows of source ${source} cannot be read: ${reason}`,
      { cause: error },
    );
  }
}
