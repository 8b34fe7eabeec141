import type { TypedExpr, TypedLambda } from "../typed/index.js";
import { showType } from "../types/index.js";
import type { Value } from "../values/index.js";

/** An expression as a text, for reports of tests. */
export function show(expr: TypedExpr | TypedLambda): string {
  switch (expr.kind) {
    case "literal":
      return `${showExact(expr.value)}:${showType(expr.type)}`;
    case "column":
    case "variable":
      return expr.name;
    case "lambda":
      return `(${expr.params.map(show).join(", ")}) -> ${show(expr.body)}`;
    case "call": {
      const fixed = expr.statics.length > 0 ? ` ${JSON.stringify(expr.statics)}` : "";
      return `${expr.name}[${expr.impl.name}${fixed}](${expr.args.map(show).join(", ")})`;
    }
    case "and":
    case "or":
      return `(${show(expr.left)} ${expr.kind} ${show(expr.right)})`;
    case "if":
      return `if(${show(expr.condition)}, ${show(expr.then)}, ${show(expr.else)})`;
    case "coalesce":
      return `coalesce(${expr.args.map(show).join(", ")})`;
    case "isNull":
      return `(${show(expr.arg)} is null)`;
    case "in":
      return `(${show(expr.arg)} in (${expr.values.map(showExact).join(", ")}${expr.hasNull ? ", null" : ""}))`;
  }
}

/** A value as it stands in JavaScript: no two print alike. */
export function showExact(value: Value | undefined): string {
  switch (typeof value) {
    case "undefined":
      return "undefined";
    case "bigint":
      return `${value}n`;
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "string":
      return JSON.stringify(value);
    case "boolean":
      return String(value);
    default:
  }
  if (value === null) return "null";
  if (value instanceof Uint8Array) return `bytes(${value.join(" ")})`;
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(showExact).join(", ")}]`;
  return `{${Object.entries(value as object)
    .map(([key, part]) => `${key}: ${showExact(part as Value)}`)
    .join(", ")}}`;
}
