import { build, type Impl, type Static, type TypedExpr } from "../../typed/index.js";
import type { DataType, DecimalType } from "../../types/index.js";
import type { FunctionCall, Resolution } from "../record.js";
import { datetimeOperator } from "../interval/operators.js";
import { numericOperands, type Operands } from "./operands.js";

/** What an operator does with two numbers: how to compute, and the type of the result. */
export interface Computation {
  readonly impl: Impl;
  readonly type: DataType;
  readonly statics?: readonly Static[];
}

/** The computation for two operands of one type, or two DECIMALs. */
export type Compute = (operands: Operands) => Computation;

export type DatetimeSign = Parameters<typeof datetimeOperator>[0];

/** `resolve` of an operator on two numbers that takes dates, timestamps and intervals under `sign`, too. */
export function binaryOperator(compute: Compute, sign?: DatetimeSign): (call: FunctionCall) => Resolution {
  return (call) => {
    const datetime = sign === undefined ? undefined : datetimeOperator(sign, call);
    if (datetime !== undefined) return datetime;
    const operands = numericOperands(call);
    return operands.kind === "refusal" ? operands : computed(call, operands, compute(operands));
  };
}

export function computed(call: FunctionCall, operands: Operands, computation: Computation): TypedExpr {
  return build.call({
    name: call.name.toLowerCase(),
    args: [operands.left, operands.right],
    span: call.span,
    ...computation,
  });
}

/** The implementations of an operator by the type of its operands, all of them but DECIMAL. */
export type NumericImpls = Readonly<
  Record<"tinyint" | "smallint" | "int" | "bigint" | "float" | "double", Impl>
>;

/** The implementation for a type; that of DOUBLE for what is no number, which {@link numericOperands} bars. */
export function implFor(impls: NumericImpls, type: DataType): Impl {
  switch (type.kind) {
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
    case "float":
    case "double":
      return impls[type.kind];
    default:
      throw new Error(`no arithmetic on ${type.kind}`);
  }
}

/** The types of two DECIMAL operands. */
export function decimals({ left, right }: Operands): readonly [DecimalType, DecimalType] | undefined {
  return left.type.kind === "decimal" && right.type.kind === "decimal" ? [left.type, right.type] : undefined;
}
