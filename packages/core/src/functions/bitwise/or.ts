import * as std from "../../std/bitwise/index.js";
import { total } from "../arithmetic/impl.js";
import type { FunctionRecord } from "../record.js";
import { bitwiseOperator } from "./operator.js";

export const bitwiseOr: FunctionRecord = {
  name: "|",
  family: "bitwise",
  usage: "a | b",
  summary: "The bits that are set in either integer or both.",
  examples: [{ expr: "3 | 5", text: "7" }],
  arity: [2, 2],
  resolve: bitwiseOperator({
    int: total("orInt", std.orInt, { js: "$0 | $1", duckdb: "$0 | $1" }),
    bigint: total("orBigint", std.orBigint, { duckdb: "$0 | $1" }),
  }),
};
