import * as std from "../../std/math/index.js";
import { build, type Impl, type Static, type TypedExpr } from "../../typed/index.js";
import { DOUBLE, isNumeric, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionCall, Resolution } from "../record.js";
import { roundDecimal } from "./decimal-rounding.js";
import { roundedType, scaleArgument } from "./scale.js";

type Mode = "halfUp" | "halfEven";

const ofInt: Impl = { name: "roundInt", run: std.roundInt, nulls: "strict" };
const ofBigint: Impl = { name: "roundBigint", run: std.roundBigint, nulls: "strict" };
const ofFloat: Impl = { name: "roundFloat", run: std.roundFloat, nulls: "strict" };
const ofDouble: Impl = { name: "roundDouble", run: std.roundDouble, nulls: "strict" };

/** `resolve` of `round` and `bround`. */
export const rounding =
  (mode: Mode) =>
  (call: FunctionCall): Resolution => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const [x, scaleArg] = args;
    if (x === undefined) throw new Error(`${call.name} without arguments`);
    const scale = scaleArg === undefined ? 0 : scaleArgument(call, scaleArg);
    if (typeof scale === "object" && scale !== null) return scale;
    const number = asNumber(call, x.expr);
    if (number === undefined) return wrongType(call, 0, "a number", x.type);
    return scale === null
      ? build.nullOf(typeOf(number.type, 0), call.span)
      : round(call, mode, number, scale);
  };

function asNumber(call: FunctionCall, x: TypedExpr): TypedExpr | undefined {
  if (isNumeric(x.type)) return x;
  return x.type.kind === "string" || x.type.kind === "void" ? coerce(x, DOUBLE, call.context) : undefined;
}

const typeOf = (type: DataType, scale: number): DataType =>
  type.kind === "decimal" ? roundedType(type, scale) : type;

const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, int: 32 };

function round(call: FunctionCall, mode: Mode, x: TypedExpr, scale: number): TypedExpr {
  const { type } = x;
  const made = (impl: Impl, ...statics: readonly Static[]): TypedExpr =>
    build.call({
      name: call.name.toLowerCase(),
      impl,
      statics: [mode, ...statics],
      type,
      args: [x],
      span: call.span,
    });
  switch (type.kind) {
    case "decimal":
      return roundDecimal(call, mode, x, scale, roundedType(type, scale));
    case "double":
      return made(ofDouble, scale);
    case "float":
      return made(ofFloat, scale);
    case "bigint":
      return scale >= 0 ? x : made(ofBigint, -scale);
    default:
      return scale >= 0 ? x : made(ofInt, -scale, BITS[type.kind] ?? 32);
  }
}
