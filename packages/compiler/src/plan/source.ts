import {
  aggregateNamed,
  type DataType,
  type Lineage,
  type Place,
  type Span,
  type TypedExpr,
} from "@pinion/core";
import type { FeatureDefinition, KeyDefinition, SourceDefinition } from "@pinion/dsl";
import { createInterner, type Interner } from "../emit/graph/intern.js";
import type { InputSpec, ProgramSpec } from "../emit/program.js";
import { optimise } from "../optimise/index.js";
import { asFeature, asKey, converted } from "./declared.js";
import { defaultOf } from "./default.js";
import { columnsOf } from "./columns.js";
import { createOutputs, type Outputs } from "./outputs.js";
import type { PlannedAggregate, PlannedFeature, PlannedSource } from "./plan.js";
import { understand, type Planning, type Understood } from "./planning.js";
import { preprocessing } from "./preprocess.js";
import { scopeOf } from "./scopes.js";
import { checkWindow, type CheckedWindow } from "./window.js";
import type { Scope } from "../check/index.js";

export interface SourcePlanning {
  readonly plan: PlannedSource;
  readonly program: ProgramSpec;
  readonly features: readonly PlannedFeature[];
}

/** Finds or makes the program that turns an aggregate's value into a feature's. */
export type Finaliser = (from: DataType, nullable: boolean, to: DataType) => string;

/** All that is computed of the rows of one source. Features that are refused are left out. */
export function planSource(
  planning: Planning,
  source: SourceDefinition,
  features: readonly FeatureDefinition[],
  id: string,
  finaliser: Finaliser,
): SourcePlanning {
  const scope = scopeOf(planning, source);
  const { resolved, functions } = preprocessing(planning, source, id);
  const outputs = createOutputs(internerOf(planning, source), resolved);
  const groups = createGroups(planning, source, scope, outputs);
  const aggregates = createAggregates();
  const names = new Set(features.map(({ name }) => name));
  const planned = features.flatMap((feature): PlannedFeature[] => {
    const group = groups.of(feature);
    // Of an anchor that is not exported no table holds features under their own names.
    const aliasOf = names.has(feature.aliasOf ?? "") ? feature.aliasOf : undefined;
    const made =
      feature.kind === "expression"
        ? planRow(planning, feature, scope, { outputs, group, aliasOf })
        : planWindow(planning, feature, scope, { outputs, group, aliasOf, aggregates, finaliser });
    return made === undefined ? [] : [made];
  });
  const program = pruned(id, source.columns, outputs, source.kind === "file" || source.kind === "postgres");
  return {
    plan: { source: source.name, program: id, groups: groups.finish(), aggregates: aggregates.finish() },
    program: { ...program, ...(functions.length === 0 ? {} : { functions }) },
    features: planned,
  };
}

/** Nodes of earlier runs are as good: outputs only ask which are the same. */
const internerOf = ({ memory }: Planning, { columns }: SourceDefinition): Interner =>
  memory?.interner(columns) ?? createInterner(new Map(columns.map((column, i) => [column.name, i])));

/** The inputs of the program are the columns that it reads. */
function pruned(id: string, columns: readonly InputSpec[], outputs: Outputs, kernel: boolean): ProgramSpec {
  const specs = outputs.finish();
  const read = new Set(specs.flatMap(({ expr }) => [...columnsOf(expr)]));
  const inputs = columns
    .filter((column) => read.has(column.name))
    .map(({ name, type, nullable }) => ({ name, type, nullable }));
  return { id, inputs, outputs: specs, kernel };
}

