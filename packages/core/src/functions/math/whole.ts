import * as std from "../../std/math/index.js";
import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { BIGINT, boundedDecimal, decimal, DOUBLE, isIntegral, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { saturated } from "../cast/to-integral.js";
import { constantOf } from "../constant.js";
import { valueArguments, wrongType } from "../overloads.js";
import { asDecimal } from "../params.js";
import { refuse, type FunctionCall, type Resolution, type ValueArgument } from "../record.js";
import { roundDecimal } from "./decimal-rounding.js";
import { roundedType } from "./scale.js";

const ceilImpl: Impl = {
  name: "ceilDouble",
  run: std.ceilDouble,
  nulls: "strict",
  duckdb: saturated("BIGINT", "ceil($0)"),
};
const floorImpl: Impl = {
  name: "floorDouble",
  run: std.floorDouble,
  nulls: "strict",
  duckdb: saturated("BIGINT", "floor($0)"),
};

/** `resolve` of `ceil` and `floor`. */
export const whole =
  (mode: "ceiling" | "floor") =>
  (call: FunctionCall): Resolution => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const [x, scale] = args;
    if (x === undefined) throw new Error(`${call.name} without arguments`);
    return scale === undefined ? toWhole(call, mode, x) : toScale(call, mode, x, scale);
  };

function toWhole(call: FunctionCall, mode: "ceiling" | "floor", { expr, type }: ValueArgument): Resolution {
  if (isIntegral(type)) return coerce(expr, BIGINT, call.context);
  if (type.kind === "decimal") {
    // Spark leaves whole decimals as they are.
    if (type.scale === 0) return expr;
    return roundDecimal(call, mode, expr, 0, boundedDecimal(type.precision - type.scale + 1, 0));
  }
  if (!["float", "double", "string", "void"].includes(type.kind)) return wrongType(call, 0, "a number", type);
  return build.call({
    name: call.name.toLowerCase(),
    impl: mode === "ceiling" ? ceilImpl : floorImpl,
    type: BIGINT,
    args: [coerce(expr, DOUBLE, call.context)],
    span: call.span,
  });
}

/** Spark rounds to a scale in decimals whatever the number is, and takes no conversion of the scale. */
function toScale(
  call: FunctionCall,
  mode: "ceiling" | "floor",
  x: ValueArgument,
  scale: ValueArgument,
): Resolution {
  if (scale.type.kind !== "int") return wrongType(call, 1, "int", scale.type);
  const digits = constantOf(scale.expr);
  if (typeof digits !== "number") {
    return refuse("PN2303", `the scale of \`${call.name}\` must be a constant number`, scale.span);
  }
  const type = decimalOf(x.type);
  if (type === undefined) return wrongType(call, 0, "a number", x.type);
  const number: TypedExpr = coerce(x.expr, type, call.context);
  return roundDecimal(call, mode, number, digits, roundedType(type, digits));
}

function decimalOf(type: DataType): ReturnType<typeof decimal> | undefined {
  switch (type.kind) {
    case "float":
      return decimal(14, 7);
    case "double":
      return decimal(30, 15);
    case "void":
      return decimal(38, 18);
    default: {
      const found = asDecimal(type);
      return found?.kind === "decimal" ? found : undefined;
    }
  }
}
