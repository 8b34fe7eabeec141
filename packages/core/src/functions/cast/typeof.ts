import { build } from "../../typed/index.js";
import { showType, STRING } from "../../types/index.js";
import { valueArguments } from "../overloads.js";
import type { FunctionRecord } from "../record.js";

export const typeofFunction: FunctionRecord = {
  name: "typeof",
  family: "cast",
  usage: "typeof(x)",
  summary: "The name of the type of x, as `cast` takes it. It is known when the expression is compiled.",
  examples: [
    { expr: "typeof(1)", text: "int" },
    { expr: "typeof(array(1.5))", text: "array<decimal(2,1)>" },
    { expr: "typeof(NULL)", text: "void" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const [arg] = args;
    if (arg === undefined) throw new Error("no argument");
    return build.literal(showType(arg.type), STRING, call.span);
  },
};
