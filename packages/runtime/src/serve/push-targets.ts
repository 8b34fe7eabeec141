import { checkAllRead, readTables } from "./tables.js";
import {
  type Evaluators,
  type FeatureEntry,
  type KeyGroup,
  type Manifest,
  type RowFeature,
  type SourcePlan,
  type Value,
} from "@pinion/core";
import { inputsOf, keysNamed } from "../materialise/closure.js";
import { defaultOf, derivedRunner, typeNamed } from "../materialise/evaluate.js";
import type { OnlineStore, ReadOptions, RowField, TableInfo } from "../ports.js";

/** What of a source's rows goes into one table. */
export interface PushTarget {
  readonly table: string;
  /** Whose outputs hold the key. */
  readonly group: KeyGroup;
  readonly keys: readonly RowField[];
  readonly fields: readonly RowField[];
  /** The values of the fields, of what the source's program gives. */
  readonly valuesOf: (outputs: readonly Value[]) => readonly Value[];
}

/** A table that takes features of single rows of a source. */
export interface TakingTable {
  readonly table: string;
  readonly group: KeyGroup;
  readonly features: readonly FeatureEntry[];
  /** All that can be computed of single rows under the key, inputs first. */
  readonly computable: readonly FeatureEntry[];
}

/**
 * The tables that hold features of single rows of a source; for an anchor of which none does, one of its name. Tables that may
 * not be written take nothing.
 */
export async function tablesTaking(
  manifest: Manifest,
  plan: SourcePlan,
  store: OnlineStore,
  mayWrite: (table: string) => boolean = () => true,
  left: () => ReadOptions | undefined = () => undefined,
): Promise<readonly TakingTable[]> {
  const { infos: tables, unreadable } = await readTables(store, () => true, left);
  return plan.groups.flatMap((group, g) => {
    const own = manifest.features.filter(
      (feature): feature is RowFeature =>
        feature.kind === "row" && feature.source === plan.source && feature.group === g,
    );
    const computable = withDerived(manifest, own);
    const holders = tables.flatMap((info) => {
      const held = namesOf(info, group);
      const features = computable.filter(({ name }) => held.has(name));
      return features.length === 0 ? [] : [{ table: info.table, features }];
    });
    // Also those of tables that may not be written: a second table of a feature would take it from callers who name none.
    const there = new Set(holders.flatMap(({ features }) => features.map(({ name }) => name)));
    // What is read from the table of another feature needs none of its own.
    const originals = own.filter(({ aliasOf }) => aliasOf === undefined);
    const missing = originals.filter(({ name }) => !there.has(name));
    const anchors = new Set(missing.map(({ anchor }) => anchor));
    const made = [...anchors].filter(mayWrite).flatMap((anchor) => {
      const features = originals.filter((feature) => feature.anchor === anchor);
      // An anchor of which a table holds some features has what its user wants stored.
      return features.every((feature) => missing.includes(feature)) ? [{ table: anchor, features }] : [];
    });
    // One that cannot be read may be the one that these go to.
    if (made.length > 0) checkAllRead(unreadable);
    return [...holders.filter(({ table }) => mayWrite(table)), ...made].map((one) => ({
      ...one,
      group,
      computable,
    }));
  });
}

/** What is written into tables, and how it is computed. */
export const pushTargets = (
  manifest: Manifest,
  evaluators: Evaluators,
  tables: readonly TakingTable[],
): readonly PushTarget[] =>
  tables.map(({ table, group, features, computable }) => ({
    table,
    group,
    keys: keysNamed(manifest, group.keys).map(({ name, type }) => ({ name, type: typeNamed(type) })),
    fields: features.map(({ name, type }) => ({ name, type: typeNamed(type) })),
    valuesOf: valuesOf(evaluators, computable, features),
  }));

/** Features of rows and all that is derived of nothing else, inputs first. */
function withDerived(manifest: Manifest, own: readonly RowFeature[]): readonly FeatureEntry[] {
  const known = new Map<string, FeatureEntry>(own.map((feature) => [feature.name, feature]));
  for (let before = -1; before !== known.size;) {
    before = known.size;
    for (const feature of manifest.features) {
      if (feature.kind !== "derived" || known.has(feature.name)) continue;
      if (inputsOf(feature).every((name) => known.has(name))) known.set(feature.name, feature);
    }
  }
  return [...known.values()];
}

/** The features that a table holds under the key of a group. */
function namesOf(info: TableInfo, group: KeyGroup): ReadonlySet<string> {
  const same =
    info.keys.length === group.keys.length && info.keys.every(({ name }, i) => name === group.keys[i]);
  if (!same) return new Set();
  return new Set(info.groups.flatMap(({ schema }) => schema.fields.map(({ name }) => name)));
}

interface Step {
  readonly name: string;
  readonly valueOf: (outputs: readonly Value[], before: ReadonlyMap<string, Value>) => Value;
}

function valuesOf(
  evaluators: Evaluators,
  computable: readonly FeatureEntry[],
  wanted: readonly FeatureEntry[],
): PushTarget["valuesOf"] {
  const steps = computable.map((feature): Step => {
    const { name } = feature;
    if (feature.kind === "derived") {
      const { run } = derivedRunner(evaluators, feature);
      return { name, valueOf: (_, values) => run((input) => values.get(input) ?? null) };
    }
    const fallback = defaultOf(feature);
    const output = feature.kind === "row" ? feature.output : -1;
    return { name, valueOf: (outputs) => outputs[output] ?? fallback };
  });
  return (outputs) => {
    const values = new Map<string, Value>();
    for (const { name, valueOf: next } of steps) values.set(name, next(outputs, values));
    return wanted.map(({ name }) => values.get(name) ?? null);
  };
}
