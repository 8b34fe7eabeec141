import { FLOAT } from "../../types/index.js";
import { castTo } from "../cast/cast.js";
import { single } from "../comparison/arguments.js";
import { wrongType } from "../overloads.js";
import type { FunctionRecord } from "../record.js";

export const toNumeric: FunctionRecord = {
  name: "tonumeric",
  family: "conditional",
  usage: "toNumeric(x)",
  summary: "The value as a number: a FLOAT, as the reference system has it. The same as `cast(x as float)`.",
  examples: [
    { expr: "toNumeric('876')", text: "876.0" },
    { expr: "toNumeric(2.5)", text: "2.5" },
    { expr: "toNumeric('many')", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const x = single(call);
    if (x.kind === "refusal") return x;
    const cast = castTo(x.expr, FLOAT, call.context, { span: call.span });
    return cast ?? wrongType(call, 0, "a number, boolean or string", x.type);
  },
};
