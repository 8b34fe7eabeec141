import { build, type Impl, type TypedCall, type TypedExpr } from "@pinion/core";
import { rewrite } from "./rewrite.js";

/**
 * BIGINT arithmetic whose operands are known to be small is done in plain numbers: seconds, and what comes
 * from an INT, never reach what a number cannot hold exactly.
 */
export const narrowIntegers = (expr: TypedExpr): TypedExpr => rewrite(expr, narrow);

/** The least and the greatest value that an expression can have. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/** How an operation is written over safe integers. A product of 0 and a negative number would be -0. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ["addBigint", "$0 + $1"],
  ["subtractBigint", "$0 - $1"],
  ["multiplyBigint", "$0 * $1 + 0"],
]);

/** Seconds since the epoch of any timestamp. */
const SECONDS: Range = { least: -9_223_372_036_855, most: 9_223_372_036_855 };
const SECONDS_OF: ReadonlySet<string> = new Set(["unixSeconds", "timestampToBigint"]);

function narrow(expr: TypedExpr): TypedExpr {
  if (expr.kind !== "call") return expr;
  const { impl } = expr;
  const js = PLAIN.get(impl.name);
  if (js !== undefined && impl.js === undefined) {
    return rangeOf(expr) === undefined ? expr : withTemplate(expr, { ...impl, js });
  }
  if (impl.name === "bigintToDouble" && impl.js !== "$0") {
    const arg = valueOf(expr, 0);
    return arg === undefined || rangeOf(arg) === undefined ? expr : withTemplate(expr, { ...impl, js: "$0" });
  }
  return expr;
}

function withTemplate(expr: TypedCall, impl: Impl): TypedExpr {
  const { name, statics, type, args, span, nullable } = expr;
  return build.call({ name, impl, statics, type, args, span, nullable, implicit: expr.implicit === true });
}

/** The range of an integer; undefined where it is not within the safe ones. */
function rangeOf(expr: TypedExpr): Range | undefined {
  const range = anyRangeOf(expr);
  if (range === undefined || expr.type.kind === "double") return undefined;
  const { least, most } = range;
  return Number.isSafeInteger(least) && Number.isSafeInteger(most) ? range : undefined;
}

function anyRangeOf(expr: TypedExpr): Range | undefined {
  switch (expr.type.kind) {
    case "tinyint":
      return { least: -128, most: 127 };
    case "smallint":
      return { least: -32_768, most: 32_767 };
    case "int":
      return { least: -2_147_483_648, most: 2_147_483_647 };
    case "bigint":
      return expr.kind === "call" ? ofCall(expr) : ofOther(expr);
    default:
      return undefined;
  }
}

function ofOther(expr: TypedExpr): Range | undefined {
  switch (expr.kind) {
    case "literal":
      return typeof expr.value === "number" ? { least: expr.value, most: expr.value } : undefined;
    case "if":
      return union([expr.then, expr.else]);
    case "coalesce":
      return union(expr.args);
    default:
      return undefined;
  }
}

function ofCall(expr: TypedCall): Range | undefined {
  const { name } = expr.impl;
  if (SECONDS_OF.has(name)) return SECONDS;
  const left = valueOf(expr, 0);
  const a = left && rangeOf(left);
  if (name === "keepValue") return a;
  const right = valueOf(expr, 1);
  const b = right && rangeOf(right);
  if (a === undefined || b === undefined) return undefined;
  switch (name) {
    case "addBigint":
      return { least: a.least + b.least, most: a.most + b.most };
    case "subtractBigint":
      return { least: a.least - b.most, most: a.most - b.least };
    case "multiplyBigint": {
      const products = [a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most];
      return { least: Math.min(...products), most: Math.max(...products) };
    }
    default:
      return undefined;
  }
}

function union(parts: readonly TypedExpr[]): Range | undefined {
  const ranges = parts.map(rangeOf);
  const known = ranges.filter((range) => range !== undefined);
  if (known.length < ranges.length || known.length === 0) return undefined;
  return {
    least: Math.min(...known.map((range) => range.least)),
    most: Math.max(...known.map((range) => range.most)),
  };
}

function valueOf({ args }: TypedCall, index: number): TypedExpr | undefined {
  const arg = args[index];
  return arg === undefined || arg.kind === "lambda" ? undefined : arg;
}
