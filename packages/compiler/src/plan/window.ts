import {
  isOrdered,
  mapOf,
  aggregateNamed,
  showType,
  type AggregateOp,
  type DataType,
  type Diagnostic,
  type TypedExpr,
} from "@pinion/core";
import type { DeclaredType, WindowFeatureDefinition } from "@pinion/dsl";
import type { Scope } from "../check/index.js";
import { featureTypeOf, isStored } from "./conversion.js";
import { report } from "./declared.js";
import { understand, type Planning, type Understood } from "./planning.js";

/** A windowed feature whose parts fit together. */
export interface CheckedWindow {
  readonly op: AggregateOp;
  readonly argument?: Understood;
  readonly filter?: Understood;
  readonly groupBy?: Understood;
  /** The type of the aggregate's value. */
  readonly aggregated: DataType;
  /** That of the feature. */
  readonly type: DataType;
}

export function checkWindow(
  planning: Planning,
  feature: WindowFeatureDefinition,
  scope: Scope,
): CheckedWindow | undefined {
  const op = feature.aggregation;
  const { expression } = feature;
  const argument = expression && understand(planning, expression, scope);
  const filter = checkFilter(planning, feature, scope);
  if ((expression !== undefined && argument === undefined) || filter === "refused") return undefined;
  const groupBy = feature.groupBy && understand(planning, feature.groupBy, scope);
  if (feature.groupBy !== undefined && groupBy === undefined) return undefined;
  const single = aggregateNamed(op).resultType(argument?.expr.type, feature.parameters ?? {});
  if (single === undefined) {
    if (argument === undefined) throw new Error(`${op} without an expression`);
    report(planning, argument, noAggregate(op, argument));
    return undefined;
  }
  if (groupBy !== undefined && !checkTerms(planning, feature, groupBy, single)) return undefined;
  const aggregated = groupBy === undefined ? single : mapOf(groupBy.expr.type, single);
  const made = { ...feature, what: `its ${op}`, help: "convert the expression that is aggregated" };
  const type = madeType(planning, made, aggregated);
  if (type === undefined) return undefined;
  return {
    op,
    aggregated,
    type,
    ...(argument === undefined ? {} : { argument }),
    ...(filter === undefined ? {} : { filter }),
    ...(groupBy === undefined ? {} : { groupBy }),
  };
}

/** Terms are told apart, and what is limited is compared; reports what cannot be. */
function checkTerms(
  planning: Planning,
  { limit, aggregation }: WindowFeatureDefinition,
  groupBy: Understood,
  value: DataType,
): boolean {
  const { type } = groupBy.expr;
  if (!isOrdered(type)) {
    report(planning, groupBy, {
      code: "PN3010",
      message: `rows are grouped by ${showType(type)}, which is no term`,
      label: `this is ${showType(type)}`,
      help: "group by a boolean, a number, a text, bytes, a date or a timestamp",
      span: groupBy.span,
    });
    return false;
  }
  if (limit === undefined || isOrdered(value)) return true;
  report(planning, groupBy, {
    code: "PN3010",
    message: `${aggregation} gives ${showType(value)} for each term, of which none is the greatest`,
    label: "limited",
    help: "leave the limit out",
    span: groupBy.span,
  });
  return false;
}

function checkFilter(
  planning: Planning,
  { filter }: WindowFeatureDefinition,
  scope: Scope,
): Understood | undefined | "refused" {
  if (filter === undefined) return undefined;
  const understood = understand(planning, filter, scope);
  if (understood === undefined) return "refused";
  const { type } = understood.expr;
  if (type.kind === "boolean") return understood;
  report(planning, understood, {
    code: "PN3003",
    message: `a filter is ${showType(type)}, expected boolean`,
    label: `this is ${showType(type)}`,
    help: "compare it with something, as in `fare > 0`",
    span: understood.span,
  });
  return "refused";
}

function noAggregate(op: AggregateOp, { expr, definition, span }: Understood) {
  const { type } = expr;
  const { takes } = aggregateNamed(op);
  const numeric = takes.startsWith("numbers") && !takes.includes("texts") && type.kind === "string";
  const written = definition.text.slice(span.start, span.end);
  const text = `cast_double(${written})`;
  return {
    code: "PN3004" as const,
    message: `${op} takes ${takes}, and the expression is ${showType(type)}`,
    label: `this is ${showType(type)}`,
    ...(numeric ? { help: `convert it: \`${text}\``, suggestion: { span, text } } : counted(type, written)),
    span,
  };
}

/** What to aggregate instead of a value that no conversion to a number fits every aggregate of. */
function counted(type: DataType, written: string): { readonly help: string } {
  return type.kind === "boolean"
    ? {
        help: `make it a number, as in \`if(${written}, 1, 0)\`, or count the rows: count with it as the filter`,
      }
    : { help: "take a part of it, or another aggregate: docs/aggregates.md has what each takes" };
}

/** A feature whose value is made of other values than those of its expression. */
interface Made {
  readonly name: string;
  readonly site: string;
  readonly declared?: DeclaredType;
  /** What it is made of, for messages: `its avg`. */
  readonly what: string;
  /** What to do where its type is none that a feature can have. */
  readonly help: string;
}

/** The type of a feature made of values of a type; undefined where they do not fit, which is then reported. */
export function madeType(planning: Planning, made: Made, from: DataType): DataType | undefined {
  const { declared } = made;
  const to = declared === undefined ? featureTypeOf(from) : declared.type.type;
  if (to !== undefined && isStored(from, to)) return to;
  planning.report(
    declared === undefined || to === undefined
      ? noFeatureType(planning, made, from)
      : misdeclared(planning, made, declared, from),
  );
  return undefined;
}

function noFeatureType(planning: Planning, { name, site, help }: Made, from: DataType): Diagnostic {
  const place = planning.locator.placeOf(site);
  const shown = showType(from);
  return {
    code: "PN3002",
    severity: "error",
    message: `feature \`${name}\` is ${shown}, which no feature can be`,
    label: `this is ${shown}`,
    ...(place === undefined ? {} : { place }),
    help: from.kind === "decimal" ? "declare it: .as(t.double())" : help,
  };
}

const BUILDERS: ReadonlyMap<string, string> = new Map([
  ["boolean", "t.boolean()"],
  ["int", "t.int32()"],
  ["bigint", "t.int64()"],
  ["float", "t.float()"],
  ["double", "t.double()"],
  ["string", "t.string()"],
  ["binary", "t.bytes()"],
]);

/** What is made of other values cannot be converted by its expression, so it is the declaration that has to change. */
function misdeclared(
  { locator }: Planning,
  { name, what, help }: Made,
  declared: DeclaredType,
  from: DataType,
): Diagnostic {
  const place = locator.placeOf(declared.site, [0]);
  const text = BUILDERS.get(from.kind);
  const exact = place !== undefined && place.coarse !== true;
  return {
    code: "PN3001",
    severity: "error",
    message: `feature \`${name}\` is declared ${showType(declared.type.type)}, but ${what} is ${showType(from)}`,
    label: `expected ${showType(from)}`,
    ...(place === undefined ? {} : { place }),
    help: text === undefined ? help : `declare it ${text}`,
    ...(text !== undefined && exact ? { suggestion: { place, text } } : {}),
  };
}

/** The finaliser: from the aggregate's value to the feature's. */
export const AGGREGATED = "value";

export const aggregatedColumn = (type: DataType, nullable: boolean): TypedExpr => ({
  kind: "column",
  name: AGGREGATED,
  type,
  nullable,
  span: { start: 0, end: 0 },
});
