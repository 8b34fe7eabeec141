import * as std from "../../std/regexp/index.js";
import { INT } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { searchResolver } from "./resolve.js";

export const regexpCountRecord: FunctionRecord = {
  name: "regexp_count",
  family: "regexp",
  usage: "regexp_count(text, pattern)",
  summary: "How many matches a regular expression has in the text.",
  examples: [
    { expr: "regexp_count('Steven Jones and Stephen Smith are the best players', 'Ste(v|ph)en')", text: "2" },
    { expr: "regexp_count('abcdefghijklmnopqrstuvwxyz', '[a-z]{3}')", text: "8" },
  ],
  differs:
    "Spark matches with java.util.regex; patterns here are matched in linear time, without back-references, look-around, atomic groups and possessive quantifiers, which are refused. A bad pattern of the row's own gives NULL.",
  arity: [2, 2],
  resolve: searchResolver({
    name: "regexp_count",
    type: INT,
    run: std.regexpCount,
    dynamic: std.regexpCountDynamic,
    export: "regexpCount",
  }),
};
