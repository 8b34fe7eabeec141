import { parseNumberFormat, type NumberFormat } from "../../std/string/number-format.js";
import type { TypedExpr } from "../../typed/index.js";
import type { FunctionCall, Refusal } from "../record.js";
import { badConstant, requireConstant } from "./converted.js";

/** A constant format of digits: its text and what it says, or NULL. */
export function numberFormatArgument(
  call: FunctionCall,
  index: number,
  expr: TypedExpr,
): { readonly text: string; readonly format: NumberFormat } | null | Refusal {
  const constant = requireConstant(call, index, expr);
  if ("kind" in constant) return constant;
  if (constant.value === null) return null;
  if (typeof constant.value !== "string") throw new Error("no text");
  const format = parseNumberFormat(constant.value);
  if (typeof format === "string") {
    return badConstant(call, index, `the number format \`${constant.value}\` is wrong: ${format}`);
  }
  return { text: constant.value, format };
}
