import * as std from "../../std/string/index.js";
import { BOOLEAN } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const containsRecord: FunctionRecord = {
  name: "contains",
  family: "string",
  usage: "contains(text, part)",
  summary: "Whether `part` stands somewhere in `text`. Of two binaries, the same in bytes.",
  examples: [
    { expr: "contains('Spark SQL', 'Spark')", text: "true" },
    { expr: "contains('Spark SQL', 'SPARK')", text: "false" },
    { expr: "contains('Spark SQL', null)", text: "NULL" },
    { expr: "contains(x'537061726b2053514c', x'537061726b')", text: "true" },
  ],
  arity: [2, 2],
  resolve: overloads(
    {
      params: [STRING_PARAM, STRING_PARAM],
      returns: BOOLEAN,
      impl: {
        name: "containsText",
        run: std.containsText,
        nulls: "strict",
        duckdb: "contains($0, $1)",
      },
    },
    {
      params: [BINARY_PARAM, BINARY_PARAM],
      returns: BOOLEAN,
      impl: { name: "containsBinary", run: std.containsBinary, nulls: "strict" },
    },
  ),
};
