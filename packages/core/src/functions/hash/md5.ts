import * as std from "../../std/hash/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const md5: FunctionRecord = {
  name: "md5",
  family: "hash",
  usage: "md5(bytes)",
  summary: "The MD5 digest of bytes, or of a text's UTF-8, in lower case hexadecimal digits.",
  examples: [{ expr: "md5('Spark')", text: "8cde774d6f7333752ed72cacddb05126" }],
  arity: [1, 1],
  resolve: overloads({
    params: [BINARY_PARAM],
    returns: STRING,
    impl: { name: "md5", run: std.md5, nulls: "strict", duckdb: "md5($0)" },
  }),
};