function planRow(
  planning: Planning,
  feature: FeatureDefinition & { readonly kind: "expression" },
  scope: Scope,
  { outputs, group, aliasOf }: RowParts,
): PlannedFeature | undefined {
  const understood = understand(planning, feature.expression, scope);
  if (understood === undefined) return undefined;
  const expr = asFeature(planning, feature.name, understood, feature.declared);
  if (expr === undefined) return undefined;
  const output = addOutput(outputs, expr, understood, feature.name);
  outputs.serve(output, feature.name);
  return {
    kind: "row",
    ...common(planning, feature, expr.type, understood),
    anchor: feature.anchor.name,
    source: feature.source.name,
    ...(aliasOf === undefined ? {} : { aliasOf }),
    output,
    ...(feature.keys.length === 0 ? {} : { group }),
    lineage: lineageOf(feature.source.name, [understood], outputs),
  };
}

interface RowParts {
  readonly outputs: Outputs;
  readonly group: number;
  readonly aliasOf: string | undefined;
}

interface WindowParts extends RowParts {
  readonly aggregates: Aggregates;
  readonly finaliser: Finaliser;
}

function planWindow(
  planning: Planning,
  feature: FeatureDefinition & { readonly kind: "window" },
  scope: Scope,
  { outputs, group, aliasOf, aggregates, finaliser }: WindowParts,
): PlannedFeature | undefined {
  const checked = checkWindow(planning, feature, scope);
  if (checked === undefined) return undefined;
  const { window } = feature;
  const { argument, filter } = checked;
  const place = argument?.map.placeOf(argument.span) ?? planning.locator.placeOf(feature.site);
  return {
    kind: "window",
    ...common(planning, feature, checked.type, argument),
    ...(place === undefined ? {} : { place }),
    anchor: feature.anchor.name,
    source: feature.source.name,
    ...(aliasOf === undefined ? {} : { aliasOf }),
    window: window.text,
    windowMicros: window.seconds * 1_000_000,
    ...(filter === undefined ? {} : { filter: filter.definition.text }),
    aggregate: aggregates.add(aggregateOf(checked, outputs, group, feature)),
    program: finaliser(checked.aggregated, isNullOfNoRows(feature, checked), checked.type),
    lineage: lineageOf(
      feature.source.name,
      [argument, filter, checked.groupBy].filter((each) => each !== undefined),
      outputs,
    ),
  };
}

function aggregateOf(
  { op, argument, filter, groupBy, aggregated }: CheckedWindow,
  outputs: Outputs,
  group: number,
  { name, limit, parameters }: FeatureDefinition & { readonly kind: "window" },
): PlannedAggregate {
  const output = (understood: Understood, what: string): number => {
    const added = addOutput(outputs, understood.expr, understood, what);
    outputs.serve(added, name);
    return added;
  };
  return {
    op,
    group,
    ...(argument === undefined
      ? {}
      : { argument: output(argument, `${op}`), argumentType: argument.expr.type }),
    ...(filter === undefined ? {} : { filter: output(filter, "filter") }),
    type: aggregated,
    ...(parameters === undefined ? {} : { parameters }),
    ...(groupBy === undefined ? {} : { groupBy: output(groupBy, "terms"), groupByType: groupBy.expr.type }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** Whether an empty window gives NULL; what counts gives something else, and never NULL. */
function isNullOfNoRows(
  { parameters = {} }: FeatureDefinition & { readonly kind: "window" },
  { op, argument, groupBy, aggregated }: CheckedWindow,
): boolean {
  const result = groupBy !== undefined && aggregated.kind === "map" ? aggregated.value : aggregated;
  const algebra = aggregateNamed(op).algebra({ argument: argument?.expr.type, result, parameters });
  return algebra.finish(undefined, 0) === null;
}

const addOutput = (outputs: Outputs, expr: TypedExpr, understood: Understood, what: string): number =>
  outputs.add(optimise(expr), {
    label: `${what}: ${understood.definition.text}`,
    locate: placesOf(understood),
  });

/** Places by span, each looked up once: code for rows and for columns asks for the same ones. */
export function placesOf({ map }: Understood): (span: Span) => Place | undefined {
  const known = new Map<string, Place | undefined>();
  return (span) => {
    const key = `${span.start} ${span.end}`;
    let place = known.get(key);
    if (place === undefined && !known.has(key)) {
      place = map.placeOf(span);
      known.set(key, place);
    }
    return place;
  };
}

function common(
  planning: Planning,
  feature: FeatureDefinition,
  type: DataType,
  understood: Understood | undefined,
) {
  const { name, description, tags } = feature;
  const place = understood?.map.placeOf(understood.span);
  return {
    name,
    type,
    keys: feature.keys.map((key) => key.name),
    expression: understood?.definition.text ?? "*",
    ...(place === undefined ? {} : { place }),
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags: sortedTags(tags) }),
    ...defaultOf(planning, feature, type),
  };
}

export const sortedTags = (tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));

