import { showType, type DataType, type Diagnostic } from "@pinion/core";
import type { DerivedDefinition, FeatureDefinition, LookupDefinition } from "@pinion/dsl";
import type { ProgramSpec } from "../emit/program.js";
import type { Evaluated } from "../evaluate/index.js";
import type { Locator } from "../locate/index.js";
import { checkAvroFile } from "./avro-file.js";
import { converted } from "./declared.js";
import { planDerived, type FindFeature } from "./derived.js";
import { inOrder } from "./diagnostics.js";
import { planKeys } from "./keys.js";
import { planLookup } from "./lookup.js";
import type { Memory } from "./memory.js";
import { checkNames } from "./names.js";
import type { PlannedFeature, PlanResult } from "./plan.js";
import { createPlanning, type Planning } from "./planning.js";
import { planSource, type Finaliser } from "./source.js";
import { AGGREGATED, aggregatedColumn } from "./window.js";

/** Checks everything that a project defines and plans how it is computed; reports all mistakes at once. */
export function planProject(evaluated: Evaluated, locator: Locator, memory?: Memory): PlanResult {
  const found: Diagnostic[] = [];
  const planning = createPlanning(locator, evaluated.config.timeZone, found, memory);
  const computed = [...evaluated.derived, ...evaluated.lookups];
  checkNames(planning, evaluated.features, computed);
  const keys = planKeys(planning, [
    ...evaluated.features.flatMap((feature) => feature.keys),
    ...evaluated.keys,
  ]);

  const finalisers = createFinalisers(planning);
  const sources = evaluated.sources.toSorted(byName);
  for (const source of sources) checkAvroFile(planning, evaluated.projectDir, source);
  const bySource = groupBySource(evaluated.features);
  const planned = sources.flatMap((source) => {
    const features = (bySource.get(source.name) ?? []).toSorted(byName);
    return features.length === 0 ? [] : [{ source, features }];
  });
  const plans = planned.map(({ source, features }, i) =>
    planSource(planning, source, features, `s${i + 1}`, finalisers.of),
  );
  const anchored = plans.flatMap((plan) => plan.features);
  const derived = planComputed(planning, computed, anchored, finalisers.of);

  const diagnostics = inOrder(found);
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) {
    return { kind: "refused", diagnostics };
  }
  return {
    kind: "planned",
    warnings: diagnostics,
    plan: {
      evaluated,
      sources,
      keys,
      features: [...anchored, ...derived.map(({ feature }) => feature)].sort(byName),
      plans: plans.map(({ plan }) => plan),
      programs: [
        ...plans.map(({ program }) => program),
        ...finalisers.programs(),
        ...derived.flatMap(({ program }) => program ?? []),
      ],
    },
  };
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

function groupBySource(features: readonly FeatureDefinition[]): ReadonlyMap<string, FeatureDefinition[]> {
  const groups = new Map<string, FeatureDefinition[]>();
  for (const feature of features) {
    const group = groups.get(feature.source.name);
    if (group === undefined) groups.set(feature.source.name, [feature]);
    else group.push(feature);
  }
  return groups;
}

interface Computed {
  readonly feature: PlannedFeature;
  /** Of derived features: a program of their own. */
  readonly program?: ProgramSpec;
}

/** Derived features and lookups after what they are computed from, by name otherwise. */
function planComputed(
  planning: Planning,
  definitions: readonly (DerivedDefinition | LookupDefinition)[],
  anchored: readonly PlannedFeature[],
  finaliser: Finaliser,
): readonly Computed[] {
  const known = new Map(anchored.map((feature) => [feature.name, feature]));
  const done = new Map<DerivedDefinition | LookupDefinition, Computed | undefined>();
  const sorted = definitions.toSorted(byName);
  const derived = sorted.filter((definition) => definition.kind === "derived");
  const ids = new Map(derived.map((definition, i) => [definition.name, `d${i + 1}`]));
  const find: FindFeature = (input) =>
    input.kind === "derived" || input.kind === "lookup" ? plan(input)?.feature : known.get(input.name);
  const plan = (definition: DerivedDefinition | LookupDefinition): Computed | undefined => {
    if (done.has(definition)) return done.get(definition);
    const made = make(definition);
    done.set(definition, made);
    return made;
  };
  const make = (definition: DerivedDefinition | LookupDefinition): Computed | undefined => {
    if (definition.kind === "lookup") {
      const feature = planLookup(planning, definition, find, finaliser);
      return feature && { feature };
    }
    const id = ids.get(definition.name);
    if (id === undefined) throw new Error(`derived feature ${definition.name} was not collected`);
    return planDerived(planning, definition, id, find);
  };
  return sorted.map(plan).filter((made) => made !== undefined);
}

/** One program for each conversion of an aggregate's value, whatever feature asks for it. */
function createFinalisers(planning: Planning): {
  readonly of: Finaliser;
  readonly programs: () => readonly ProgramSpec[];
} {
  const programs = new Map<string, ProgramSpec>();
  const make = (from: DataType, nullable: boolean, to: DataType, id: string): ProgramSpec => {
    const expr = converted(planning, aggregatedColumn(from, nullable), to);
    const label = `${showType(from)} to ${showType(to)}`;
    const inputs = [{ name: AGGREGATED, type: from, nullable }];
    return { id, inputs, outputs: [{ expr, label, features: [] }], kernel: false };
  };
  return {
    of(from, nullable, to) {
      const key = `${showType(from)} ${nullable} ${showType(to)}`;
      let program = programs.get(key);
      if (program === undefined) {
        program = make(from, nullable, to, `w${programs.size + 1}`);
        programs.set(key, program);
      }
      return program.id;
    },
    programs: () => [...programs.values()],
  };
}
