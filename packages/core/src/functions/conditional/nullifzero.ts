import { build } from "../../typed/index.js";
import { INT } from "../../types/index.js";
import { single } from "../comparison/arguments.js";
import { compare } from "../comparison/compare.js";
import { refused, type FunctionRecord } from "../record.js";

export const nullifzero: FunctionRecord = {
  name: "nullifzero",
  family: "conditional",
  usage: "nullifzero(x)",
  summary: "NULL where x = 0, otherwise x.",
  examples: [
    { expr: "nullifzero(0)", text: "NULL" },
    { expr: "nullifzero(2)", text: "2" },
    { expr: "nullifzero('0')", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const x = single(call);
    if (x.kind === "refusal") return x;
    const equal = compare("=", x.expr, build.literal(0, INT, call.span), call);
    return refused(equal) ? equal : build.iff(equal, build.nullOf(x.type, call.span), x.expr, call.span);
  },
};
