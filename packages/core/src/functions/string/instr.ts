import * as std from "../../std/string/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const instrRecord: FunctionRecord = {
  name: "instr",
  family: "string",
  usage: "instr(text, part)",
  summary: "Where `part` first stands in `text`, counted in characters from 1; 0 if it does not.",
  examples: [
    { expr: "instr('SparkSQL', 'SQL')", text: "6" },
    { expr: "instr('a😀b', 'b')", text: "3" },
  ],
  arity: [2, 2],
  resolve: overloads({
    params: [STRING_PARAM, STRING_PARAM],
    returns: INT,
    impl: { name: "instr", run: std.instr, nulls: "strict", duckdb: "CAST(instr($0, $1) AS INTEGER)" },
  }),
};
