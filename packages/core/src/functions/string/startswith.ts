import * as std from "../../std/string/index.js";
import { BOOLEAN } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const startswithRecord: FunctionRecord = {
  name: "startswith",
  family: "string",
  usage: "startswith(text, part)",
  summary: "Whether `text` begins with `part`. Of two binaries, the same in bytes.",
  examples: [
    { expr: "startswith('Spark SQL', 'Spark')", text: "true" },
    { expr: "startswith('Spark SQL', 'SQL')", text: "false" },
    { expr: "startswith('Spark SQL', null)", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: overloads(
    {
      params: [STRING_PARAM, STRING_PARAM],
      returns: BOOLEAN,
      impl: {
        name: "startsWithText",
        run: std.startsWithText,
        nulls: "strict",
        js: "$0.startsWith($1)",
        duckdb: "starts_with($0, $1)",
      },
    },
    {
      params: [BINARY_PARAM, BINARY_PARAM],
      returns: BOOLEAN,
      impl: { name: "startsWithBinary", run: std.startsWithBinary, nulls: "strict" },
    },
  ),
};
