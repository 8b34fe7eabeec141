import * as std from "../../std/regexp/index.js";
import { STRING } from "../../types/index.js";
import { INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { searchResolver } from "./resolve.js";
import { groupProblem } from "./group-index.js";

export const regexpExtractRecord: FunctionRecord = {
  name: "regexp_extract",
  family: "regexp",
  usage: "regexp_extract(text, pattern[, group])",
  summary:
    "The text of a group (1, if it is left out; 0 is the whole match) of the first match of a regular expression; empty if there is no match or the group took no part in it.",
  examples: [
    { expr: "regexp_extract('100-200', r'(\\d+)-(\\d+)', 1)", text: "100" },
    { expr: "regexp_extract('100-200', r'(\\d+)-(\\d+)', 2)", text: "200" },
    { expr: "regexp_extract('abc', '(x)')", text: "" },
  ],
  differs:
    "Spark matches with java.util.regex; patterns here are matched in linear time, without back-references, look-around, atomic groups and possessive quantifiers, which are refused. A bad pattern of the row's own gives NULL.",
  arity: [2, 3],
  resolve: searchResolver({
    name: "regexp_extract",
    type: STRING,
    run: std.regexpExtract,
    dynamic: std.regexpExtractDynamic,
    export: "regexpExtract",
    fails: "no such group",
    rest: [INT_PARAM],
    check: groupProblem,
  }),
};
