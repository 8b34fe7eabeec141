import * as std from "../../std/hash/index.js";
import { INT } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { rowHash } from "./row-hash.js";

export const hash: FunctionRecord = {
  name: "hash",
  family: "hash",
  usage: "hash(a[, b, …])",
  summary:
    "A hash of all values, as an INT: Murmur3 of 32 bits with seed 42, over the values as their types hold them. NULLs are passed over; the result is never NULL.",
  examples: [
    { expr: "hash('Spark', 123, 2)", text: "-1321691492" },
    { expr: "hash(1L)", text: "-1712319331" },
  ],
  arity: [1, Infinity],
  resolve: rowHash(
    { name: "murmur3", run: std.murmur3, nulls: "aware", prepare: { name: "murmur3Of", run: std.murmur3Of } },
    INT,
  ),
};
