import type { TypedExpr } from "../../typed/index.js";
import {
  decimal,
  decimalOfIntegral,
  DOUBLE,
  isFractional,
  isIntegral,
  isNumeric,
  tightestCommonType,
  type DataType,
} from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionCall, Refusal } from "../record.js";

/** The two sides of an arithmetic operator, of one type, or both DECIMAL with a precision and scale each. */
export interface Operands {
  readonly kind: "operands";
  readonly left: TypedExpr;
  readonly right: TypedExpr;
  readonly type: DataType;
}

/**
 * Spark's coercion for `+ - * / %` and their like: a text is a DOUBLE, NULL takes the other's type, an integer
 * beside a DECIMAL becomes one (a literal a narrow one), a DECIMAL beside a FLOAT or DOUBLE a DOUBLE, and
 * otherwise the narrower type becomes the wider; two bare NULLs are DOUBLEs. A division is made in `quotient`
 * where neither side is a DECIMAL.
 */
export function numericOperands(call: FunctionCall, quotient?: DataType): Operands | Refusal {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const types: DataType[] = [];
  for (const [i, arg] of args.entries()) {
    if (!isNumeric(arg.type) && arg.type.kind !== "string" && arg.type.kind !== "void") {
      return wrongType(call, i, "a number", arg.type);
    }
    types.push(arg.type.kind === "string" ? DOUBLE : arg.type);
  }
  const [left, right] = args.map((arg) => arg.expr);
  const [leftType, rightType] = types;
  if (left === undefined || right === undefined || leftType === undefined || rightType === undefined) {
    throw new Error(`${call.name} has two operands`);
  }
  const [toLeft, toRight] = meet(left, leftType, right, rightType, quotient);
  return {
    kind: "operands",
    left: coerce(left, toLeft, call.context),
    right: coerce(right, toRight, call.context),
    type: toLeft,
  };
}

type Pair = readonly [DataType, DataType];

function meet(
  left: TypedExpr,
  leftType: DataType,
  right: TypedExpr,
  rightType: DataType,
  quotient: DataType | undefined,
): Pair {
  if (leftType.kind === "decimal" && isIntegral(rightType)) return [leftType, beside(right, rightType)];
  if (rightType.kind === "decimal" && isIntegral(leftType)) return [beside(left, leftType), rightType];
  if (leftType.kind === "decimal" && rightType.kind === "decimal") return [leftType, rightType];
  const mixed = leftType.kind === "decimal" || rightType.kind === "decimal";
  if (mixed && (isFractional(leftType) || isFractional(rightType))) return [DOUBLE, DOUBLE];
  if (!mixed && quotient !== undefined) return [quotient, quotient];
  if (leftType.kind === "void" && rightType.kind === "void") return [DOUBLE, DOUBLE];
  const common = tightestCommonType(leftType, rightType);
  if (common === undefined) throw new Error(`${leftType.kind} and ${rightType.kind} are no numbers`);
  return [common, common];
}

/** The DECIMAL of an integer beside a DECIMAL: of a literal just as many digits as it has. */
function beside(expr: TypedExpr, type: DataType): DataType {
  if (expr.kind === "literal" && expr.value !== null && type.kind !== "tinyint") {
    return decimal(String(expr.value).replace("-", "").length, 0);
  }
  return decimalOfIntegral(type) ?? type;
}

/** Whether an operand is a constant other than zero, by which a division never fails. */
export const isNonZero = (expr: TypedExpr): boolean =>
  expr.kind === "literal" && expr.value !== null && expr.value !== 0 && expr.value !== 0n;