function lineageOf(source: string, parts: readonly Understood[], { resolved }: Outputs): Lineage {
  const columns = new Set(
    parts.flatMap(({ expr }) => [...columnsOf(resolved(expr))].map((name) => `${source}.${name}`)),
  );
  return { columns: [...columns].sort(), features: [] };
}

interface Groups {
  readonly of: (feature: FeatureDefinition) => number;
  readonly finish: () => PlannedSource["groups"];
}

/** The distinct keys of a source's features, each part an output. */
function createGroups(planning: Planning, source: SourceDefinition, scope: Scope, outputs: Outputs): Groups {
  const groups: { readonly keys: readonly string[]; readonly outputs: readonly number[] }[] = [];
  const positions = new Map<string, number>();
  const known = new Map<KeyDefinition, number>();
  const outputOf = (key: KeyDefinition): number => {
    let output = known.get(key);
    if (output === undefined) {
      output = keyOutput(planning, source, scope, outputs, key);
      known.set(key, output);
    }
    return output;
  };
  return {
    of(feature) {
      const parts = feature.keys.map(outputOf);
      for (const output of parts) if (output >= 0) outputs.serve(output, feature.name);
      const keys = feature.keys.map((key) => key.name);
      const id = JSON.stringify([keys, parts]);
      let position = positions.get(id);
      if (position === undefined) {
        position = groups.length;
        positions.set(id, position);
        if (keys.length > 0) groups.push({ keys, outputs: parts });
      }
      return position;
    },
    finish: () => groups,
  };
}

/** The output that holds a key's values; -1 where its expression is refused. */
function keyOutput(
  planning: Planning,
  source: SourceDefinition,
  scope: Scope,
  outputs: Outputs,
  key: KeyDefinition,
): number {
  const to = key.type.type;
  if (key.expression !== undefined) {
    const understood = understand(planning, key.expression, scope);
    const expr = understood && asKey(planning, key.name, understood, to);
    if (understood === undefined || expr === undefined) return -1;
    return addOutput(outputs, expr, understood, `key ${key.name}`);
  }
  const column = source.columns.find((each) => each.name === key.column);
  if (column === undefined) throw new Error(`key ${key.name} has no column`);
  const { name, type, nullable } = column;
  const expr = converted(planning, { kind: "column", name, type, nullable, span: { start: 0, end: 0 } }, to);
  return outputs.add(optimise(expr), { label: `key ${key.name}` });
}

interface Aggregates {
  readonly add: (aggregate: PlannedAggregate) => number;
  readonly finish: () => readonly PlannedAggregate[];
}

/** Windows over the same aggregate share it. */
function createAggregates(): Aggregates {
  const aggregates: PlannedAggregate[] = [];
  const positions = new Map<string, number>();
  return {
    add(aggregate) {
      const { op, group, argument, filter, parameters, groupBy, limit } = aggregate;
      const id = JSON.stringify([op, group, argument, filter, parameters, groupBy, limit]);
      let position = positions.get(id);
      if (position === undefined) {
        position = aggregates.length;
        positions.set(id, position);
        aggregates.push(aggregate);
      }
      return position;
    },
    finish: () => aggregates,
  };
}
