import {
  PinionError,
  type FeatureEntry,
  type BatchSourceEntry,
  type KeyEntry,
  type Manifest,
  type ProgramEntry,
  type RequestSourceEntry,
  type RowFeature,
} from "@pinion/core";
import { closure } from "../materialise/closure.js";
import { findFeature } from "../materialise/find-feature.js";
import { spacesOf, type LookupSpace } from "../materialise/lookup-spaces.js";
import { sourcesOf, type SourceSelection } from "../materialise/source-selection.js";
import { delaysOf, type Delays } from "./delays.js";

/** What a join computes, before any file is looked at. */
export interface JoinPlan {
  /** As asked for, in that order, each once. */
  readonly features: readonly FeatureEntry[];
  /** Everything needed below derived features too, in an order in which inputs come first. */
  readonly needed: readonly FeatureEntry[];
  /** One for each source and key. */
  readonly groups: readonly JoinGroup[];
  /** Request sources: computed of the observation's own columns. */
  readonly requests: readonly RequestPart[];
  /** The names of all keys of the project. */
  readonly allKeys: readonly string[];
  /** By feature, how long before the observation it is as of; microseconds. */
  readonly delays: ReadonlyMap<string, number>;
  /** What its lookups look up, one for each entity. */
  readonly spaces: readonly JoinSpace[];
}

/** What is joined to the keys that bases name, as of the times of their observations. */
export interface JoinSpace extends JoinPlan {
  /** Those of its features, in order. */
  readonly keys: readonly KeyEntry[];
}

export interface JoinGroup extends SourceSelection {
  readonly source: BatchSourceEntry;
  readonly keys: readonly KeyEntry[];
}

export interface RequestPart {
  readonly source: RequestSourceEntry;
  readonly program: ProgramEntry;
  readonly features: readonly RowFeature[];
  /** The positions of the program's inputs that the features use, and of those that may not be NULL. */
  readonly inputs: ReadonlySet<number>;
}

/** Throws PN7001 for unknown features, PN7010 for wrong delays, PN7033 for features of streams. */
export function planJoin(manifest: Manifest, names: readonly string[], delays: Delays): JoinPlan {
  if (names.length === 0) {
    throw new PinionError("PN7010", "no features were named", { help: "name at least one feature" });
  }
  const features = [...new Set(names)].map((name) => findFeature(manifest, name));
  const needed = closure(manifest, features);
  const spaces = spacesOf(manifest, needed);
  const all = delaysOf(delays, [...needed, ...spaces.flatMap(everythingOf)]);
  return planOf(manifest, features, needed, spaces, all);
}

const everythingOf = ({ needed, spaces }: LookupSpace): readonly FeatureEntry[] => [
  ...needed,
  ...spaces.flatMap(everythingOf),
];

const planOf = (
  manifest: Manifest,
  features: readonly FeatureEntry[],
  needed: readonly FeatureEntry[],
  spaces: readonly LookupSpace[],
  delays: JoinPlan["delays"],
): JoinPlan => ({
  features,
  needed,
  groups: sourcesOf(manifest, needed, []).map((selection) => groupOf(manifest, selection)),
  requests: requestsOf(manifest, needed),
  allKeys: manifest.keys.map(({ name }) => name),
  delays,
  spaces: spaces.map((space) => ({
    ...planOf(manifest, space.expansions, space.needed, space.spaces, delays),
    keys: space.keys,
  })),
});

/** The request sources of a join, those that only what is looked up reads among them; each once, with all inputs that are used. */
export function requestsBelow({ requests, spaces }: JoinPlan): readonly RequestPart[] {
  const all = [...requests, ...spaces.flatMap(requestsBelow)];
  const firsts = all.filter(({ source }, i) => all.findIndex((other) => other.source === source) === i);
  return firsts.map((first) => {
    const same = all.filter(({ source }) => source === first.source);
    return { ...first, inputs: new Set(same.flatMap(({ inputs }) => [...inputs])) };
  });
}

function groupOf(manifest: Manifest, selection: SourceSelection): JoinGroup {
  const { plan, group } = selection;
  const source = manifest.sources.find((candidate) => candidate.name === plan.source);
  if (source?.kind === "stream") {
    const names = [...selection.rows, ...selection.windows].map(({ name }) => name);
    throw new PinionError(
      "PN7033",
      `\`${names[0] ?? ""}\` is a feature of the stream ${source.name}, whose past cannot be read`,
      { help: "declare the feature over a file or a table that the events are copied to, and join that" },
    );
  }
  if (source === undefined || source.kind === "request")
    throw new Error(`the manifest has no source ${plan.source} of rows`);
  const keys = (plan.groups[group]?.keys ?? []).map((name) => {
    const key = manifest.keys.find((candidate) => candidate.name === name);
    if (key === undefined) throw new Error(`the manifest has no key ${name}`);
    return key;
  });
  return { ...selection, source, keys };
}

function requestsOf(manifest: Manifest, needed: readonly FeatureEntry[]): readonly RequestPart[] {
  return manifest.sources.flatMap((source): readonly RequestPart[] => {
    if (source.kind !== "request") return [];
    const features = needed.filter(
      (feature): feature is RowFeature => feature.kind === "row" && feature.source === source.name,
    );
    const program = manifest.plans.find((plan) => plan.source === source.name)?.program;
    if (features.length === 0 || program === undefined) return [];
    return [{ source, program, features, inputs: usedInputs(source, program, features) }];
  });
}

/** Serving asks for those that may not be NULL too, whatever is computed of them: code may be made of that. */
function usedInputs(
  { columns }: RequestSourceEntry,
  { inputs, outputs }: ProgramEntry,
  features: readonly RowFeature[],
): ReadonlySet<number> {
  const used = features.flatMap(({ output }) => outputs[output]?.inputs ?? []);
  const required = columns.filter(({ nullable }) => !nullable).map(({ name }) => name);
  return new Set([...used, ...inputs.flatMap(({ name }, i) => (required.includes(name) ? [i] : []))]);
}
