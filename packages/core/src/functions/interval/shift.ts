import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { DATE, DAY_SECOND_INTERVAL, INT, isInterval, TIMESTAMP, type DataType } from "../../types/index.js";
import { castTo, coerce } from "../cast/cast.js";
import { smallInteger } from "../datetime/parameters.js";
import type { FunctionCall, Resolution } from "../record.js";
import * as impls from "./impls.js";
import { negation } from "./sign.js";

/** A date, a timestamp or a text plus an interval, or a date plus days, in either order. */
export function addToDatetime(call: FunctionCall, left: TypedExpr, right: TypedExpr): Resolution | undefined {
  if (isInterval(right.type)) return shift("+", call, left, right);
  if (isInterval(left.type)) return shift("+", call, right, left);
  if (left.type.kind === "void" || right.type.kind === "void") return build.nullOf(TIMESTAMP, call.span);
  return addDays("+", call, left, right) ?? addDays("+", call, right, left);
}

/** A date, a timestamp or a text less an interval, a date less days, or the interval between two of them. */
export function subtractDatetimes(
  call: FunctionCall,
  left: TypedExpr,
  right: TypedExpr,
): Resolution | undefined {
  if (isInterval(right.type)) return shift("-", call, left, right);
  if (isInterval(left.type)) return undefined;
  if (left.type.kind === "timestamp" || right.type.kind === "timestamp") {
    return between(call, left, right, TIMESTAMP);
  }
  return right.type.kind === "date" || right.type.kind === "void"
    ? between(call, left, right, DATE)
    : addDays("-", call, left, right);
}

function addDays(op: "+" | "-", call: FunctionCall, date: TypedExpr, days: TypedExpr): TypedExpr | undefined {
  if (date.type.kind !== "date" || smallInteger.convert(days.type) === undefined) return undefined;
  return build.call({
    name: op,
    impl: op === "+" ? impls.PLUS_DAYS : impls.MINUS_DAYS,
    type: DATE,
    args: [date, coerce(days, INT, call.context)],
    span: call.span,
  });
}

/** Days between dates, days and time between timestamps; a bare NULL becomes one of them. */
function between(call: FunctionCall, left: TypedExpr, right: TypedExpr, to: DataType): TypedExpr | undefined {
  const converts = ({ kind }: DataType): boolean =>
    kind === "date" || kind === "timestamp" || kind === "void";
  const texts = to.kind === "date" && left.type.kind === "string";
  if ((!converts(left.type) && !texts) || !converts(right.type)) return undefined;
  const args = [coerce(left, to, call.context), coerce(right, to, call.context)];
  const common = { name: "-", args, span: call.span };
  if (to.kind === "date") {
    const type = { kind: "dayTimeInterval", start: "day", end: "day" } as const;
    return build.call({ ...common, impl: impls.SUBTRACT_DATES, type });
  }
  return build.call({
    ...common,
    impl: impls.SUBTRACT_TIMESTAMPS,
    type: DAY_SECOND_INTERVAL,
    statics: [call.context.timeZone],
  });
}

function shift(
  op: "+" | "-",
  call: FunctionCall,
  value: TypedExpr,
  interval: TypedExpr,
): TypedExpr | undefined {
  const { kind } = value.type;
  if (kind === "date") return shiftDate(op, call, value, interval);
  if (kind === "timestamp") return shiftTimestamp(op, call, value, interval);
  if (kind !== "string" || interval.type.kind === "yearMonthInterval") return undefined;
  const moment = coerce(value, TIMESTAMP, call.context);
  const moved = shiftTimestamp(op, call, moment, interval);
  return castTo(moved, value.type, call.context, { implicit: true });
}

function signed(op: "+" | "-", call: FunctionCall, interval: TypedExpr): TypedExpr {
  if (op === "+") return interval;
  return build.call({
    name: "negative",
    impl: negation(interval.type),
    type: interval.type,
    args: [interval],
    span: interval.span,
  });
}

function shiftDate(op: "+" | "-", call: FunctionCall, date: TypedExpr, interval: TypedExpr): TypedExpr {
  const { type } = interval;
  const common = { name: op, span: call.span };
  if (type.kind === "dayTimeInterval" && type.start === "day" && type.end === "day") {
    const impl = op === "+" ? impls.ADD_DAY_INTERVAL : impls.SUBTRACT_DAY_INTERVAL;
    return build.call({ ...common, impl, type: DATE, args: [date, interval] });
  }
  if (type.kind === "dayTimeInterval") {
    return shiftTimestamp(op, call, coerce(date, TIMESTAMP, call.context), interval);
  }
  const args = [date, signed(op, call, interval)];
  return type.kind === "yearMonthInterval"
    ? build.call({ ...common, impl: impls.ADD_MONTHS, type: DATE, args })
    : build.call({
        ...common,
        // With ANSI mode on, which try_add and try_subtract stand for, only whole days are added to a date.
        impl: /^try_/i.test(call.name) ? impls.ADD_WHOLE_DAYS_TO_DATE : impls.ADD_CALENDAR_TO_DATE,
        type: DATE,
        args,
        statics: [call.context.timeZone],
      });
}

function shiftTimestamp(
  op: "+" | "-",
  call: FunctionCall,
  moment: TypedExpr,
  interval: TypedExpr,
): TypedExpr {
  return build.call({
    name: op,
    impl: timestampImpl(interval.type),
    type: TIMESTAMP,
    args: [moment, signed(op, call, interval)],
    span: call.span,
    statics: [call.context.timeZone],
  });
}

function timestampImpl({ kind }: DataType): Impl {
  if (kind === "yearMonthInterval") return impls.ADD_YEAR_MONTH_TO_TIMESTAMP;
  return kind === "dayTimeInterval" ? impls.ADD_DAY_TIME_TO_TIMESTAMP : impls.ADD_CALENDAR_TO_TIMESTAMP;
}
