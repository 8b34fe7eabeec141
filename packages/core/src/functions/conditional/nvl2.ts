import { build } from "../../typed/index.js";
import { triple } from "../comparison/arguments.js";
import { negate } from "../comparison/not.js";
import type { FunctionRecord } from "../record.js";
import { choose } from "./if.js";

export const nvl2: FunctionRecord = {
  name: "nvl2",
  family: "conditional",
  usage: "nvl2(x, there, missing)",
  summary: "`there` where x is not NULL, `missing` where it is. Both are converted to one type.",
  examples: [
    { expr: "nvl2(NULL, 2, 1)", text: "1" },
    { expr: "nvl2(3, 'there', 'missing')", text: "there" },
  ],
  arity: [3, 3],
  resolve: (call) => {
    const args = triple(call);
    if ("kind" in args) return args;
    const [x, there, missing] = args;
    return choose(call, negate(build.isNull(x.expr, call.span), call.span), there.expr, missing.expr);
  },
};
