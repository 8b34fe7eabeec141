import * as std from "../../std/arithmetic/index.js";
import type { FunctionRecord } from "../record.js";
import { productOfDecimals } from "./decimal-impls.js";
import { MULTIPLY } from "./multiply.js";
import { tryOperator } from "./try.js";

export const tryMultiply: FunctionRecord = {
  name: "try_multiply",
  family: "arithmetic",
  usage: "try_multiply(a, b)",
  summary: "The product as `*` has it, but NULL where an integer type cannot hold it.",
  examples: [
    { expr: "try_multiply(2, 3)", text: "6" },
    { expr: "try_multiply(2147483647, 2)", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: tryOperator({
    sign: "*",
    int: ["tryMultiplyInt", std.tryMultiplyInt],
    bigint: ["tryMultiplyBigint", std.tryMultiplyBigint],
    float: MULTIPLY.float,
    double: MULTIPLY.double,
    decimal: productOfDecimals,
  }),
};
