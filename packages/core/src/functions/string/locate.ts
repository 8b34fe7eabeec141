import * as std from "../../std/string/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const locateRecord: FunctionRecord = {
  name: "locate",
  aliases: ["position"],
  family: "string",
  usage: "locate(part, text[, position])",
  summary:
    "Where `part` first stands in `text` at or behind `position`, counted in characters from 1; 0 if it does not, and for a position that is NULL or below 1.",
  examples: [
    { expr: "locate('bar', 'foobarbar')", text: "4" },
    { expr: "locate('bar', 'foobarbar', 5)", text: "7" },
    { expr: "POSITION('bar' IN 'foobarbar')", text: "4" },
  ],
  arity: [2, 3],
  resolve: overloads(
    {
      params: [STRING_PARAM, STRING_PARAM],
      returns: INT,
      impl: { name: "locate", run: std.locate, nulls: "strict", duckdb: "CAST(instr($1, $0) AS INTEGER)" },
    },
    {
      params: [STRING_PARAM, STRING_PARAM, INT_PARAM],
      returns: INT,
      impl: { name: "locateFrom", run: std.locateFrom, nulls: "aware" },
      nullable: (args) => args.some((arg) => arg.nullable),
    },
  ),
};
