import { build } from "../../typed/index.js";
import { pair } from "../comparison/arguments.js";
import { compare } from "../comparison/compare.js";
import { refused, type FunctionRecord } from "../record.js";

export const nullif: FunctionRecord = {
  name: "nullif",
  family: "conditional",
  usage: "nullif(x, y)",
  summary: "NULL where x = y, otherwise x.",
  examples: [
    { expr: "nullif(2, 2)", text: "NULL" },
    { expr: "nullif(1, 2.1d)", text: "1" },
  ],
  arity: [2, 2],
  resolve: (call) => {
    const args = pair(call);
    if ("kind" in args) return args;
    const [x, y] = args;
    const equal = compare("=", x.expr, y.expr, call);
    return refused(equal) ? equal : build.iff(equal, build.nullOf(x.type, call.span), x.expr, call.span);
  },
};
