import * as std from "../../std/arithmetic/index.js";
import type { FunctionRecord } from "../record.js";
import { sumOfDecimals } from "./decimal-impls.js";
import { total } from "./impl.js";
import { binaryOperator, decimals, implFor, type NumericImpls } from "./operator.js";
import { wrapped } from "./wrapped.js";

export const SUBTRACT: NumericImpls = {
  tinyint: total("subtractTinyint", std.subtractTinyint, {
    js: "(($0 - $1) << 24) >> 24",
    duckdb: wrapped("tinyint", "-"),
  }),
  smallint: total("subtractSmallint", std.subtractSmallint, {
    js: "(($0 - $1) << 16) >> 16",
    duckdb: wrapped("smallint", "-"),
  }),
  int: total("subtractInt", std.subtractInt, { js: "($0 - $1) | 0", duckdb: wrapped("int", "-") }),
  bigint: total("subtractBigint", std.subtractBigint, { duckdb: wrapped("bigint", "-") }),
  float: total("subtractFloat", std.subtractFloat, { js: "Math.fround($0 - $1)", duckdb: "$0 - $1" }),
  double: total("subtractDouble", std.subtractDouble, { js: "$0 - $1", duckdb: "$0 - $1" }),
};

export const subtract: FunctionRecord = {
  name: "-",
  family: "arithmetic",
  usage: "a - b",
  summary:
    "The difference of two numbers, dates, timestamps or intervals, or a date or timestamp less an interval. " +
    "Integers wrap around at the ends of their type; a DECIMAL that needs more than 38 digits is NULL.",
  examples: [
    { expr: "5 - 2", text: "3" },
    { expr: "5.25 - 2", text: "3.25" },
    { expr: "0.3D - 0.1D", text: "0.19999999999999998" },
  ],
  arity: [2, 2],
  resolve: binaryOperator((operands) => {
    const types = decimals(operands);
    if (types !== undefined) return sumOfDecimals("-", ...types);
    return { impl: implFor(SUBTRACT, operands.type), type: operands.type };
  }, "-"),
};
