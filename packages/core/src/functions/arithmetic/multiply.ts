import * as std from "../../std/arithmetic/index.js";
import type { FunctionRecord } from "../record.js";
import { productOfDecimals } from "./decimal-impls.js";
import { total } from "./impl.js";
import { binaryOperator, decimals, implFor, type NumericImpls } from "./operator.js";
import { wrapped } from "./wrapped.js";

export const MULTIPLY: NumericImpls = {
  tinyint: total("multiplyTinyint", std.multiplyTinyint, {
    js: "(($0 * $1) << 24) >> 24",
    duckdb: wrapped("tinyint", "*"),
  }),
  smallint: total("multiplySmallint", std.multiplySmallint, {
    js: "(($0 * $1) << 16) >> 16",
    duckdb: wrapped("smallint", "*"),
  }),
  int: total("multiplyInt", std.multiplyInt, { js: "Math.imul($0, $1)", duckdb: wrapped("int", "*") }),
  bigint: total("multiplyBigint", std.multiplyBigint, { duckdb: wrapped("bigint", "*") }),
  float: total("multiplyFloat", std.multiplyFloat, { js: "Math.fround($0 * $1)", duckdb: "$0 * $1" }),
  double: total("multiplyDouble", std.multiplyDouble, { js: "$0 * $1", duckdb: "$0 * $1" }),
};

export const multiply: FunctionRecord = {
  name: "*",
  family: "arithmetic",
  usage: "a * b",
  summary:
    "The product of two numbers, or of an interval and a number. Integers wrap around at the ends of their " +
    "type; a DECIMAL that needs more than 38 digits is rounded to fewer digits after the point, or NULL.",
  examples: [
    { expr: "2 * 3", text: "6" },
    { expr: "10.3 * 3.0", text: "30.90" },
    { expr: "3037000500L * 3037000500L", text: "-9223372036709301616" },
  ],
  arity: [2, 2],
  resolve: binaryOperator((operands) => {
    const types = decimals(operands);
    if (types !== undefined) return productOfDecimals(...types);
    return { impl: implFor(MULTIPLY, operands.type), type: operands.type };
  }, "*"),
};
