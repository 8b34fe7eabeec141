import * as std from "../../std/arithmetic/index.js";
import { DOUBLE } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { datetimeOperator } from "../interval/operators.js";
import type { FunctionCall, FunctionRecord, Resolution } from "../record.js";
import { quotientOfDecimals } from "./decimal-impls.js";
import { division } from "./impl.js";
import { isNonZero, numericOperands } from "./operands.js";
import { computed, decimals } from "./operator.js";

/** The quotient of two DECIMALs is a DECIMAL, any other a DOUBLE. Shared with `try_divide`. */
export function resolveDivide(call: FunctionCall): Resolution {
  const datetime = datetimeOperator("/", call);
  if (datetime !== undefined) return datetime;
  const operands = numericOperands(call, DOUBLE);
  if (operands.kind === "refusal") return operands;
  const types = decimals(operands);
  // Spark takes NULL / 1.5, but not 1.5 / NULL, for a division of DOUBLEs.
  if (types !== undefined && call.args[0]?.kind === "value" && call.args[0].type.kind !== "void") {
    return computed(call, operands, quotientOfDecimals(isNonZero(operands.right), ...types));
  }
  const left = coerce(operands.left, DOUBLE, call.context);
  const right = coerce(operands.right, DOUBLE, call.context);
  const quotient = { js: "$0 / $1", duckdb: "$0 / $1" };
  const impl = division(isNonZero(right), "divideDouble", std.divideDouble, quotient);
  return computed(call, { ...operands, left, right }, { impl, type: DOUBLE });
}

export const divide: FunctionRecord = {
  name: "/",
  family: "arithmetic",
  usage: "a / b",
  summary:
    "The quotient of two numbers, a DOUBLE unless both are DECIMAL or integers beside a DECIMAL, or an " +
    "interval divided by a number. NULL of a division by zero; `div` is the division of integers.",
  examples: [
    { expr: "3 / 2", text: "1.5" },
    { expr: "70.0 / 70", text: "1.000000" },
    { expr: "5 / 0", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: resolveDivide,
};
