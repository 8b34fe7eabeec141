import * as std from "../../std/array/index.js";
import { build, type Impl } from "../../typed/index.js";
import {
  arrayOf,
  isDatetime,
  isIntegral,
  showType,
  widerCommonTypeOf,
  type DataType,
} from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import { refuse, type FunctionCall, type Resolution, type ValueArgument } from "../record.js";

const FAILS = "step leads nowhere or too many elements";

const integers: Impl = {
  name: "sequenceIntegers",
  run: std.sequenceIntegers,
  nulls: "strict",
  fails: FAILS,
};
const times: Impl = {
  name: "sequenceTimes",
  run: std.sequenceTimes,
  nulls: "strict",
  fails: FAILS,
  prepare: { name: "timeSteps", run: std.timeSteps },
};

export function resolveSequence(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [start, stop, step] = args;
  if (start === undefined || stop === undefined) throw new Error("arity");
  if (isDatetime(start.type) || isDatetime(stop.type)) return ofTimes(call, start, stop, step);
  const type = widerCommonTypeOf(args.map((arg) => arg.type));
  const odd = args.findIndex((arg) => !isIntegral(arg.type) && arg.type.kind !== "void");
  if (odd >= 0 || type === undefined || !isIntegral(type)) {
    const index = Math.max(odd, 0);
    return wrongType(call, index, "an integer, date or timestamp", args[index]?.type ?? { kind: "void" });
  }
  return build.call({
    name: "sequence",
    impl: integers,
    type: arrayOf(type),
    args: args.map((arg) => coerce(arg.expr, type, call.context)),
    span: call.span,
  });
}

function ofTimes(
  call: FunctionCall,
  start: ValueArgument,
  stop: ValueArgument,
  step: ValueArgument | undefined,
): Resolution {
  const type = widerCommonTypeOf([start.type, stop.type]);
  if (type === undefined || !isDatetime(type)) {
    const [from, to] = [showType(start.type), showType(stop.type)];
    return refuse("PN2201", `\`sequence\` does not lead from ${from} to ${to}`, call.span);
  }
  const by: DataType = step === undefined ? { kind: "calendarInterval" } : step.type;
  if (by.kind !== "calendarInterval" && by.kind !== "dayTimeInterval" && by.kind !== "yearMonthInterval") {
    return wrongType(call, 2, "interval", by);
  }
  const ends = [start, stop].map((arg) => coerce(arg.expr, type, call.context));
  return build.call({
    name: "sequence",
    impl: times,
    statics: [call.context.timeZone, type.kind, by.kind],
    type: arrayOf(type),
    args: step === undefined ? ends : [...ends, step.expr],
    span: call.span,
  });
}
