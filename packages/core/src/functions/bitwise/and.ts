import * as std from "../../std/bitwise/index.js";
import { total } from "../arithmetic/impl.js";
import type { FunctionRecord } from "../record.js";
import { bitwiseOperator } from "./operator.js";

export const bitwiseAnd: FunctionRecord = {
  name: "&",
  family: "bitwise",
  usage: "a & b",
  summary: "The bits that are set in both integers.",
  examples: [{ expr: "3 & 5", text: "1" }],
  arity: [2, 2],
  resolve: bitwiseOperator({
    int: total("andInt", std.andInt, { js: "$0 & $1", duckdb: "$0 & $1" }),
    bigint: total("andBigint", std.andBigint, { duckdb: "$0 & $1" }),
  }),
};
