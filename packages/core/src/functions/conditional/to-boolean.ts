import { BOOLEAN } from "../../types/index.js";
import { castTo } from "../cast/cast.js";
import { single } from "../comparison/arguments.js";
import { wrongType } from "../overloads.js";
import type { FunctionRecord } from "../record.js";

export const toBoolean: FunctionRecord = {
  name: "toboolean",
  family: "conditional",
  usage: "toBoolean(x)",
  summary: "The value as a BOOLEAN. The same as `cast(x as boolean)`: a number is true unless it is 0.",
  examples: [
    { expr: "toBoolean('true')", text: "true" },
    { expr: "toBoolean(0)", text: "false" },
    { expr: "toBoolean('maybe')", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const x = single(call);
    if (x.kind === "refusal") return x;
    const cast = castTo(x.expr, BOOLEAN, call.context, { span: call.span });
    return cast ?? wrongType(call, 0, "a boolean, number or string", x.type);
  },
};
