import * as std from "../../std/hash/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const sha1: FunctionRecord = {
  name: "sha1",
  aliases: ["sha"],
  family: "hash",
  usage: "sha1(bytes)",
  summary: "The SHA-1 digest of bytes, or of a text's UTF-8, in lower case hexadecimal digits.",
  examples: [{ expr: "sha1('Spark')", text: "85f5955f4b27a9a4c2aab6ffe5d7189fc298b92c" }],
  arity: [1, 1],
  resolve: overloads({
    params: [BINARY_PARAM],
    returns: STRING,
    impl: { name: "sha1", run: std.sha1, nulls: "strict", duckdb: "sha1($0)" },
  }),
};
