import { build, type Impl, type Static, type TypedExpr } from "../../typed/index.js";
import {
  BIGINT,
  DAY_SECOND_INTERVAL,
  DOUBLE,
  isDecimal,
  isIntegral,
  isInterval,
  isNumeric,
  YEAR_MONTH_INTERVAL,
  type DataType,
} from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import type { FunctionCall, Resolution } from "../record.js";
import * as impls from "./impls.js";

type Op = "*" | "/";
type Scalar = "integral" | "decimal" | "double";

const IMPLS: Record<Op, Record<"yearMonthInterval" | "dayTimeInterval", Record<Scalar, Impl>>> = {
  "*": {
    yearMonthInterval: {
      integral: impls.MULTIPLY_YEAR_MONTH,
      decimal: impls.MULTIPLY_YEAR_MONTH_BY_DECIMAL,
      double: impls.MULTIPLY_YEAR_MONTH_BY_DOUBLE,
    },
    dayTimeInterval: {
      integral: impls.MULTIPLY_DAY_TIME,
      decimal: impls.MULTIPLY_DAY_TIME_BY_DECIMAL,
      double: impls.MULTIPLY_DAY_TIME_BY_DOUBLE,
    },
  },
  "/": {
    yearMonthInterval: {
      integral: impls.DIVIDE_YEAR_MONTH,
      decimal: impls.DIVIDE_YEAR_MONTH_BY_DECIMAL,
      double: impls.DIVIDE_YEAR_MONTH_BY_DOUBLE,
    },
    dayTimeInterval: {
      integral: impls.DIVIDE_DAY_TIME,
      decimal: impls.DIVIDE_DAY_TIME_BY_DECIMAL,
      double: impls.DIVIDE_DAY_TIME_BY_DOUBLE,
    },
  },
};

/** An interval times or divided by a number; undefined where these are not an interval and a number. */
export function scaleInterval(
  op: Op,
  call: FunctionCall,
  interval: TypedExpr,
  by: TypedExpr,
): Resolution | undefined {
  const { type } = interval;
  const isScalar = isNumeric(by.type) || by.type.kind === "string" || by.type.kind === "void";
  if (!isInterval(type) || !isScalar) return undefined;
  const common = { name: op, span: call.span };
  if (type.kind === "calendarInterval") {
    const impl = op === "*" ? impls.MULTIPLY_CALENDAR : impls.DIVIDE_CALENDAR;
    return build.call({ ...common, impl, type, args: [interval, coerce(by, DOUBLE, call.context)] });
  }
  if (type.kind !== "yearMonthInterval" && type.kind !== "dayTimeInterval") return undefined;
  const [scalar, target] = scalarOf(by.type);
  const statics: readonly Static[] = isDecimal(target) ? [target.scale] : [];
  return build.call({
    ...common,
    impl: IMPLS[op][type.kind][scalar],
    type: type.kind === "yearMonthInterval" ? YEAR_MONTH_INTERVAL : DAY_SECOND_INTERVAL,
    args: [interval, coerce(by, target, call.context)],
    statics,
  });
}

function scalarOf(type: DataType): readonly [Scalar, DataType] {
  if (isIntegral(type)) return ["integral", BIGINT];
  return isDecimal(type) ? ["decimal", type] : ["double", DOUBLE];
}
