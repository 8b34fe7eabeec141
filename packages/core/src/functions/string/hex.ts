import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BIGINT_PARAM, BINARY_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const hexRecord: FunctionRecord = {
  name: "hex",
  family: "string",
  usage: "hex(value)",
  summary:
    "An integer in hexadecimal (two's complement of 64 bits), or two digits for each byte of a binary or of a text's UTF-8.",
  examples: [
    { expr: "hex(17)", text: "11" },
    { expr: "hex('Spark SQL')", text: "537061726B2053514C" },
    { expr: "hex(-1)", text: "FFFFFFFFFFFFFFFF" },
  ],
  arity: [1, 1],
  resolve: overloads(
    {
      params: [BIGINT_PARAM],
      returns: STRING,
      impl: { name: "hexBigint", run: std.hexBigint, nulls: "strict" },
    },
    {
      params: [BINARY_PARAM],
      returns: STRING,
      impl: { name: "hexBinary", run: std.hexBinary, nulls: "strict" },
    },
    { params: [STRING_PARAM], returns: STRING, impl: { name: "hexText", run: std.hexText, nulls: "strict" } },
  ),
};
