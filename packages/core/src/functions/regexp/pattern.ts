import { parseRegex, type Regex } from "../../std/regexp/regex.js";
import type { TypedExpr } from "../../typed/index.js";
import { constantOf } from "../constant.js";
import { refuse, type FunctionCall, type Refusal } from "../record.js";

/** What a pattern is at build time: compiled, NULL, or the row's own. */
export type Pattern =
  | { readonly kind: "constant"; readonly text: string; readonly regex: Regex }
  | { readonly kind: "null" }
  | { readonly kind: "dynamic" }
  | Refusal;

/** The pattern of an argument that has been converted to a text. */
export function patternOf(call: FunctionCall, index: number, expr: TypedExpr): Pattern {
  const text = constantOf(expr);
  if (text === null) return { kind: "null" };
  if (typeof text !== "string") return { kind: "dynamic" };
  const regex = parseRegex(text);
  if (!("kind" in regex)) return { kind: "constant", text, regex };
  const code = regex.kind === "unsupported" ? "PN2405" : "PN2406";
  const span = call.args[index]?.span ?? call.span;
  return refuse(code, `the regular expression of \`${call.name}\` cannot be: ${regex.message}`, span, {
    label: `at character ${regex.at + 1} of the pattern`,
    ...(code === "PN2405"
      ? { help: "write it in plain groups, classes and repetitions, or find the text in two steps" }
      : {}),
  });
}
