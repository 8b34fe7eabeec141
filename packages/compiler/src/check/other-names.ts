import type { Problem, Span } from "@pinion/core";
import { findFunction } from "@pinion/core/functions";
import { ADVICE, METHODS } from "../parse/grammar/method-calls.js";

/** What other systems call functions that Spark has. */
const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ...METHODS,
  ["strlen", "length"],
  ["str", "string"],
  ["text", "string"],
  ["to_string", "string"],
  ["number", "double"],
  ["to_double", "double"],
  ["parsefloat", "double"],
  ["float64", "double"],
  ["float32", "float"],
  ["parseint", "int"],
  ["to_int", "int"],
  ["int32", "int"],
  ["int64", "bigint"],
  ["long", "bigint"],
  ["bool", "boolean"],
  ["datetime", "timestamp"],
  ["epoch", "to_unix_timestamp"],
  ["regexp_contains", "rlike"],
  ["regexp_matches", "rlike"],
  ["regex_match", "rlike"],
  ["json_extract", "get_json_object"],
  ["json_value", "get_json_object"],
  ["math.max", "greatest"],
  ["math.min", "least"],
  ["math.sign", "sign"],
  ["math.trunc", "bigint"],
  ["array_length", "size"],
  ["list_contains", "array_contains"],
]);

const WRITE_DATE = "write `date_format(x, 'yyyy-MM-dd')`";
const READ_DATE = "write `to_date(text, 'yyyy-MM-dd')` or `to_timestamp(text, 'yyyy-MM-dd HH:mm:ss')`";

const HELP: ReadonlyMap<string, string> = new Map([
  ["strftime", WRITE_DATE],
  ["format_date", WRITE_DATE],
  ["format_timestamp", WRITE_DATE],
  ["strptime", READ_DATE],
  ["parse_date", READ_DATE],
  ["parse_timestamp", READ_DATE],
  ["timestamp_diff", "write `timestampdiff(MINUTE, start, end)`"],
  ...ADVICE,
  ["empty", "write `x = ''` for a text, `size(x) = 0` for an array or map"],
  ["isnullorempty", "write `coalesce(x, '') = ''`"],
  ["elseif", "write `CASE WHEN a THEN b WHEN c THEN d ELSE e END`"],
  ["convert", "write `CAST(value AS type)`"],
  ["safe_cast", "write `TRY_CAST(value AS type)`"],
  ["clip", "write `least(greatest(x, low), high)`"],
  ["clamp", "write `least(greatest(x, low), high)`"],
]);

type Advice = Pick<Problem, "help" | "suggestion">;

/** What to write for a function of another system's, or one behind the name of a library: `np.log`. */
export function otherName(name: string): ((span: Span) => Advice) | undefined {
  const word = name.toLowerCase();
  const help = HELP.get(word);
  if (help !== undefined) return () => ({ help });
  const behindDot = word.slice(word.lastIndexOf(".") + 1);
  const meant =
    FUNCTIONS.get(word) ??
    FUNCTIONS.get(behindDot) ??
    (behindDot === word ? undefined : findFunction(behindDot)?.name);
  if (meant === undefined) return undefined;
  return (span) => ({ help: `did you mean \`${meant}\`?`, suggestion: { span, text: meant } });
}
