import {
  algebraOf,
  isAnchored,
  nearest,
  PinionError,
  type Evaluators,
  type FeatureEntry,
  type Manifest,
  type RowFeature,
  type Value,
} from "@pinion/core";
import { inputsOf } from "../materialise/closure.js";
import { defaultOf, derivedRunner, lookupRunner, programRunner } from "../materialise/evaluate.js";
import { findFeature } from "../materialise/find-feature.js";
import type { RowField, TableInfo } from "../ports.js";
import type { Catalogue } from "./catalogue.js";
import { UnreadableTable } from "../stores/table-meta.js";
import { checkAllRead } from "./tables.js";
import { requestProgram, type RequestProgram } from "./request-rows.js";

/** How the features of a call are come by: the same for every entity. */
export interface Resolution {
  /** What is read of each table. */
  readonly tables: readonly TablePart[];
  /** The programs of request sources. */
  readonly programs: readonly RequestProgram[];
  /** What lookups look up, one for each list of bases, by the round that they are looked up in. */
  readonly lookups: readonly LookupPart[];
  /** Everything asked for or needed for it, by round; what a step reads stands before it. */
  readonly steps: readonly Step[];
  /** By the position of the features asked for, the position of their step. */
  readonly wanted: readonly number[];
  /** By the position of the features asked for, the table they are read from. */
  readonly sources: readonly (string | null)[];
  /** Whether it is all read from one table, in the order asked for. */
  readonly storedAlone: boolean;
}

/** One table by the keys of entities that features name; under other keys the same table is another part. */
export interface TablePart {
  readonly table: string;
  /** Typed as the table's, called as the features call them. */
  readonly keys: readonly RowField[];
  readonly names: readonly string[];
}

/** What is looked up by some bases. */
export interface LookupPart {
  /** The steps that go before are of earlier rounds. */
  readonly round: number;
  /** Positions of steps. */
  readonly bases: readonly number[];
  /** The keys that values of the bases name; undefined where they name none. */
  readonly keysOf: (bases: readonly Value[]) => readonly (readonly Value[])[] | undefined;
  /** The names of the parts of such a key. */
  readonly keys: readonly string[];
  /** How what is looked up is come by. */
  readonly resolution: Resolution;
}

export type Step = StoredStep | RequestStep | DerivedStep | LookupStep | MissingStep;

interface StepBase {
  readonly name: string;
  /** How many lookups lie one behind the other below it. */
  readonly round: number;
  /** What stands for NULL, and for a key that is not there. */
  readonly fallback: Value;
}

export interface StoredStep extends StepBase {
  readonly kind: "stored";
  /** The position of the table's part, and among its names. */
  readonly part: number;
  readonly position: number;
  /** What the table calls it: of a feature under other keys the name of the one that it is. */
  readonly stored: string;
  /** What a derived feature takes where this one's key is not there. */
  readonly empty: Value;
}

export interface RequestStep extends StepBase {
  readonly kind: "request";
  readonly program: number;
  readonly output: number;
}

export interface DerivedStep extends StepBase {
  readonly kind: "derived";
  /** Positions of steps, each once. */
  readonly inputs: readonly number[];
  readonly run: (valueOf: (step: number) => Value) => Value;
}

export interface LookupStep extends StepBase {
  readonly kind: "lookup";
  /** The position of the part, and among the features that its resolution was asked for. */
  readonly part: number;
  readonly position: number;
  readonly valueOf: (found: readonly Value[] | undefined) => Value;
}

/** No table holds it, and it cannot be computed. */
export interface MissingStep extends StepBase {
  readonly kind: "missing";
}

/** Which table each feature is to be read from, where several hold it. */
export type TableChoice = Readonly<Record<string, string>>;

