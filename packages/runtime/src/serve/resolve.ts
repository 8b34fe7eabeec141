import { algebraOf, type Evaluators, type FeatureEntry, type Manifest, type Value } from "@pinion/core";
import { inputsOf } from "../materialise/closure.js";
import { defaultOf, derivedRunner, lookupRunner, programRunner } from "../materialise/evaluate.js";
import type { Catalogue } from "./catalogue.js";
import { isRequested, tableOf, type Preference } from "./choose-table.js";
import { requestProgram, type RequestProgram } from "./request-rows.js";
import type { LookupPart, Resolution, Step, TablePart } from "./resolution.js";
import { inRounds, type Needed } from "./rounds.js";
import { checkAllRead } from "./tables.js";

/**
 * Finds out where features come from. Throws PN7001 for unknown names, PN7002 and PN7003 where a table that was named does
 * not hold its feature, PN6003 where one of these cannot be read, or may hold what no other does, PN7012 where several tables hold one and none was named.
 */
export function resolveFeatures(
  manifest: Manifest,
  evaluators: Evaluators,
  catalogue: Catalogue,
  names: readonly string[],
  preference: Preference,
): Resolution {
  const parts = new Map<string, Numbered<Omit<TablePart, "names">>>();
  const programs = new Map<string, Numbered<RequestProgram>>();
  const lookups = new Map<string, Numbered<Omit<LookupPart, "resolution">>>();
  const needed = inRounds(names, (feature) => tableOf(feature, manifest, catalogue, preference), manifest);
  const placed = new Map(needed.map(({ feature }, s) => [feature.name, s]));
  const positionOf = (name: string): number => placed.get(name) ?? -1;

  const stepOf = ({ feature, table, round }: Needed): Step => {
    const base = { name: feature.name, round, fallback: defaultOf(feature) };
    if (table !== undefined) {
      const { info, stored } = table;
      const entry = numbered(parts, JSON.stringify([info.table, feature.keys]), () => ({
        table: info.table,
        keys: info.keys.map(({ type }, i) => ({ name: feature.keys[i] ?? "", type })),
      }));
      return {
        ...base,
        kind: "stored",
        part: entry.number,
        position: positionIn(entry, stored),
        stored,
        empty: emptyOf(feature, manifest, evaluators),
      };
    }
    if (feature.kind === "derived") {
      const runner = derivedRunner(evaluators, feature);
      return {
        ...base,
        kind: "derived",
        inputs: [...new Set(inputsOf(feature).map(positionOf))],
        run: (valueOf) => runner.run((input) => valueOf(positionOf(input))),
      };
    }
    if (feature.kind === "lookup") {
      const { keysOf, valueOf } = lookupRunner(manifest, evaluators, feature);
      const bases = inputsOf(feature).map(positionOf);
      const keys = feature.bases.map(({ key }) => key);
      const entry = numbered(lookups, JSON.stringify([bases, keys]), () => ({ round, bases, keysOf, keys }));
      const position = positionIn(entry, feature.expansion);
      return { ...base, kind: "lookup", part: entry.number, position, valueOf };
    }
    if (isRequested(feature, manifest)) {
      const { source, output } = feature;
      const entry = numbered(programs, source, () => requestProgram(manifest, evaluators, source));
      return { ...base, kind: "request", program: entry.number, output };
    }
    checkAllRead(catalogue.unreadable);
    return { ...base, kind: "missing" };
  };

  const steps = needed.map(stepOf);
  const wanted = names.map(positionOf);
  const tables = [...parts.values()].map(({ part, names: own }) => ({ ...part, names: [...own.keys()] }));
  const sources = wanted.map((index) => {
    const step = steps[index];
    return step?.kind === "stored" ? (tables[step.part]?.table ?? null) : null;
  });
  return {
    tables,
    programs: [...programs.values()].map(({ part }) => part),
    lookups: [...lookups.values()].map(({ part, names: own }) => ({
      ...part,
      resolution: resolveFeatures(manifest, evaluators, catalogue, [...own.keys()], preference),
    })),
    steps,
    wanted,
    sources,
    storedAlone:
      tables.length === 1 &&
      wanted.length === steps.length &&
      steps.every((step, s) => step.kind === "stored" && step.position === s && wanted[s] === s),
  };
}

/** A part with its position among its like, and the position of each name that is asked of it. */
interface Numbered<T> {
  readonly part: T;
  readonly number: number;
  readonly names: Map<string, number>;
}

function numbered<T>(parts: Map<string, Numbered<T>>, id: string, make: () => T): Numbered<T> {
  let entry = parts.get(id);
  if (entry === undefined) parts.set(id, (entry = { part: make(), number: parts.size, names: new Map() }));
  return entry;
}

function positionIn({ names }: Numbered<unknown>, name: string): number {
  const position = names.get(name) ?? names.size;
  names.set(name, position);
  return position;
}

/** What a feature is for a key that its own source has not seen: its aggregate over nothing, as a job has it. */
function emptyOf(feature: FeatureEntry, manifest: Manifest, evaluators: Evaluators): Value {
  if (feature.kind !== "window") return defaultOf(feature);
  const plan = manifest.plans.find(({ source }) => source === feature.source);
  const aggregate = plan?.aggregates[feature.aggregate];
  const value = aggregate === undefined ? null : algebraOf(aggregate).finish(undefined, 0);
  return programRunner(evaluators, feature.finalise)([value])[0] ?? defaultOf(feature);
}
