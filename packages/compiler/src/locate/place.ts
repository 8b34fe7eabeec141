import type { Place } from "@pinion/core";
import type { ts } from "ts-morph";
import { lineOf, type SourceText } from "./source-text.js";

/** A range of offsets in a file. */
export interface FileRange {
  readonly file: SourceText;
  readonly start: number;
  readonly end: number;
}

export const rangeOf = (node: ts.Node): FileRange => {
  const file = node.getSourceFile();
  return { file, start: node.getStart(file), end: node.getEnd() };
};

/** A place as diagnostics have it. The file's name is the one that it was parsed under. */
export function placeOfRange({ file, start, end }: FileRange, coarse = false): Place {
  const starts = file.getLineStarts();
  const line = lineOf(starts, start);
  return {
    file: file.fileName,
    start,
    end,
    line: line + 1,
    column: start - (starts[line] ?? 0) + 1,
    ...(coarse ? { coarse } : {}),
  };
}
