import * as std from "../../std/bitwise/index.js";
import { total } from "../arithmetic/impl.js";
import type { FunctionRecord } from "../record.js";
import { bitwiseOperator } from "./operator.js";

export const bitwiseNot: FunctionRecord = {
  name: "~",
  family: "bitwise",
  usage: "~a",
  summary: "The integer with every bit turned over.",
  examples: [{ expr: "~ 0", text: "-1" }],
  arity: [1, 1],
  resolve: bitwiseOperator({
    int: total("notInt", std.notInt, { js: "~$0", duckdb: "~$0" }),
    bigint: total("notBigint", std.notBigint, { duckdb: "~$0" }),
  }),
};
