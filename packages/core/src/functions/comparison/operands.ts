import {
  BIGINT,
  comparisonType,
  isIntegral,
  isNumeric,
  isOrderable,
  sameType,
  showType,
  structOf,
  tightestCommonType,
  widerTypeWithoutString,
  type DataType,
} from "../../types/index.js";
import { build, type TypedExpr } from "../../typed/index.js";
import { coerce } from "../cast/cast.js";
import { refuse, type Refusal, type ResolveContext } from "../record.js";
import type { Span } from "../../diagnostics/index.js";

/** Both sides of a comparison, in the one type they are compared in. */
export interface Operands {
  readonly left: TypedExpr;
  readonly right: TypedExpr;
  readonly type: DataType;
}

/** Where a comparison stands. */
export interface Site {
  readonly span: Span;
  readonly context: ResolveContext;
}

/** The sides of a comparison as Spark converts them, or why they cannot be compared. */
export function comparable(
  operator: string,
  left: TypedExpr,
  right: TypedExpr,
  site: Site,
): Operands | Refusal {
  const equality = operator === "=" || operator === "<>" || operator === "<=>";
  const type = typeComparedIn(left.type, right.type, equality);
  if (type === undefined) {
    return refuse(
      "PN2201",
      `${showType(left.type)} cannot be compared with ${showType(right.type)}`,
      site.span,
      { label: `${showType(left.type)} on the left, ${showType(right.type)} on the right` },
    );
  }
  if (!isOrderable(type)) {
    return refuse("PN2207", `values of ${showType(type)} cannot be compared`, site.span);
  }
  return { left: to(left, type, site.context), right: to(right, type, site.context), type };
}

/** The type that values of two types are compared in. */
function typeComparedIn(a: DataType, b: DataType, equality: boolean): DataType | undefined {
  const type = comparisonType(a, b) ?? tightestCommonType(a, b);
  if (type !== undefined) return type;
  if (isNumeric(a) && isNumeric(b)) return widerTypeWithoutString(a, b);
  if (equality && a.kind === "boolean" && isNumeric(b)) return b;
  if (equality && b.kind === "boolean" && isNumeric(a)) return a;
  return sameType(withoutNames(a), withoutNames(b)) ? a : undefined;
}

/** Spark compares structs by position: fields of other names do not make them strangers. */
function withoutNames(type: DataType): DataType {
  switch (type.kind) {
    case "struct":
      return structOf(type.fields.map((field, i) => ({ name: String(i), type: withoutNames(field.type) })));
    case "array":
      return { kind: "array", element: withoutNames(type.element) };
    default:
      return type;
  }
}

function to(expr: TypedExpr, type: DataType, context: ResolveContext): TypedExpr {
  return sameType(withoutNames(expr.type), withoutNames(type)) ? expr : coerce(expr, type, context);
}

/**
 * An integer beside a DECIMAL literal, made an integer comparison: `n > 2.5` is `n > 2`. Undefined where
 * the sides are others, or no integer says the same.
 */
export function integerBesideDecimal(
  operator: string,
  left: TypedExpr,
  right: TypedExpr,
): { left: TypedExpr; right: TypedExpr } | undefined {
  if (right.kind === "literal") {
    const bound = integerBound(operator, left.type, right);
    return bound && { left, right: bound };
  }
  if (left.kind === "literal") {
    const bound = integerBound(MIRRORED.get(operator) ?? operator, right.type, left);
    return bound && { left: bound, right };
  }
  return undefined;
}

const MIRRORED: ReadonlyMap<string, string> = new Map([
  ["<", ">"],
  ["<=", ">="],
  [">", "<"],
  [">=", "<="],
]);

function integerBound(operator: string, integral: DataType, decimal: TypedExpr): TypedExpr | undefined {
  if (!isIntegral(integral) || decimal.kind !== "literal" || decimal.type.kind !== "decimal")
    return undefined;
  if (typeof decimal.value !== "bigint") return undefined;
  const unit = 10n ** BigInt(decimal.type.scale);
  const rest = decimal.value % unit;
  const truncated = decimal.value / unit;
  const floor = rest < 0n ? truncated - 1n : truncated;
  const ceiling = rest > 0n ? truncated + 1n : truncated;
  const byFloor = operator === ">" || operator === "<=";
  if (rest !== 0n && !byFloor && operator !== "<" && operator !== ">=") return undefined;
  const bound = Number(byFloor ? floor : ceiling);
  if (!Number.isSafeInteger(bound)) return undefined;
  return build.literal(bound, holds(integral, bound) ? integral : BIGINT, decimal.span);
}

const BITS: Readonly<Record<string, number>> = { tinyint: 7, smallint: 15, int: 31, bigint: 63 };

const holds = (type: DataType, x: number): boolean => {
  const limit = 2 ** (BITS[type.kind] ?? 0);
  return x < limit && x >= -limit;
};
