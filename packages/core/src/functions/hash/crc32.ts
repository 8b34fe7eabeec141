import * as std from "../../std/hash/index.js";
import { BIGINT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const crc32: FunctionRecord = {
  name: "crc32",
  family: "hash",
  usage: "crc32(bytes)",
  summary: "The CRC-32 checksum of bytes, or of a text's UTF-8, as a BIGINT that is never negative.",
  examples: [{ expr: "crc32('Spark')", text: "1557323817" }],
  arity: [1, 1],
  resolve: overloads({
    params: [BINARY_PARAM],
    returns: BIGINT,
    impl: { name: "crc32", run: std.crc32, nulls: "strict" },
  }),
};
