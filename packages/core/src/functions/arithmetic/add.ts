import * as std from "../../std/arithmetic/index.js";
import type { FunctionRecord } from "../record.js";
import { sumOfDecimals } from "./decimal-impls.js";
import { total } from "./impl.js";
import { binaryOperator, decimals, implFor, type NumericImpls } from "./operator.js";
import { wrapped } from "./wrapped.js";

export const ADD: NumericImpls = {
  tinyint: total("addTinyint", std.addTinyint, {
    js: "(($0 + $1) << 24) >> 24",
    duckdb: wrapped("tinyint", "+"),
  }),
  smallint: total("addSmallint", std.addSmallint, {
    js: "(($0 + $1) << 16) >> 16",
    duckdb: wrapped("smallint", "+"),
  }),
  int: total("addInt", std.addInt, { js: "($0 + $1) | 0", duckdb: wrapped("int", "+") }),
  bigint: total("addBigint", std.addBigint, { duckdb: wrapped("bigint", "+") }),
  float: total("addFloat", std.addFloat, { js: "Math.fround($0 + $1)", duckdb: "$0 + $1" }),
  double: total("addDouble", std.addDouble, { js: "$0 + $1", duckdb: "$0 + $1" }),
};

export const add: FunctionRecord = {
  name: "+",
  family: "arithmetic",
  usage: "a + b",
  summary:
    "The sum of two numbers, of a date and a number of days, or of a date, timestamp or interval and an interval. " +
    "Integers wrap around at the ends of their type; a DECIMAL that needs more than 38 digits is NULL.",
  examples: [
    { expr: "1 + 2", text: "3" },
    { expr: "1.5 + 2", text: "3.5" },
    { expr: "2147483647 + 1", text: "-2147483648" },
    { expr: "1 + '2'", text: "3.0" },
  ],
  arity: [2, 2],
  resolve: binaryOperator((operands) => {
    const types = decimals(operands);
    if (types !== undefined) return sumOfDecimals("+", ...types);
    return { impl: implFor(ADD, operands.type), type: operands.type };
  }, "+"),
};
