import type { FunctionRecord } from "../record.js";
import { resolveReplace } from "./replace-resolve.js";

export const regexpReplaceRecord: FunctionRecord = {
  name: "regexp_replace",
  family: "regexp",
  usage: "regexp_replace(text, pattern, replacement[, position])",
  summary:
    "The text with a replacement for every match of a regular expression from a constant position on (1, if it is left out). In the replacement `$1` and `${name}` are groups, and a backslash makes the next character stand for itself.",
  examples: [
    { expr: "regexp_replace('100-200', r'(\\d+)', 'num')", text: "num-num" },
    { expr: "regexp_replace('100-200', r'(\\d+)-(\\d+)', '$2-$1')", text: "200-100" },
  ],
  differs:
    "Spark matches with java.util.regex; patterns here are matched in linear time, without back-references, look-around, atomic groups and possessive quantifiers, which are refused. A bad pattern of the row's own gives NULL. A result that is longer than the text by more than 16,777,216 characters is NULL.",
  arity: [3, 4],
  resolve: resolveReplace,
};
