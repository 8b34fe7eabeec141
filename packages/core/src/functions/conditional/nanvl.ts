import { build } from "../../typed/index.js";
import { BOOLEAN, DOUBLE, FLOAT, isNumeric, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { pair } from "../comparison/arguments.js";
import { isNaNImpl } from "../comparison/isnan.js";
import { wrongType } from "../overloads.js";
import type { FunctionRecord } from "../record.js";

export const nanvl: FunctionRecord = {
  name: "nanvl",
  family: "conditional",
  usage: "nanvl(x, fallback)",
  summary: "The number, or the fallback where it is NaN; NULL where it is NULL.",
  examples: [
    { expr: "nanvl(cast('NaN' as double), 123)", text: "123.0" },
    { expr: "nanvl(1.5, 2)", text: "1.5" },
  ],
  arity: [2, 2],
  resolve: (call) => {
    const args = pair(call);
    if ("kind" in args) return args;
    const [x, fallback] = args;
    for (const [i, { type }] of args.entries()) {
      if (!isNumeric(type) && type.kind !== "string" && type.kind !== "void") {
        return wrongType(call, i, "float or double", type);
      }
    }
    const type =
      isFloat(x.type) && (isFloat(fallback.type) || fallback.type.kind === "void") ? FLOAT : DOUBLE;
    const number = coerce(x.expr, type, call.context);
    const isNaN = build.call({
      name: "isnan",
      impl: isNaNImpl,
      type: BOOLEAN,
      args: [number],
      span: call.span,
    });
    return build.iff(isNaN, coerce(fallback.expr, type, call.context), number, call.span);
  },
};

const isFloat = (type: DataType): boolean => type.kind === "float";
