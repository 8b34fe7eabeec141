import * as std from "../../std/string/index.js";
import { BOOLEAN } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const endswithRecord: FunctionRecord = {
  name: "endswith",
  family: "string",
  usage: "endswith(text, part)",
  summary: "Whether `text` ends with `part`. Of two binaries, the same in bytes.",
  examples: [
    { expr: "endswith('Spark SQL', 'SQL')", text: "true" },
    { expr: "endswith('Spark SQL', 'Spark')", text: "false" },
    { expr: "endswith(x'537061726b2053514c', x'53514c')", text: "true" },
  ],
  arity: [2, 2],
  resolve: overloads(
    {
      params: [STRING_PARAM, STRING_PARAM],
      returns: BOOLEAN,
      impl: {
        name: "endsWithText",
        run: std.endsWithText,
        nulls: "strict",
        js: "$0.endsWith($1)",
        duckdb: "ends_with($0, $1)",
      },
    },
    {
      params: [BINARY_PARAM, BINARY_PARAM],
      returns: BOOLEAN,
      impl: { name: "endsWithBinary", run: std.endsWithBinary, nulls: "strict" },
    },
  ),
};
