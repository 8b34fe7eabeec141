import * as std from "../../std/regexp/index.js";
import { BOOLEAN } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { searchResolver } from "./resolve.js";

export const rlikeRecord: FunctionRecord = {
  name: "rlike",
  aliases: ["regexp", "regexp_like"],
  family: "regexp",
  usage: "text RLIKE pattern",
  summary: "Whether some part of the text matches a regular expression of java.util.regex.",
  examples: [
    { expr: "'Spark' RLIKE '^S.*k$'", text: "true" },
    { expr: "regexp_like('1a 2b 14m', r'\\d+b')", text: "true" },
    { expr: "regexp('1a 2b 14m', '[a-z]+b')", text: "false" },
  ],
  differs:
    "Spark matches with java.util.regex; patterns here are matched in linear time, without back-references, look-around, atomic groups and possessive quantifiers, which are refused. A bad pattern of the row's own gives NULL.",
  arity: [2, 2],
  resolve: searchResolver({
    name: "rlike",
    type: BOOLEAN,
    run: std.rlike,
    dynamic: std.rlikeDynamic,
    export: "rlike",
  }),
};
