import { build, type TypedExpr } from "../../typed/index.js";
import { TIME, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import type { FunctionCall } from "../record.js";
import { ADD_TO_TIME, NEGATE_DAY_TIME, SUBTRACT_TIMES } from "./impls.js";

/** A time of day and a day-time interval, in either order; NULL beyond the day. */
export function sumOfTime(call: FunctionCall, left: TypedExpr, right: TypedExpr): TypedExpr | undefined {
  if (right.type.kind === "time" && left.type.kind !== "time") return sumOfTime(call, right, left);
  if (left.type.kind !== "time") return undefined;
  if (right.type.kind === "void") return build.nullOf(TIME, call.span);
  return shifted("+", call, left, right);
}

/** The interval between two times of day, or a time less an interval. */
export function differenceOfTimes(
  call: FunctionCall,
  left: TypedExpr,
  right: TypedExpr,
): TypedExpr | undefined {
  if (left.type.kind !== "time" && right.type.kind !== "time") return undefined;
  const interval = shifted("-", call, left, right);
  if (interval !== undefined) return interval;
  if (![left, right].every(({ type: { kind } }) => kind === "time" || kind === "void")) return undefined;
  const args = [left, right].map((time) =>
    time.type.kind === "void" ? coerce(time, TIME, call.context) : time,
  );
  return build.call({ name: "-", impl: SUBTRACT_TIMES, type: BETWEEN, args, span: call.span });
}

const BETWEEN: DataType = { kind: "dayTimeInterval", start: "hour", end: "second" };

function shifted(op: "+" | "-", call: FunctionCall, time: TypedExpr, by: TypedExpr): TypedExpr | undefined {
  if (time.type.kind !== "time" || by.type.kind !== "dayTimeInterval") return undefined;
  const type = by.type.end === "second" ? TIME : time.type;
  const interval =
    op === "+"
      ? by
      : build.call({ name: "negative", impl: NEGATE_DAY_TIME, type: by.type, args: [by], span: by.span });
  return build.call({ name: op, impl: ADD_TO_TIME, type, args: [time, interval], span: call.span });
}
