import * as std from "../../std/arithmetic/index.js";
import type { Impl } from "../../typed/index.js";
import type { FunctionRecord } from "../record.js";
import { remainderOfDecimals } from "./decimal-impls.js";
import { division } from "./impl.js";
import { isNonZero } from "./operands.js";
import { binaryOperator, decimals, implFor, type Compute, type NumericImpls } from "./operator.js";
import { remainderSql, type IntegralKind } from "./wrapped.js";

function impls(nonZero: boolean): NumericImpls {
  const small = (kind: IntegralKind): Impl =>
    division(nonZero, "remainderInt", std.remainderInt, { js: "($0 % $1) | 0", duckdb: remainderSql(kind) });
  // The remainder of two FLOATs needs no rounding.
  const fractional: Impl = division(nonZero, "remainderDouble", std.remainderDouble, {
    js: "$0 % $1",
    duckdb: "$0 % $1",
  });
  return {
    tinyint: small("tinyint"),
    smallint: small("smallint"),
    int: small("int"),
    bigint: division(nonZero, "remainderBigint", std.remainderBigint, { duckdb: remainderSql("bigint") }),
    float: fractional,
    double: fractional,
  };
}

/** Shared with `try_mod`. */
export const remainderOf: Compute = (operands) => {
  const nonZero = isNonZero(operands.right);
  const types = decimals(operands);
  if (types !== undefined) return remainderOfDecimals(nonZero, ...types);
  return { impl: implFor(impls(nonZero), operands.type), type: operands.type };
};

export const remainder: FunctionRecord = {
  name: "%",
  aliases: ["mod"],
  family: "arithmetic",
  usage: "a % b",
  summary:
    "What is left of `a` after dividing it by `b` as often as it goes, with the sign of `a`. NULL where `b` is zero.",
  examples: [
    { expr: "5 % 3", text: "2" },
    { expr: "-7 % 3", text: "-1" },
    { expr: "mod(70.0, 70)", text: "0.0" },
    { expr: "1 % 0", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: binaryOperator(remainderOf),
};
