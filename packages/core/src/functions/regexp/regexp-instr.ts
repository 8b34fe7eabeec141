import * as std from "../../std/regexp/index.js";
import { INT } from "../../types/index.js";
import { INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { searchResolver } from "./resolve.js";

export const regexpInstrRecord: FunctionRecord = {
  name: "regexp_instr",
  family: "regexp",
  usage: "regexp_instr(text, pattern[, group])",
  summary:
    "Where the first match of a regular expression begins, counted from 1 in UTF-16 units as Spark does; 0 if there is none. The group changes nothing.",
  examples: [
    { expr: "regexp_instr('user@spark.apache.org', '@[^.]*')", text: "5" },
    { expr: "regexp_instr('abc', 'x')", text: "0" },
  ],
  differs:
    "Spark matches with java.util.regex; patterns here are matched in linear time, without back-references, look-around, atomic groups and possessive quantifiers, which are refused. A bad pattern of the row's own gives NULL.",
  arity: [2, 3],
  resolve: searchResolver({
    name: "regexp_instr",
    type: INT,
    run: std.regexpInstr,
    dynamic: std.regexpInstrDynamic,
    export: "regexpInstr",
    rest: [INT_PARAM],
  }),
};
