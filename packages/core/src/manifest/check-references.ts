import { parseType } from "../types/parse.js";
import type { Misfit } from "./check-schema.js";
import {
  belowOf,
  groupOf,
  type AnchoredFeature,
  type FeatureEntry,
  type LookupFeature,
  type Manifest,
  type ProgramEntry,
  type SourcePlan,
} from "./manifest.js";

/** The first thing that names what is not there: a type, a source, an output, a feature; undefined where none does. */
export function danglingOf(manifest: Manifest): Misfit | undefined {
  for (const misfit of dangling(manifest)) return misfit;
  return undefined;
}

function* dangling(manifest: Manifest): Generator<Misfit> {
  const { sources, keys, features, plans } = manifest;
  yield* repeated("/sources", sources);
  yield* repeated("/keys", keys);
  yield* repeated("/features", features);
  for (const [i, source] of sources.entries()) {
    const path = `/sources/${i}`;
    for (const [k, column] of source.columns.entries()) yield* typed(`${path}/columns/${k}`, column.type);
    yield* repeated(`${path}/columns`, source.columns);
    if (source.kind === "request") continue;
    const created = source.kind === "stream" ? undefined : source.createdTimestamp;
    for (const column of [source.eventTimestamp, created]) {
      if (column !== undefined && !source.columns.some((each) => each.name === column)) {
        yield { path, message: "names a column that it does not have" };
      }
    }
  }
  for (const [i, key] of keys.entries()) yield* typed(`/keys/${i}`, key.type);
  const sourceNames = new Set(sources.map((source) => source.name));
  for (const [i, plan] of plans.entries()) {
    if (!sourceNames.has(plan.source)) yield { path: `/plans/${i}/source`, message: "names no source" };
    yield* ofPlan(`/plans/${i}`, plan);
  }
  const byName = new Map(features.map((feature) => [feature.name, feature]));
  const keyNames = new Set(keys.map((key) => key.name));
  const planOf = new Map(plans.map((plan) => [plan.source, plan]));
  for (const [i, feature] of features.entries()) {
    const path = `/features/${i}`;
    yield* typed(path, feature.type);
    if (!feature.keys.every((key) => keyNames.has(key)))
      yield { path: `${path}/keys`, message: "names no key" };
    yield* ofFeature(path, feature, planOf, byName);
  }
  yield* circular(features, byName);
}

function* ofFeature(
  path: string,
  feature: FeatureEntry,
  plans: ReadonlyMap<string, SourcePlan>,
  names: ReadonlyMap<string, FeatureEntry>,
): Generator<Misfit> {
  if (feature.kind === "derived") {
    yield* ofProgram(`${path}/program`, feature.program);
    const inputs = new Set(feature.inputs.map((input) => input.name));
    if (!feature.inputs.every((input) => names.has(input.feature))) {
      yield { path: `${path}/inputs`, message: "names no feature" };
    }
    if (!feature.program.inputs.every((input) => inputs.has(input.name))) {
      yield { path: `${path}/program/inputs`, message: "names no input" };
    }
    return;
  }
  if (feature.kind === "lookup") {
    yield* ofLookup(path, feature, names);
    return;
  }
  if (feature.aliasOf !== undefined) yield* ofAlias(path, feature, names.get(feature.aliasOf));
  const plan = plans.get(feature.source);
  if (plan === undefined) {
    yield { path: `${path}/source`, message: "has no plan" };
  } else if (feature.kind === "row") {
    yield* within(`${path}/output`, feature.output, plan.program.outputs);
    yield* ofGroup(path, feature, plan);
  } else {
    yield* within(`${path}/aggregate`, feature.aggregate, plan.aggregates);
    yield* ofGroup(path, feature, plan);
    yield* ofProgram(`${path}/finalise`, feature.finalise);
  }
}

/** Stored values of the one are taken for the other's. */
function* ofAlias(
  path: string,
  { kind, type, keys, source }: AnchoredFeature,
  of: FeatureEntry | undefined,
): Generator<Misfit> {
  const fits =
    of?.kind === kind &&
    of.aliasOf === undefined &&
    of.source === source &&
    of.type === type &&
    of.keys.length === keys.length;
  if (!fits) yield { path: `${path}/aliasOf`, message: "names no feature that this one could be" };
}

