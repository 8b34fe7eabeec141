import type { FileHandle } from "node:fs/promises";
import { letterId, lineFromJson } from "./letter-json.js";
import { linesOf } from "./lines.js";

export interface Standing {
  /** Where the lines begin whose letters stand, in their order: each letter once, and none that was taken back. */
  readonly places: Float64Array;
  /** How many lines count, and where they end. */
  readonly lines: number;
  readonly end: number;
  /** The file is sealed there. */
  readonly sealed: boolean;
}

/** What stands in a file of letters as it is now. */
export async function standingLines(file: FileHandle): Promise<Standing> {
  const standing = new Map<string, number>();
  const found = (lines: number, end: number, sealed: boolean): Standing => ({
    ...{ places: Float64Array.from(standing.values()).sort(), lines, end, sealed },
  });
  let count = 0;
  let behind = 0;
  for await (const lines of linesOf(file)) {
    for (const { at, end, text } of lines) {
      const line = lineFromJson(text);
      if (line?.kind === "seal") return found(count, at, true);
      if (line?.kind === "takenBack") standing.delete(line.id);
      if (line?.kind === "letter") {
        const id = letterId(line.letter);
        if (!standing.has(id)) standing.set(id, at);
      }
      count++;
      behind = end;
    }
  }
  return found(count, behind, false);
}
