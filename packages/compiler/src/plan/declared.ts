import { showType, type DataType, type Place, type Problem, type TypedExpr } from "@pinion/core";
import { castTo } from "@pinion/core/functions";
import type { DeclaredType } from "@pinion/dsl";
import { typeKey } from "../emit/graph/key.js";
import { featureTypeOf, isLossless, isStored } from "./conversion.js";
import { diagnosticOf } from "./diagnostics.js";
import type { Planning, Understood } from "./planning.js";

/** An expression as a value of the feature's type; undefined where it is none, which is then reported. */
export function asFeature(
  planning: Planning,
  name: string,
  understood: Understood,
  declared: DeclaredType | undefined,
): TypedExpr | undefined {
  const { expr } = understood;
  const to = declared === undefined ? featureTypeOf(expr.type) : declared.type.type;
  if (to === undefined) {
    report(planning, understood, {
      code: "PN3002",
      message: `feature \`${name}\` is ${showType(expr.type)}, which no feature can be`,
      label: `this is ${showType(expr.type)}`,
      ...conversionHelp(expr.type),
      span: understood.span,
    });
    return undefined;
  }
  if (declared === undefined || isStored(expr.type, to)) return converted(planning, expr, to);
  report(planning, understood, {
    code: "PN3001",
    message: `feature \`${name}\` is declared ${showType(to)}, but its expression is ${showType(expr.type)}`,
    label: `this is ${showType(expr.type)}`,
    ...castHelp(planning, understood, to),
    span: understood.span,
    ...relatedType(planning, declared, to),
  });
  return undefined;
}

/** An expression as a value of exactly a key's type. */
export function asKey(
  planning: Planning,
  name: string,
  understood: Understood,
  to: DataType,
): TypedExpr | undefined {
  const { expr } = understood;
  if (isLossless(expr.type, to)) return converted(planning, expr, to);
  report(planning, understood, {
    code: "PN3005",
    message: `key \`${name}\` is ${showType(to)}, but its expression is ${showType(expr.type)}`,
    label: `this is ${showType(expr.type)}`,
    ...castHelp(planning, understood, to),
    span: understood.span,
  });
  return undefined;
}

/** Without a span of its own, since the conversion is written nowhere. */
export function converted(planning: Planning, expr: TypedExpr, to: DataType): TypedExpr {
  const { memory, timeZone } = planning;
  const known = memory?.conversions.get(expr) ?? new Map<string, TypedExpr>();
  const key = `${timeZone} ${typeKey(to)}`;
  const cast = known.get(key) ?? castTo(expr, to, { timeZone }, { implicit: true });
  if (cast === undefined) throw new Error(`no cast from ${showType(expr.type)} to ${showType(to)}`);
  memory?.conversions.set(expr, known.set(key, cast));
  return cast;
}

function relatedType(
  planning: Planning,
  declared: DeclaredType,
  to: DataType,
): Pick<Problem, "related"> | Record<string, never> {
  const place: Place | undefined = planning.locator.placeOf(declared.site, [0]);
  return place === undefined ? {} : { related: [{ message: `declared ${showType(to)} here`, place }] };
}

/** The names of casts that read well; other types are named by `cast(x as t)`. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ["float", "cast_float"],
  ["double", "cast_double"],
  ["int", "cast_int"],
]);

function castHelp(
  planning: Planning,
  { expr, definition, span }: Understood,
  to: DataType,
): Pick<Problem, "help" | "suggestion"> {
  if (castTo(expr, to, { timeZone: planning.timeZone }) === undefined) {
    return { help: `declare the feature to be ${showType(expr.type)}, or write another expression` };
  }
  const text = definition.text.slice(span.start, span.end);
  const short = SHORT.get(to.kind);
  const written = short === undefined ? `cast(${text} as ${showType(to)})` : `${short}(${text})`;
  const divides = expr.kind === "call" && expr.name === "/" && isWhole(to);
  const loss =
    isFractional(expr.type) && isWhole(to)
      ? "the conversion drops fractions"
      : "the conversion can lose values";
  return {
    help: `${loss}: write \`${written}\` where that is meant${divides ? "; DIV divides whole numbers" : ""}`,
    suggestion: { span, text: written },
  };
}

const isFractional = ({ kind }: DataType): boolean =>
  kind === "float" || kind === "double" || kind === "decimal";
const isWhole = ({ kind }: DataType): boolean => kind === "int" || kind === "bigint";

function conversionHelp(type: DataType): Pick<Problem, "help"> {
  switch (type.kind) {
    case "decimal":
      return { help: "declare it: .as(t.double())" };
    case "date":
      return { help: "use date_format(…, 'yyyy-MM-dd') or unix_date(…)" };
    case "timestamp":
      return { help: "use to_unix_timestamp(…)" };
    case "void":
      return { help: "declare what the NULL is: .as(t.double())" };
    default:
      return { help: "take out the part that is a boolean, a number, a text or bytes" };
  }
}

export function report(planning: Planning, understood: Understood, problem: Problem): void {
  planning.report(diagnosticOf(problem, understood.map));
}
