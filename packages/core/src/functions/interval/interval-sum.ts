import { build, type TypedExpr } from "../../typed/index.js";
import { tightestCommonType, type DataType } from "../../types/index.js";
import type { FunctionCall, Resolution } from "../record.js";
import {
  ADD_CALENDAR,
  ADD_DAY_TIME,
  ADD_YEAR_MONTH,
  SUBTRACT_CALENDAR,
  SUBTRACT_DAY_TIME,
  SUBTRACT_YEAR_MONTH,
} from "./impls.js";

const IMPLS = {
  "+": { yearMonthInterval: ADD_YEAR_MONTH, dayTimeInterval: ADD_DAY_TIME, calendarInterval: ADD_CALENDAR },
  "-": {
    yearMonthInterval: SUBTRACT_YEAR_MONTH,
    dayTimeInterval: SUBTRACT_DAY_TIME,
    calendarInterval: SUBTRACT_CALENDAR,
  },
} as const;

/** The sum or difference of two intervals of one kind, of all fields that either has; undefined of others. */
export function intervalSum(
  op: "+" | "-",
  call: FunctionCall,
  left: TypedExpr,
  right: TypedExpr,
): Resolution | undefined {
  const type = commonInterval(left.type, right.type);
  if (type === undefined) return undefined;
  if (left.type.kind === "void" || right.type.kind === "void") return build.nullOf(type, call.span);
  const impl = IMPLS[op][type.kind];
  return build.call({ name: op, impl, type, args: [left, right], span: call.span });
}

type Interval = Extract<DataType, { kind: "yearMonthInterval" | "dayTimeInterval" | "calendarInterval" }>;

function commonInterval(left: DataType, right: DataType): Interval | undefined {
  const type = tightestCommonType(left, right);
  switch (type?.kind) {
    case "yearMonthInterval":
    case "dayTimeInterval":
    case "calendarInterval":
      return type;
    default:
      return undefined;
  }
}
