import type { Impl, ImplFunction, Static } from "../../typed/index.js";
import type { DecimalType } from "../../types/index.js";
import type { FunctionCall, Resolution } from "../record.js";
import { failing } from "./impl.js";
import {
  binaryOperator,
  decimals,
  implFor,
  type Computation,
  type DatetimeSign,
  type NumericImpls,
} from "./operator.js";

export interface TryParts {
  readonly sign: DatetimeSign;
  /** Takes the number of bits of the type, then the operands. */
  readonly int: readonly [name: string, run: ImplFunction];
  readonly bigint: readonly [name: string, run: ImplFunction];
  readonly float: Impl;
  readonly double: Impl;
  readonly decimal: (a: DecimalType, b: DecimalType) => Computation;
}

const BITS = { tinyint: 8, smallint: 16, int: 32 } as const;

/** `resolve` of `try_add` and its like: an operator that gives NULL where an integer would wrap around. */
export function tryOperator(parts: TryParts): (call: FunctionCall) => Resolution {
  const small = failing(...parts.int, "integer overflow");
  const impls: NumericImpls = {
    tinyint: small,
    smallint: small,
    int: small,
    bigint: failing(...parts.bigint, "integer overflow"),
    float: parts.float,
    double: parts.double,
  };
  return binaryOperator((operands) => {
    const types = decimals(operands);
    if (types !== undefined) return parts.decimal(...types);
    const { type } = operands;
    const statics: readonly Static[] =
      type.kind === "tinyint" || type.kind === "smallint" || type.kind === "int" ? [BITS[type.kind]] : [];
    return { impl: implFor(impls, type), type, statics };
  }, parts.sign);
}
