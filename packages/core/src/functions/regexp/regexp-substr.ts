import * as std from "../../std/regexp/index.js";
import { STRING } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { searchResolver } from "./resolve.js";

export const regexpSubstrRecord: FunctionRecord = {
  name: "regexp_substr",
  family: "regexp",
  usage: "regexp_substr(text, pattern)",
  summary: "The first match of a regular expression; NULL if there is none or it is empty.",
  examples: [
    {
      expr: "regexp_substr('Steven Jones and Stephen Smith are the best players', 'Ste(v|ph)en')",
      text: "Steven",
    },
    { expr: "regexp_substr('Steven Jones and Stephen Smith are the best players', 'Jeck')", text: "NULL" },
  ],
  differs:
    "Spark matches with java.util.regex; patterns here are matched in linear time, without back-references, look-around, atomic groups and possessive quantifiers, which are refused. A bad pattern of the row's own gives NULL.",
  arity: [2, 2],
  resolve: searchResolver({
    name: "regexp_substr",
    type: STRING,
    run: std.regexpSubstr,
    dynamic: std.regexpSubstrDynamic,
    export: "regexpSubstr",
    fails: true,
  }),
};
