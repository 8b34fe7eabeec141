import * as std from "../../std/arithmetic/index.js";
import type { FunctionRecord } from "../record.js";
import { pmodOfDecimals } from "./decimal-impls.js";
import { division } from "./impl.js";
import { isNonZero } from "./operands.js";
import { binaryOperator, decimals, implFor, type NumericImpls } from "./operator.js";

function impls(nonZero: boolean): NumericImpls {
  const int = division(nonZero, "pmodInt", std.pmodInt, {});
  return {
    tinyint: int,
    smallint: int,
    int,
    bigint: division(nonZero, "pmodBigint", std.pmodBigint, {}),
    float: division(nonZero, "pmodFloat", std.pmodFloat, {}),
    double: division(nonZero, "pmodDouble", std.pmodDouble, {}),
  };
}

export const pmod: FunctionRecord = {
  name: "pmod",
  family: "arithmetic",
  usage: "pmod(a, b)",
  summary:
    "The remainder of `a` divided by `b`, made positive by adding `b` where it is negative. " +
    "NULL where `b` is zero; negative where `b` is.",
  examples: [
    { expr: "pmod(10, 3)", text: "1" },
    { expr: "pmod(-10, 3)", text: "2" },
  ],
  arity: [2, 2],
  resolve: binaryOperator((operands) => {
    const nonZero = isNonZero(operands.right);
    const types = decimals(operands);
    if (types !== undefined) return pmodOfDecimals(nonZero, ...types);
    return { impl: implFor(impls(nonZero), operands.type), type: operands.type };
  }),
};
