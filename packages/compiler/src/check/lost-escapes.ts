import type { Problem } from "@pinion/core";
import type { FunctionRecord } from "@pinion/core/functions";
import type { Expr } from "../parse/expr.js";

/** The functions whose second argument is a regular expression. */
const TAKE_PATTERNS: ReadonlySet<string> = new Set([
  "rlike",
  "regexp_count",
  "regexp_extract",
  "regexp_extract_all",
  "regexp_instr",
  "regexp_replace",
  "regexp_substr",
  "split",
]);

/** `x RLIKE '\d+'`: the literal is `d+`, the backslash being an escape of the string's. */
export function lostEscape(record: FunctionRecord, args: readonly Expr[]): Problem | undefined {
  const [, pattern] = args;
  return pattern !== undefined && TAKE_PATTERNS.has(record.name) ? lostEscapeIn(pattern) : undefined;
}

export function lostEscapeIn(pattern: Expr): Problem | undefined {
  if (pattern.kind !== "string" || pattern.lost === undefined) return undefined;
  const { sign, raw } = pattern.lost;
  const { span } = pattern;
  return {
    code: "PN2408",
    severity: "warning",
    message: `\`${sign}\` in a string is \`${sign.slice(1)}\`, not a class or sign of the regular expression`,
    label: "the backslash is lost",
    span,
    help: `in a string that begins with r a backslash stays: \`${raw}\``,
    suggestion: { span, text: raw },
  };
}
