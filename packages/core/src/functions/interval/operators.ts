import type { FunctionCall, Resolution } from "../record.js";

/** An operator on dates, timestamps and intervals; undefined where no operand is one. */
export function datetimeOperator(
  _op: "+" | "-" | "*" | "/" | "negative" | "positive" | "abs",
  _call: FunctionCall,
): Resolution | undefined {
  return undefined;
}
