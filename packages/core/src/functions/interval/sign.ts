import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import type { DataType } from "../../types/index.js";
import { refuse, type FunctionCall, type Resolution } from "../record.js";
import {
  ABS_DAY_TIME,
  ABS_YEAR_MONTH,
  NEGATE_CALENDAR,
  NEGATE_DAY_TIME,
  NEGATE_YEAR_MONTH,
} from "./impls.js";

/** `-interval`, `+interval`, `abs(interval)`. */
export function signOfInterval(
  op: "negative" | "positive" | "abs",
  call: FunctionCall,
  arg: TypedExpr,
): Resolution {
  if (op === "positive") return arg;
  const impl = op === "negative" ? negation(arg.type) : absolute(arg.type);
  if (impl === undefined) {
    return refuse("PN2201", `\`${call.name}\` does not take a calendar interval`, arg.span);
  }
  return build.call({ name: op, impl, type: arg.type, args: [arg], span: call.span });
}

/** The implementation that changes an interval's sign. */
export function negation({ kind }: DataType): Impl {
  if (kind === "yearMonthInterval") return NEGATE_YEAR_MONTH;
  return kind === "dayTimeInterval" ? NEGATE_DAY_TIME : NEGATE_CALENDAR;
}

function absolute({ kind }: DataType): Impl | undefined {
  if (kind === "yearMonthInterval") return ABS_YEAR_MONTH;
  return kind === "dayTimeInterval" ? ABS_DAY_TIME : undefined;
}