/** Where features are to be read from. */
export interface Preference {
  readonly choice: TableChoice;
  /** The table of a read of one table: what it holds is read from it, and what can be computed of that alone is computed. */
  readonly home?: string | undefined;
}

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
  const parts = new Map<string, { readonly part: TablePart; readonly names: string[] }>();
  const programs = new Map<string, RequestProgram>();
  const lookups = new Map<string, { readonly part: OpenLookup; readonly names: string[] }>();
  const needed = inRounds(names, (feature) => tableOf(feature, manifest, catalogue, preference), manifest);
  const placed = new Map(needed.map(({ feature }, s) => [feature.name, s]));
  const positionOf = (name: string): number => placed.get(name) ?? -1;

  const stepOf = ({ feature, table, round }: Needed): Step => {
    const base = { name: feature.name, round, fallback: defaultOf(feature) };
    if (table !== undefined) {
      const { info, stored } = table;
      const id = JSON.stringify([info.table, feature.keys]);
      let entry = parts.get(id);
      if (entry === undefined) {
        const own: string[] = [];
        const keys = info.keys.map(({ type }, i) => ({ name: feature.keys[i] ?? "", type }));
        entry = { names: own, part: { table: info.table, keys, names: own } };
        parts.set(id, entry);
      }
      if (!entry.names.includes(stored)) entry.names.push(stored);
      return {
        ...base,
        kind: "stored",
        part: [...parts.keys()].indexOf(id),
        position: entry.names.indexOf(stored),
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
      const id = JSON.stringify([bases, keys]);
      const entry = lookups.get(id) ?? { part: { round, bases, keysOf, keys }, names: [] };
      lookups.set(id, entry);
      if (!entry.names.includes(feature.expansion)) entry.names.push(feature.expansion);
      const position = entry.names.indexOf(feature.expansion);
      return { ...base, kind: "lookup", part: [...lookups.keys()].indexOf(id), position, valueOf };
    }
    if (isRequested(feature, manifest)) {
      if (!programs.has(feature.source))
        programs.set(feature.source, requestProgram(manifest, evaluators, feature.source));
      const program = [...programs.keys()].indexOf(feature.source);
      return { ...base, kind: "request", program, output: feature.output };
    }
    checkAllRead(catalogue.unreadable);
    return { ...base, kind: "missing" };
  };

  const steps = needed.map(stepOf);
  const wanted = names.map(positionOf);
  const tables = [...parts.values()].map(({ part }) => part);
  const sources = wanted.map((index) => {
    const step = steps[index];
    return step?.kind === "stored" ? (tables[step.part]?.table ?? null) : null;
  });
  return {
    tables,
    programs: [...programs.values()],
    lookups: [...lookups.values()].map(({ part, names: own }) => ({
      ...part,
      resolution: resolveFeatures(manifest, evaluators, catalogue, own, preference),
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

type OpenLookup = Omit<LookupPart, "resolution">;

/** A feature that a call needs, and the table that holds it; one that none holds is to be computed. */
interface Needed {
  readonly feature: FeatureEntry;
  readonly table: Held | undefined;
  readonly round: number;
}

/** The table that a feature is read from, and what it is called there. */
interface Held {
  readonly info: TableInfo;
  readonly stored: string;
}

/** The features of a call and those that they are computed from, inputs first, and those of earlier rounds first. */
function inRounds(
  names: readonly string[],
  tableOf: (feature: FeatureEntry) => Held | undefined,
  manifest: Manifest,
): readonly Needed[] {
  const needed = new Map<string, Needed>();
  const visit = (name: string): number => {
    const known = needed.get(name);
    if (known !== undefined) return known.round;
    const feature = findFeature(manifest, name);
    const table = tableOf(feature);
    const below = table === undefined ? inputsOf(feature).map(visit) : [];
    const above = feature.kind === "lookup" && table === undefined ? 1 : 0;
    const round = Math.max(0, ...below) + above;
    needed.set(name, { feature, table, round });
    return round;
  };
  names.forEach(visit);
  return [...needed.values()].toSorted((a, b) => a.round - b.round);
}

/** A resolution and those of all that its lookups look up. */
export function resolutionsOf(resolution: Resolution): readonly Resolution[] {
  return [resolution, ...resolution.lookups.flatMap((part) => resolutionsOf(part.resolution))];
}

/** Whether a feature is computed from request columns by itself. */
export const isRequested = (feature: FeatureEntry, { sources }: Manifest): feature is RowFeature =>
  feature.kind === "row" && sources.some(({ name, kind }) => name === feature.source && kind === "request");

/**
 * The table that holds a feature. One under other keys is read from a table of the feature that it is, by its own keys, where
 * none holds it under its name.
 */
function tableOf(
  feature: FeatureEntry,
  manifest: Manifest,
  catalogue: Catalogue,
  { choice, home }: Preference,
): Held | undefined {
  const original = originalOf(feature, manifest);
  const own = holdersOf(feature, catalogue);
  const others = original === undefined ? [] : holdersOf(original, catalogue);
  if (home !== undefined) {
    const held = heldAt(home, [...own, ...others]);
    if (held !== undefined) return held;
    if (isComputedAt(home, feature, manifest, catalogue)) return undefined;
  }
  const chosenFor = [feature, ...(original === undefined ? [] : [original])].find(({ name }) =>
    Object.hasOwn(choice, name),
  );
  if (chosenFor !== undefined) {
    const named = choice[chosenFor.name] ?? "";
    const held = [...own, ...others].find(({ info }) => info.table === named);
    if (held !== undefined) return held;
    if (!catalogue.tables.has(named)) {
      const unreadable = catalogue.unreadable.get(named);
      if (unreadable !== undefined) throw new UnreadableTable(unreadable.where, unreadable.reason);
      const guess = nearest(named, [...catalogue.tables.keys()]);
      throw new PinionError("PN7002", `the store has no table ${JSON.stringify(named.slice(0, 140))}`, {
        help:
          guess === undefined
            ? `it was named as the table of \`${chosenFor.name}\``
            : `did you mean \`${guess}\`?`,
      });
    }
    throw new PinionError("PN7003", `\`${feature.name}\` was not materialised into table \`${named}\``);
  }
  const holders = own.length > 0 ? own : others;
  if (holders.length <= 1) return holders[0];
  const tables = holders.map(({ info }) => info.table);
  const which = `\`tables: { ${feature.name}: ${JSON.stringify(tables[0])} }\``;
  throw new PinionError("PN7012", `\`${feature.name}\` is in the tables ${tables.join(", ")}`, {
    help: home === undefined ? `say which: ${which}` : `ask by \`getFeatures\`, and say which: ${which}`,
  });
}

const heldAt = (home: string, holders: readonly Held[]): Held | undefined =>
  holders.find(({ info }) => info.table === home);

/** Whether all that a computed feature is computed from stands in one table, or comes from the request. */
function isComputedAt(
  home: string,
  feature: FeatureEntry,
  manifest: Manifest,
  catalogue: Catalogue,
): boolean {
  const open = [...inputsOf(feature)];
  if (open.length === 0) return false;
  const seen = new Set(open);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const input = findFeature(manifest, name);
    const original = originalOf(input, manifest);
    const holders = [input, ...(original === undefined ? [] : [original])];
    if (holders.some((one) => heldAt(home, holdersOf(one, catalogue)) !== undefined)) continue;
    const below = inputsOf(input);
    if (below.length === 0 && !isRequested(input, manifest)) return false;
    for (const next of below) {
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return true;
}

/** The feature that one is under other keys. */
export function originalOf(feature: FeatureEntry, manifest: Manifest): FeatureEntry | undefined {
  if (!isAnchored(feature) || feature.aliasOf === undefined) return undefined;
  return findFeature(manifest, feature.aliasOf);
}

const holdersOf = (feature: FeatureEntry, { holders, tables }: Catalogue): readonly Held[] =>
  (holders.get(feature.name) ?? []).flatMap((name) => {
    const info = tables.get(name);
    return info !== undefined && hasKeysOf(info, feature) ? [{ info, stored: feature.name }] : [];
  });

const hasKeysOf = (info: TableInfo, feature: FeatureEntry): boolean =>
  info.keys.length === feature.keys.length && info.keys.every(({ name }, i) => name === feature.keys[i]);

/** What a feature is for a key that its own source has not seen: its aggregate over nothing, as a job has it. */
function emptyOf(feature: FeatureEntry, manifest: Manifest, evaluators: Evaluators): Value {
  if (feature.kind !== "window") return defaultOf(feature);
  const plan = manifest.plans.find(({ source }) => source === feature.source);
  const aggregate = plan?.aggregates[feature.aggregate];
  const value = aggregate === undefined ? null : algebraOf(aggregate).finish(undefined, 0);
  return programRunner(evaluators, feature.finalise)([value])[0] ?? defaultOf(feature);
}
