import * as std from "../../std/arithmetic/index.js";
import { build, type TypedExpr } from "../../typed/index.js";
import { BIGINT, isIntegral, type DataType } from "../../types/index.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionCall, FunctionRecord, Resolution } from "../record.js";
import { wholeQuotientOfDecimals } from "./decimal-impls.js";
import { division } from "./impl.js";
import { isNonZero, numericOperands, type Operands } from "./operands.js";
import { computed, decimals } from "./operator.js";
import { QUOTIENT_SQL } from "./wrapped.js";

const isWhole = (type: DataType): boolean =>
  isIntegral(type) || type.kind === "decimal" || type.kind === "void";

const isInterval = ({ kind }: DataType): boolean =>
  kind === "yearMonthInterval" || kind === "dayTimeInterval";

function resolveDiv(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [left, right] = args.map((arg) => arg.expr);
  if (left === undefined || right === undefined) throw new Error("div has two operands");
  // A year-month interval counts months and a day-time interval microseconds: how often one holds the other.
  const type = [left.type, right.type].find(isInterval);
  const like = (expr: TypedExpr): boolean => expr.type.kind === "void" || expr.type.kind === type?.kind;
  if (type !== undefined && like(left) && like(right)) {
    const operand = (expr: TypedExpr) => (expr.type.kind === "void" ? build.nullOf(type, expr.span) : expr);
    return whole(call, { kind: "operands", left: operand(left), right: operand(right), type });
  }
  for (const [i, arg] of args.entries()) {
    if (!isWhole(arg.type)) return wrongType(call, i, "an integer or decimal", arg.type);
  }
  const operands = numericOperands(call, BIGINT);
  if (operands.kind === "refusal") return operands;
  const types = decimals(operands);
  if (types !== undefined) {
    return computed(call, operands, wholeQuotientOfDecimals(isNonZero(operands.right), ...types));
  }
  return whole(call, operands);
}

function whole(call: FunctionCall, operands: Operands): Resolution {
  const impl = division(isNonZero(operands.right), "divBigint", std.divBigint, { duckdb: QUOTIENT_SQL });
  return computed(call, operands, { impl, type: BIGINT });
}

export const integralDivide: FunctionRecord = {
  name: "div",
  family: "arithmetic",
  usage: "a div b",
  summary:
    "The whole part of the quotient of two integers, decimals or intervals, rounded towards zero, as a BIGINT. " +
    "NULL of a division by zero.",
  examples: [
    { expr: "3 div 2", text: "1" },
    { expr: "-7 div 2", text: "-3" },
    { expr: "5 div 0", text: "NULL" },
    { expr: "NULL div interval '1' day", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: resolveDiv,
};
