import * as std from "../../std/string/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const lengthRecord: FunctionRecord = {
  name: "length",
  aliases: ["len", "char_length", "character_length"],
  family: "string",
  usage: "length(text)",
  summary: "How many characters (code points) a text, or bytes a binary, has; spaces at the end count.",
  examples: [
    { expr: "length('Spark SQL ')", text: "10" },
    { expr: "length(x'537061726b2053514c')", text: "9" },
    { expr: "length('a😀')", text: "2" },
  ],
  arity: [1, 1],
  resolve: overloads(
    {
      params: [STRING_PARAM],
      returns: INT,
      impl: {
        name: "lengthText",
        run: std.lengthText,
        nulls: "strict",
        duckdb: "CAST(length($0) AS INTEGER)",
      },
    },
    {
      params: [BINARY_PARAM],
      returns: INT,
      impl: {
        name: "lengthBinary",
        run: std.lengthBinary,
        nulls: "strict",
        js: "$0.length",
        duckdb: "CAST(octet_length($0) AS INTEGER)",
      },
    },
  ),
};
