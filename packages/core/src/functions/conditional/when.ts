import { build, type TypedExpr } from "../../typed/index.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionCall, FunctionRecord, Resolution } from "../record.js";
import { meet } from "./meet.js";

export const when: FunctionRecord = {
  name: "when",
  family: "conditional",
  usage: "when(condition1, value1[, condition2, value2, …][, otherwise])",
  summary:
    "The value behind the first condition that is true; `otherwise`, or NULL, where none is. The same as CASE WHEN. All values are converted to one type.",
  examples: [
    { expr: "when(1 > 0, 1, 2 > 0, 2.0, 1.2)", text: "1.0" },
    { expr: "when(1 < 0, 'a')", text: "NULL" },
  ],
  arity: [2, Infinity],
  resolve,
};

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const pairs = Math.floor(args.length / 2);
  const conditions = args.filter((_, i) => i % 2 === 0 && i < 2 * pairs);
  const stranger = conditions.findIndex(({ type }) => type.kind !== "boolean");
  const found = conditions[stranger];
  if (found !== undefined) return wrongType(call, 2 * stranger, "boolean", found.type);
  const values = meet(
    call,
    args.filter((_, i) => i % 2 === 1 || i === 2 * pairs).map((arg) => arg.expr),
  );
  if ("kind" in values) return values;
  const [first] = values;
  if (first === undefined) throw new Error("when without a value");
  return conditions.reduceRight<TypedExpr>(
    (rest, condition, i) => {
      const value = values[i];
      if (value === undefined) throw new Error(`no value of condition ${i}`);
      return build.iff(condition.expr, value, rest, call.span);
    },
    values[pairs] ?? build.nullOf(first.type, call.span),
  );
}
