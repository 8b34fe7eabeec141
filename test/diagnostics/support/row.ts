import type { Code } from "@pinion/core";

/** One mistake as people make it. */
export interface Row {
  /** The expression, «…» around the place that is told. */
  readonly marked: string;
  readonly code: Code;
  readonly severity: "error" | "warning";
  /** What the suggestion makes of it; undefined where there is none. */
  readonly mended?: string;
  /** What the help says in part, where it matters beside a suggestion or instead of one. */
  readonly help?: string;
}

type More = Pick<Row, "mended" | "help">;

export const error = (code: Code, marked: string, more: More | string = {}): Row => ({
  marked,
  code,
  severity: "error",
  ...(typeof more === "string" ? { mended: more } : more),
});

export const warning = (code: Code, marked: string, more: More | string = {}): Row => ({
  ...error(code, marked, more),
  severity: "warning",
});
