import { build } from "../../typed/index.js";
import { refused, type FunctionRecord } from "../record.js";
import { triple } from "./arguments.js";
import { compare } from "./compare.js";

export const between: FunctionRecord = {
  name: "between",
  family: "comparison",
  usage: "between(x, low, high)",
  summary: "Whether `x >= low AND x <= high`, both ends counted. The same as `x BETWEEN low AND high`.",
  examples: [
    { expr: "between(1, 0, 2)", text: "true" },
    { expr: "'b' between 'a' and 'c'", text: "true" },
    { expr: "between(5, NULL, 2)", text: "false" },
  ],
  arity: [3, 3],
  resolve: (call) => {
    const args = triple(call);
    if ("kind" in args) return args;
    const [x, low, high] = args;
    const fromLow = compare(">=", x.expr, low.expr, call);
    if (refused(fromLow)) return fromLow;
    const toHigh = compare("<=", x.expr, high.expr, call);
    return refused(toHigh) ? toHigh : build.and(fromLow, toHigh, call.span);
  },
};
