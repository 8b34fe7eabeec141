import { CHARSETS } from "../../std/string/charset.js";
import type { TypedExpr } from "../../typed/index.js";
import { constantOf } from "../constant.js";
import type { FunctionCall, Refusal } from "../record.js";
import { badConstant } from "./converted.js";

/** What is wrong with the name of a character set, where it is constant. */
export function charsetProblem(
  call: FunctionCall,
  index: number,
  args: readonly TypedExpr[],
): Refusal | undefined {
  const charset = args[index];
  const name = charset && constantOf(charset);
  if (typeof name !== "string" || CHARSETS.some((known) => known === name.toUpperCase())) return undefined;
  return badConstant(
    call,
    index,
    `there is no character set \`${name}\``,
    `there are ${CHARSETS.join(", ")}`,
  );
}
