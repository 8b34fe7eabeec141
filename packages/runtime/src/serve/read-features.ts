import { nearest, PinionError, type Int64, type Manifest, type Value } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { findFeature } from "../materialise/find-feature.js";
import type { FoundFeatures, OnlineStore, ReadOptions, TableInfo } from "../ports.js";
import { readKey, showKey, type KeyInput } from "./read-key.js";

/** One key's features as a table holds them. */
export interface FeatureRow {
  /** As it was asked for. */
  readonly key: string;
  /** False where the table holds no row of the key: then every feature is NULL. */
  readonly found: boolean;
  /** Since when the oldest of the values stands, microseconds since the epoch; null where nothing was found. */
  readonly asOf: Int64 | null;
  /** By name, in the order asked for. */
  readonly features: Readonly<Record<string, Value>>;
}

/** Reads features of keys. Throws PN7001 to PN7004 where the call cannot be answered. */
export async function readFeatures(
  store: OnlineStore,
  manifest: Manifest,
  zone: Zone,
  table: string,
  keys: readonly KeyInput[],
  names: readonly string[],
  options?: ReadOptions,
): Promise<readonly FeatureRow[]> {
  const info = await store.table(table);
  if (info === undefined) throw await unknownTable(store, table);
  checkNames(info, manifest, names);
  const texts = keys.map((key) => readKey(key, info.keys, zone));
  const [rows = []] = await store.lookup([{ table, keys: texts, names }], options);
  return keys.map((key, i) => featureRow(showKey(key), rows[i], names));
}

function featureRow(key: string, row: FoundFeatures | undefined, names: readonly string[]): FeatureRow {
  // A null prototype: a feature may be called anything.
  const features = Object.create(null) as Record<string, Value>;
  let found = false;
  let asOf: Int64 | null = null;
  names.forEach((name, i) => {
    const value = row?.values[i];
    features[name] = value ?? null;
    if (value === undefined) return;
    found = true;
    const since = row?.asOf[i];
    if (since !== undefined && (asOf === null || since < asOf)) asOf = since;
  });
  return { key, found, asOf, features };
}

export async function unknownTable(store: OnlineStore, table: string): Promise<PinionError> {
  const tables = await store.tables();
  const guess = nearest(table, tables);
  const known =
    tables.length === 0
      ? "the store is empty: materialise features first"
      : `it has ${tables.slice(0, 20).join(", ")}`;
  return new PinionError("PN7002", `the ${store.label} has no table \`${table}\``, {
    help: guess === undefined ? known : `did you mean \`${guess}\`?`,
  });
}

export function checkNames(info: TableInfo, manifest: Manifest, names: readonly string[]): void {
  if (names.length === 0)
    throw new PinionError("PN7010", "no features were named", { help: "name at least one feature" });
  const there = new Set(info.groups.flatMap((group) => group.schema.fields.map((field) => field.name)));
  for (const name of names) {
    if (there.has(name)) continue;
    // A feature that the project does not know is a mistyped name rather than one not yet materialised.
    findFeature(manifest, name);
    throw new PinionError("PN7003", `\`${name}\` was not materialised into table \`${info.table}\``, {
      help: `the table holds ${[...there].slice(0, 20).join(", ")}`,
    });
  }
}
