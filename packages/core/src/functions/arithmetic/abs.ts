import * as std from "../../std/arithmetic/index.js";
import type { FunctionRecord } from "../record.js";
import { total } from "./impl.js";
import { implFor, type NumericImpls } from "./operator.js";
import { unaryOperator } from "./unary.js";

const FRACTIONAL = total("absDouble", std.absDouble, { js: "Math.abs($0)", duckdb: "abs($0)" });
const DECIMAL = total("absDecimal", std.absDecimal, { duckdb: "abs($0)" });
const IMPLS: NumericImpls = {
  tinyint: total("absTinyint", std.absTinyint),
  smallint: total("absSmallint", std.absSmallint),
  int: total("absInt", std.absInt, { js: "Math.abs($0) | 0" }),
  bigint: total("absBigint", std.absBigint),
  float: FRACTIONAL,
  double: FRACTIONAL,
};

export const abs: FunctionRecord = {
  name: "abs",
  family: "arithmetic",
  usage: "abs(a)",
  summary: "The number or interval without its sign. The least integer of a type stays as it is.",
  examples: [
    { expr: "abs(-1)", text: "1" },
    { expr: "abs(-3.13)", text: "3.13" },
  ],
  arity: [1, 1],
  resolve: unaryOperator("abs", (type) => (type.kind === "decimal" ? DECIMAL : implFor(IMPLS, type))),
};
