import { build } from "../../typed/index.js";
import { valueArguments } from "../overloads.js";
import type { FunctionCall, FunctionRecord, Resolution } from "../record.js";
import { meet } from "./meet.js";

export const coalesce: FunctionRecord = {
  name: "coalesce",
  family: "conditional",
  usage: "coalesce(a[, b, …])",
  summary: "The first value that is not NULL; NULL if all are. All are converted to one type.",
  examples: [
    { expr: "coalesce(NULL, 1, NULL)", text: "1" },
    { expr: "coalesce(NULL, 1, '2')", text: "1" },
  ],
  arity: [1, Infinity],
  resolve: firstThere,
};

/** `resolve` of `coalesce`, `nvl` and `ifnull`. */
export function firstThere(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const values = meet(
    call,
    args.map((arg) => arg.expr),
  );
  if ("kind" in values) return values;
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : build.coalesce(values, call.span);
}
