import * as std from "../../std/arithmetic/index.js";
import type { FunctionRecord } from "../record.js";
import { total } from "./impl.js";
import { implFor, type NumericImpls } from "./operator.js";
import { unaryOperator } from "./unary.js";
import { lowBits, WIDTHS, type IntegralKind } from "./wrapped.js";

const size = (kind: IntegralKind): string => lowBits(kind, `abs(CAST($0 AS ${WIDTHS[kind].wide}))`);

const FRACTIONAL = total("absDouble", std.absDouble, { js: "Math.abs($0)", duckdb: "abs($0)" });
const DECIMAL = total("absDecimal", std.absDecimal, { duckdb: "abs($0)" });
const IMPLS: NumericImpls = {
  tinyint: total("absTinyint", std.absTinyint, { duckdb: size("tinyint") }),
  smallint: total("absSmallint", std.absSmallint, { duckdb: size("smallint") }),
  int: total("absInt", std.absInt, { js: "Math.abs($0) | 0", duckdb: size("int") }),
  bigint: total("absBigint", std.absBigint, { duckdb: size("bigint") }),
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
