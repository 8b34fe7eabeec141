import type { Problem } from "../../diagnostics/index.js";
import { CALENDAR_INTERVAL, isDatetime, isInterval, isNumeric, showType } from "../../types/index.js";
import { castTo } from "../cast/cast.js";
import { valueArguments } from "../overloads.js";
import { refuse, type FunctionCall, type Resolution, type ValueArgument } from "../record.js";
import { intervalSum } from "./interval-sum.js";
import { scaleInterval } from "./scale.js";
import { addToDatetime, subtractDatetimes } from "./shift.js";
import { differenceOfTimes, sumOfTime } from "./times.js";
import { signOfInterval } from "./sign.js";

export type DatetimeOperator = "+" | "-" | "*" | "/" | "negative" | "positive" | "abs";

/**
 * An operator on dates, timestamps and intervals, typed as Spark types it; undefined where no operand is one, so
 * that the operator is one of numbers.
 */
export function datetimeOperator(op: DatetimeOperator, call: FunctionCall): Resolution | undefined {
  const args = valueArguments(call);
  if ("kind" in args) return undefined;
  if (!args.some(({ type }) => isDatetime(type) || isInterval(type) || type.kind === "time"))
    return undefined;
  const [left, right] = args;
  if (left === undefined) return undefined;
  if (right === undefined) return unary(op, call, left);
  return binary(op, call, left, right) ?? misfit(op, call, left, right);
}

function unary(op: DatetimeOperator, call: FunctionCall, arg: ValueArgument): Resolution | undefined {
  if (op !== "negative" && op !== "positive" && op !== "abs") return undefined;
  return isInterval(arg.type) ? signOfInterval(op, call, arg.expr) : undefined;
}

function binary(
  op: DatetimeOperator,
  call: FunctionCall,
  left: ValueArgument,
  right: ValueArgument,
): Resolution | undefined {
  switch (op) {
    case "+":
      return (
        sumOfTime(call, left.expr, right.expr) ??
        intervalSum("+", call, left.expr, right.expr) ??
        addToDatetime(call, left.expr, right.expr)
      );
    case "-":
      return (
        differenceOfTimes(call, left.expr, right.expr) ??
        intervalSum("-", call, left.expr, right.expr) ??
        subtractDatetimes(call, left.expr, right.expr)
      );
    case "*":
      return (
        scaleInterval("*", call, left.expr, right.expr) ?? scaleInterval("*", call, right.expr, left.expr)
      );
    case "/":
      return scaleInterval("/", call, left.expr, right.expr);
    default:
      return undefined;
  }
}

function misfit(op: string, call: FunctionCall, left: ValueArgument, right: ValueArgument): Resolution {
  const types = `${showType(left.type)} and ${showType(right.type)}`;
  return refuse("PN2201", `\`${op}\` does not take ${types} together`, call.span, {
    label: `${showType(left.type)} ${op} ${showType(right.type)}`,
    ...(isDatetime(left.type) && (op === "+" || op === "-") ? asInterval(call, right) : {}),
  });
}

/** What is meant by a number or a text beside a date or timestamp. */
function asInterval(call: FunctionCall, amount: ValueArgument): Pick<Problem, "help" | "suggestion"> {
  if (isNumeric(amount.type)) return { help: "an amount of time is written `INTERVAL 1 DAY`" };
  if (amount.expr.kind !== "literal" || amount.type.kind !== "string") return {};
  const read = castTo(amount.expr, CALENDAR_INTERVAL, call.context, { implicit: true });
  if (read?.kind !== "literal" || read.value === null) return {};
  const { start } = amount.expr.span;
  return {
    help: "a text is no amount of time without the word INTERVAL",
    suggestion: { span: { start, end: start }, text: "INTERVAL " },
  };
}
