import * as std from "../../std/hash/index.js";
import { BIGINT } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { rowHash } from "./row-hash.js";

export const xxhash64: FunctionRecord = {
  name: "xxhash64",
  family: "hash",
  usage: "xxhash64(a[, b, …])",
  summary:
    "A hash of all values, as a BIGINT: XXH64 with seed 42, over the values as their types hold them. NULLs are passed over; the result is never NULL.",
  examples: [
    { expr: "xxhash64('Spark', 123, 2)", text: "5602566077635097486" },
    { expr: "xxhash64('Spark')", text: "-4294468057691064905" },
  ],
  arity: [1, Infinity],
  resolve: rowHash(
    {
      name: "xxhash64",
      run: std.xxhash64,
      nulls: "aware",
      prepare: { name: "xxhash64Of", run: std.xxhash64Of },
    },
    BIGINT,
  ),
};
