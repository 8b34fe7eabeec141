import { constantOf } from "../constant.js";
import { coerce } from "../cast/cast.js";
import { implicitType } from "../params.js";
import { wrongType } from "../overloads.js";
import { refuse, type FunctionCall, type Refusal, type ValueArgument } from "../record.js";
import { boundedDecimal, INT, type DecimalType } from "../../types/index.js";

/** The scale that a call of `round` or `ceil` asks for, which must be known beforehand; null of NULL. */
export function scaleArgument(call: FunctionCall, arg: ValueArgument): number | null | Refusal {
  if (implicitType(arg.type, INT) === undefined) return wrongType(call, 1, "int", arg.type);
  const scale = constantOf(coerce(arg.expr, INT, call.context));
  if (typeof scale === "number" || scale === null) return scale;
  return refuse("PN2303", `the scale of \`${call.name}\` must be a constant`, arg.span);
}

/** The DECIMAL that rounding gives: one more digit before the point, at most `scale` behind it. */
export function roundedType({ precision, scale: from }: DecimalType, scale: number): DecimalType {
  const whole = precision - from + 1;
  if (scale < 0) return boundedDecimal(Math.max(whole, 1 - scale), 0);
  const kept = Math.min(from, scale);
  return boundedDecimal(whole + kept, kept);
}
