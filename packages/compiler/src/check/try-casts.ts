import {
  build,
  type DataType,
  decimal,
  DOUBLE,
  isDecimal,
  isFractional,
  isIntegral,
  isNumeric,
  type Span,
  STRING,
  type TypedExpr,
} from "@pinion/core";
import { castTo } from "@pinion/core/functions";
import { apply, value } from "./calls.js";
import type { Checked, Checking } from "./checking.js";

/**
 * TRY_CAST: what CAST does with ANSI mode on, NULL where that fails. So a text with a fraction is no
 * integer, and a number out of range becomes NULL instead of another number. Undefined, and nothing
 * reported, where there is no such cast; Spark has fewer than of CAST.
 */
export function tryCastTo(c: Checking, arg: TypedExpr, to: DataType, span: Span): Checked {
  if (!hasTryCast(arg.type, to)) return undefined;
  const cast = castTo(arg, to, c.functions, { span });
  if (cast === undefined || !isIntegral(to)) return cast;
  const guard = arg.type.kind === "string" ? isWhole(c, arg, span) : isInRange(c, arg, to, span);
  if (guard === undefined) return undefined;
  return guard === "always" ? cast : build.iff(guard, cast, build.nullOf(to, span), span);
}

/** Which casts ANSI mode has; parts of nested types are converted as CAST does. */
function hasTryCast(from: DataType, to: DataType): boolean {
  switch (to.kind) {
    case "boolean":
      return from.kind !== "date" && from.kind !== "timestamp";
    case "timestamp":
      return from.kind !== "boolean";
    case "binary":
      return !isIntegral(from);
    default:
      return !(from.kind === "date" && isNumeric(to));
  }
}

/** Sign and digits between blanks and controls, as it is read with ANSI mode on. */
const WHOLE = "^[\\x00-\\x20\\x7f]*[+-]?[0-9]+[\\x00-\\x20\\x7f]*$";

function isWhole(c: Checking, arg: TypedExpr, span: Span): Checked {
  const pattern = value(build.literal(WHOLE, STRING, span));
  return apply(c, { name: "rlike", span, nameSpan: span, args: [value(arg), pattern] });
}

const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, int: 32, bigint: 64 };

/** Whether what is left of a number without its fraction is of the type. */
function isInRange(c: Checking, arg: TypedExpr, to: DataType, span: Span): Checked | "always" {
  const bits = BITS[to.kind] ?? 64;
  const { type } = arg;
  if (isIntegral(type) && (BITS[type.kind] ?? 64) <= bits) return "always";
  const end = 2n ** BigInt(bits - 1);
  if (isIntegral(type) || isDecimal(type)) {
    return both(c, arg, [">", exactly(-end - 1n, span)], ["<", exactly(end, span)], span);
  }
  if (isFractional(type)) {
    // Beside 2^63 doubles are 1024 apart, so that -2^63 is the least that fits.
    const least: [string, TypedExpr] =
      bits === 64 ? [">=", double(-end, span)] : [">", double(-end - 1n, span)];
    return both(c, arg, least, ["<", double(end, span)], span);
  }
  if (type.kind === "timestamp" && bits < 64) {
    const seconds = castTo(arg, { kind: "bigint" }, c.functions, { span });
    return seconds && isInRange(c, seconds, to, span);
  }
  return "always";
}

const exactly = (number: bigint, span: Span): TypedExpr => build.literal(number, decimal(20, 0), span);
const double = (number: bigint, span: Span): TypedExpr => build.literal(Number(number), DOUBLE, span);

type Bound = readonly [operator: string, bound: TypedExpr];

function both(c: Checking, arg: TypedExpr, low: Bound, high: Bound, span: Span): Checked {
  const test = ([name, bound]: Bound): Checked =>
    apply(c, { name, span, nameSpan: span, args: [value(arg), value(bound)] });
  const above = test(low);
  const below = test(high);
  return above && below && build.and(above, below, span);
}
