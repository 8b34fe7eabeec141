import { build, type Impl } from "../../typed/index.js";
import { INT, isIntegral, tightestCommonType, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { of, type Param } from "../params.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionCall, Resolution } from "../record.js";

/** The implementation for up to 32 bits, and that for 64. */
export interface BitwiseImpls {
  readonly int: Impl;
  readonly bigint: Impl;
}

/** `resolve` of a function of integers alone, all in their widest type, which is the result's too. */
export function bitwiseOperator(impls: BitwiseImpls): (call: FunctionCall) => Resolution {
  return (call) => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    let common: DataType = { kind: "void" };
    for (const [i, arg] of args.entries()) {
      if (!isIntegral(arg.type) && arg.type.kind !== "void") {
        return wrongType(call, i, "an integer", arg.type);
      }
      common = tightestCommonType(common, arg.type) ?? common;
    }
    const type = common.kind === "void" ? INT : common;
    return build.call({
      name: call.name.toLowerCase(),
      impl: type.kind === "bigint" ? impls.bigint : impls.int,
      type,
      args: args.map((arg) => coerce(arg.expr, type, call.context)),
      span: call.span,
    });
  };
}

const INT_PARAM = of(INT);

/** What is shifted: a BIGINT as it is, anything else as an INT. */
export const shifted: Param = {
  shown: "an integer",
  convert: (from) => (from.kind === "bigint" ? from : INT_PARAM.convert(from)),
};

/** The implementation by the type of what is shifted. */
export const byFirst =
  (impls: BitwiseImpls) =>
  (types: readonly DataType[]): Impl =>
    types[0]?.kind === "bigint" ? impls.bigint : impls.int;

/** The type of the first argument. */
export const firstType = (types: readonly DataType[]): DataType => types[0] ?? INT;
