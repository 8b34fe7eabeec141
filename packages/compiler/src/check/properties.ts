import type { Problem, Span, TypedExpr } from "@pinion/core";
import { findFunction, refused } from "@pinion/core/functions";
import { quoteName, type Checking } from "./checking.js";

/** Properties of other languages under other names than Spark's functions. */
const FUNCTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["length", ["length", "size"]],
  ["len", ["length", "size"]],
  ["size", ["size", "length"]],
  ["count", ["size"]],
  ["first", ["array_first"]],
  ["keys", ["map_keys"]],
  ["values", ["map_values"]],
]);

/** `name.length`, `pickup.hour`: the call that gives what the property would. */
export function callInstead(
  c: Checking,
  base: TypedExpr,
  property: string,
  span: Span,
): Pick<Problem, "help" | "suggestion"> {
  const word = property.toLowerCase();
  const called = (FUNCTIONS.get(word) ?? [word]).find((name) => takes(c, name, base));
  if (called === undefined) return {};
  if (base.kind !== "column" && base.kind !== "variable") return { help: `write \`${called}(…)\`` };
  const text = `${called}(${quoteName(base.name)})`;
  return { help: `write \`${text}\``, suggestion: { span, text } };
}

/** Whether a function can be called with this value alone. */
function takes(c: Checking, name: string, arg: TypedExpr): boolean {
  const record = findFunction(name);
  if (record === undefined || record.nonDeterministic === true) return false;
  if (record.arity[0] > 1 || record.arity[1] < 1) return false;
  const { span } = arg;
  const args = [{ kind: "value", expr: arg, type: arg.type, span }] as const;
  return !refused(record.resolve({ name, span, nameSpan: span, args, context: c.functions }));
}
