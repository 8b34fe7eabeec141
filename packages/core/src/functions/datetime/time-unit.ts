import * as std from "../../std/datetime/index.js";
import { build, type Impl } from "../../typed/index.js";
import { STRING, TIME, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { constantOf } from "../constant.js";
import { valueArguments, wrongType } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import { refuse, type FunctionCall, type Resolution } from "../record.js";
import { similarTo } from "../similar.js";
import { exactTime } from "./parameters.js";

const UNITS = [...std.TIME_UNITS.keys()];

interface TimeUnitCall {
  /** Of a constant unit: its length in microseconds is the first argument. */
  readonly constant: Impl;
  /** Of a unit that each row names. */
  readonly byRow: Impl;
  readonly returns: (time: DataType) => DataType;
}

/** `resolve` of a function of a unit, a text, and times of day. */
export const timeUnitResolve =
  ({ constant, byRow, returns }: TimeUnitCall) =>
  (call: FunctionCall): Resolution => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const [unit, ...times] = args;
    if (unit === undefined) throw new Error(`${call.name} takes a unit`);
    if (STRING_PARAM.convert(unit.type) === undefined) return wrongType(call, 0, "string", unit.type);
    const wrong = times.findIndex(({ type }) => exactTime.convert(type) === undefined);
    const culprit = times[wrong];
    if (culprit !== undefined) return wrongType(call, wrong + 1, exactTime.shown, culprit.type);
    const named = coerce(unit.expr, STRING, call.context);
    const values = times.map(({ expr }) => coerce(expr, exactTime.convert(expr.type) ?? TIME, call.context));
    const type = returns(values[0]?.type ?? TIME);
    const common = { name: call.name.toLowerCase(), type, span: call.span };
    const name = constantOf(named);
    if (name === undefined) return build.call({ ...common, impl: byRow, args: [named, ...values] });
    if (name === null) return build.nullOf(type, call.span);
    const length = std.TIME_UNITS.get(String(name).toLowerCase());
    if (length !== undefined)
      return build.call({ ...common, impl: constant, args: values, statics: [length] });
    return refuse("PN2304", `\`${String(name).slice(0, 60)}\` is no unit of a time of day`, unit.span, {
      help: `the units are ${UNITS.join(", ")}`,
      ...similarTo(String(name), UNITS, unit.span),
    });
  };
