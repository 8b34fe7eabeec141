import * as std from "../../std/string/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const octetLengthRecord: FunctionRecord = {
  name: "octet_length",
  family: "string",
  usage: "octet_length(text)",
  summary: "How many bytes the UTF-8 of a text, or a binary, takes.",
  examples: [
    { expr: "octet_length('Spark SQL')", text: "9" },
    { expr: "octet_length('😀')", text: "4" },
    { expr: "octet_length(x'537061726b2053514c')", text: "9" },
  ],
  arity: [1, 1],
  resolve: overloads(
    {
      params: [STRING_PARAM],
      returns: INT,
      impl: {
        name: "octetLengthText",
        run: std.octetLengthText,
        nulls: "strict",
        duckdb: "CAST(strlen($0) AS INTEGER)",
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
