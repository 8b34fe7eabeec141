import * as std from "../../std/bitwise/index.js";
import { total } from "../arithmetic/impl.js";
import type { FunctionRecord } from "../record.js";
import { bitwiseOperator } from "./operator.js";

export const bitwiseXor: FunctionRecord = {
  name: "^",
  family: "bitwise",
  usage: "a ^ b",
  summary: "The bits that are set in one of the integers and not in the other.",
  examples: [{ expr: "3 ^ 5", text: "6" }],
  arity: [2, 2],
  resolve: bitwiseOperator({
    int: total("xorInt", std.xorInt, { js: "$0 ^ $1", duckdb: "xor($0, $1)" }),
    bigint: total("xorBigint", std.xorBigint, { duckdb: "xor($0, $1)" }),
  }),
};
