import * as std from "../../std/string/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const bitLengthRecord: FunctionRecord = {
  name: "bit_length",
  family: "string",
  usage: "bit_length(text)",
  summary: "How many bits the UTF-8 of a text, or a binary, takes.",
  examples: [
    { expr: "bit_length('Spark SQL')", text: "72" },
    { expr: "bit_length(x'537061726b2053514c')", text: "72" },
  ],
  arity: [1, 1],
  resolve: overloads(
    {
      params: [STRING_PARAM],
      returns: INT,
      impl: {
        name: "bitLengthText",
        run: std.bitLengthText,
        nulls: "strict",
        duckdb: "CAST(bit_length($0) AS INTEGER)",
      },
    },
    {
      params: [BINARY_PARAM],
      returns: INT,
      impl: { name: "bitLengthBinary", run: std.bitLengthBinary, nulls: "strict" },
    },
  ),
};
