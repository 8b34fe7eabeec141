import * as std from "../../std/math/index.js";
import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { isDecimal, type DecimalType } from "../../types/index.js";
import type { FunctionCall } from "../record.js";

const impl: Impl = {
  name: "roundDecimal",
  run: std.roundDecimal,
  nulls: "strict",
  fails: "a rounded decimal of more than 38 digits",
};
/** Without NULL: one more digit before the point always has room. */
const roomy: Impl = { name: impl.name, run: impl.run, nulls: "strict" };

/** A DECIMAL rounded to a scale, in a type that follows from it. */
export function roundDecimal(
  call: FunctionCall,
  mode: std.RoundingMode,
  x: TypedExpr,
  scale: number,
  type: DecimalType,
): TypedExpr {
  if (!isDecimal(x.type)) throw new Error(`rounding ${x.type.kind} as a decimal`);
  return build.call({
    name: call.name.toLowerCase(),
    impl: type.precision - type.scale > x.type.precision - x.type.scale && scale >= 0 ? roomy : impl,
    statics: [mode, Math.max(0, x.type.scale - scale), Math.max(0, -scale), type.precision],
    type,
    args: [x],
    span: call.span,
  });
}
