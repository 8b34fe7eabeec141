import * as std from "../../std/datetime/index.js";
import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { DATE, INT } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { constantOf } from "../constant.js";
import { valueArguments, wrongType } from "../overloads.js";
import { DATE_PARAM } from "../params.js";
import { refuse, type FunctionCall, type Refusal, type Resolution, type ValueArgument } from "../record.js";
import { smallInteger } from "./parameters.js";

/** `resolve` of adding or subtracting a number of days: an INT or shorter, or a constant text of one. */
export const daysResolve =
  (impl: Impl) =>
  (call: FunctionCall): Resolution => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const [date, days] = args;
    if (date === undefined || days === undefined) throw new Error(`${call.name} takes a date and days`);
    if (DATE_PARAM.convert(date.type) === undefined) return wrongType(call, 0, DATE_PARAM.shown, date.type);
    const count = days.type.kind === "string" ? ofText(call, days) : ofInteger(call, days);
    if (count.kind === "refusal") return count;
    const start = coerce(date.expr, DATE, call.context);
    return build.call({
      name: call.name.toLowerCase(),
      impl,
      type: DATE,
      args: [start, count],
      span: call.span,
    });
  };

function ofInteger(call: FunctionCall, days: ValueArgument): TypedExpr | Refusal {
  const fits = smallInteger.convert(days.type) !== undefined;
  return fits ? coerce(days.expr, INT, call.context) : wrongType(call, 1, smallInteger.shown, days.type);
}

function ofText(call: FunctionCall, days: ValueArgument): TypedExpr | Refusal {
  const text = constantOf(days.expr);
  if (text === undefined) return wrongType(call, 1, smallInteger.shown, days.type);
  if (text === null) return build.nullOf(INT, days.span);
  if (typeof text === "string" && /^\s*[+-]?\d{1,10}\s*$/.test(text)) {
    const count = Number(text);
    if (count === (count | 0)) return build.literal(count, INT, days.span);
  }
  return refuse("PN2304", `argument 2 of \`${call.name}\` is a text that is no whole number`, days.span, {
    label: "not a number of days",
  });
}

export const PLUS_DAYS: Impl = {
  name: "plusDays",
  run: std.plusDays,
  nulls: "strict",
  js: "($0 + $1) | 0",
};

export const MINUS_DAYS: Impl = {
  name: "minusDays",
  run: std.minusDays,
  nulls: "strict",
  js: "($0 - $1) | 0",
};