/** The rows of a feature are grouped by its keys; a request has no keys and no groups. */
function* ofGroup(path: string, feature: AnchoredFeature, plan: SourcePlan): Generator<Misfit> {
  const keys = plan.groups[groupOf(plan, feature)]?.keys ?? [];
  if (keys.length !== feature.keys.length || keys.some((key, i) => key !== feature.keys[i])) {
    yield { path: `${path}/keys`, message: "are not those that its rows are grouped by" };
  }
}

function* ofLookup(
  path: string,
  { bases, expansion, aggregation, finalise }: LookupFeature,
  names: ReadonlyMap<string, FeatureEntry>,
): Generator<Misfit> {
  yield* ofProgram(`${path}/finalise`, finalise);
  if (!bases.every(({ feature }) => names.has(feature))) {
    yield { path: `${path}/bases`, message: "names no feature" };
  }
  const keys = names.get(expansion)?.keys;
  if (keys === undefined) yield { path: `${path}/expansion`, message: "names no feature" };
  else if (
    keys.length !== bases.length ||
    keys.length === 0 ||
    keys.some((key, i) => key !== bases[i]?.key)
  ) {
    yield { path: `${path}/bases`, message: "are not the keys of the expansion" };
  }
  if (aggregation === undefined) return;
  for (const each of [aggregation.argumentType, aggregation.type]) yield* typed(`${path}/aggregation`, each);
}

/** A feature that is computed from itself, whatever lies between. */
function* circular(
  features: readonly FeatureEntry[],
  names: ReadonlyMap<string, FeatureEntry>,
): Generator<Misfit> {
  const done = new Set<string>();
  const within = new Set<string>();
  const open = features.map(({ name }) => ({ name, leave: false })).reverse();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { name, leave } = at;
    if (leave) {
      within.delete(name);
      done.add(name);
    } else if (within.has(name)) {
      const i = features.findIndex((feature) => feature.name === name);
      yield { path: `/features/${i}`, message: "is computed from itself" };
      return;
    } else if (!done.has(name)) {
      within.add(name);
      open.push({ name, leave: true });
      for (const below of belowOf(names.get(name))) open.push({ name: below, leave: false });
    }
  }
}

function* ofPlan(path: string, { program, groups, aggregates }: SourcePlan): Generator<Misfit> {
  yield* ofProgram(`${path}/program`, program);
  for (const [i, group] of groups.entries()) {
    for (const output of group.outputs) yield* within(`${path}/groups/${i}`, output, program.outputs);
    if (group.outputs.length !== group.keys.length) {
      yield { path: `${path}/groups/${i}`, message: "has another number of keys than of outputs" };
    }
  }
  for (const [i, aggregate] of aggregates.entries()) {
    const at = `${path}/aggregates/${i}`;
    const { group, argument, filter, groupBy, argumentType, groupByType, type } = aggregate;
    yield* within(at, group, groups);
    for (const output of [argument, filter, groupBy]) {
      if (output !== undefined) yield* within(at, output, program.outputs);
    }
    if ((groupBy === undefined) !== (groupByType === undefined)) {
      yield { path: `${at}/groupBy`, message: "has no type, or its type has no output" };
    }
    for (const each of [argumentType, groupByType, type]) if (each !== undefined) yield* typed(at, each);
  }
}

function* ofProgram(path: string, program: ProgramEntry): Generator<Misfit> {
  for (const [i, input] of program.inputs.entries()) yield* typed(`${path}/inputs/${i}`, input.type);
  for (const [i, output] of program.outputs.entries()) {
    yield* typed(`${path}/outputs/${i}`, output.type);
    for (const input of output.inputs) yield* within(`${path}/outputs/${i}`, input, program.inputs);
  }
}

function* typed(path: string, text: string): Generator<Misfit> {
  if (parseType(text) === undefined) yield { path: `${path}/type`, message: "is no type" };
}

function* within(path: string, index: number, list: readonly unknown[]): Generator<Misfit> {
  if (index >= list.length) yield { path, message: `counts beyond ${list.length}` };
}

function* repeated(path: string, list: readonly { readonly name: string }[]): Generator<Misfit> {
  const seen = new Set<string>();
  for (const [i, { name }] of list.entries()) {
    if (seen.has(name)) yield { path: `${path}/${i}/name`, message: "is there twice" };
    seen.add(name);
  }
}
