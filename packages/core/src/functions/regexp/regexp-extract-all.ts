import * as std from "../../std/regexp/index.js";
import { STRING, arrayOf } from "../../types/index.js";
import { INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { searchResolver } from "./resolve.js";
import { groupProblem } from "./group-index.js";

export const regexpExtractAllRecord: FunctionRecord = {
  name: "regexp_extract_all",
  family: "regexp",
  usage: "regexp_extract_all(text, pattern[, group])",
  summary:
    "The texts of a group (1, if it is left out; 0 is the whole match) of all matches of a regular expression.",
  examples: [{ expr: "regexp_extract_all('100-200, 300-400', r'(\\d+)-(\\d+)', 1)", text: '["100","300"]' }],
  differs:
    "Spark matches with java.util.regex; patterns here are matched in linear time, without back-references, look-around, atomic groups and possessive quantifiers, which are refused. A bad pattern of the row's own gives NULL.",
  arity: [2, 3],
  resolve: searchResolver({
    name: "regexp_extract_all",
    type: arrayOf(STRING),
    run: std.regexpExtractAll,
    dynamic: std.regexpExtractAllDynamic,
    export: "regexpExtractAll",
    fails: "no such group",
    rest: [INT_PARAM],
    check: groupProblem,
  }),
};
