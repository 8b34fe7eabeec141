import {
  isAnchored,
  nearest,
  PinionError,
  type FeatureEntry,
  type Int64,
  type Manifest,
  type Value,
} from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { defaultOf } from "../materialise/evaluate.js";
import { findFeature } from "../materialise/find-feature.js";
import type { FoundFeatures, OnlineStore, ReadOptions, TableInfo } from "../ports.js";
import { lackOf } from "./answer.js";
import type { FeatureStatus } from "./get-features.js";
import { checkReadOptions, timeLeft } from "./read-options.js";
import { readsRequest } from "./reads-request.js";
import { readKey, showKey, type KeyInput } from "./read-key.js";

/** One key's features as a table holds them. */
export interface FeatureRow<Values = Readonly<Record<string, Value>>> {
  /** As it was asked for. */
  readonly key: string;
  /** False where the table holds no row of the key in the groups of these features. */
  readonly found: boolean;
  /** Since when the oldest of the values stands, microseconds since the epoch; null where nothing was found. */
  readonly asOf: Int64 | null;
  /** By name, in the order asked for; the feature's default where there is no value. */
  readonly features: Values;
  /** What stands behind each value. */
  readonly status: { readonly [Name in keyof Values]: FeatureRowStatus };
}

export type FeatureRowStatus = Exclude<FeatureStatus, "notMaterialised" | "stale">;

/** Reads features of keys. Throws PN7001 to PN7004 where the call cannot be answered. */
export async function readFeatures(
  store: OnlineStore,
  manifest: Manifest,
  zone: Zone,
  table: string,
  keys: readonly KeyInput[],
  names: readonly string[],
  options: ReadOptions = {},
): Promise<readonly FeatureRow[]> {
  checkReadOptions(options);
  const left = timeLeft(options);
  const info = await store.table(table);
  if (info === undefined) throw await unknownTable(store, table);
  checkNames(info, manifest, names);
  const texts = keys.map((key) => readKey(key, info.keys, zone));
  const [rows = []] = await store.lookup([{ table, keys: texts, names }], left());
  const defaults = names.map((name) => {
    const feature = manifest.features.find((candidate) => candidate.name === name);
    return feature === undefined ? null : defaultOf(feature);
  });
  return keys.map((key, i) => featureRow(showKey(key), rows[i], names, defaults));
}

function featureRow(
  key: string,
  row: FoundFeatures | undefined,
  names: readonly string[],
  defaults: readonly Value[],
): FeatureRow {
  // A null prototype: a feature may be called anything.
  const features = Object.create(null) as Record<string, Value>;
  const status = Object.create(null) as Record<string, FeatureRowStatus>;
  let found = false;
  let asOf: Int64 | null = null;
  names.forEach((name, i) => {
    const value = row?.values[i];
    const since = row?.asOf[i];
    features[name] = value ?? defaults[i] ?? null;
    const lack = lackOf(since, row?.there);
    status[name] = value === undefined ? lack : value === null ? "null" : "present";
    if (status[name] !== "keyNotFound") found = true;
    if (value === undefined) return;
    if (since !== undefined && (asOf === null || since < asOf)) asOf = since;
  });
  return { key, found, asOf, features, status };
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
    const feature = findFeature(manifest, name);
    throw new PinionError("PN7003", `\`${name}\` was not materialised into table \`${info.table}\``, {
      help: computedBy(feature, manifest) ?? `the table holds ${[...there].slice(0, 20).join(", ")}`,
    });
  }
}

/** The request that a feature is computed by of what tables hold; undefined where it must be in one. */
function computedBy(feature: FeatureEntry, manifest: Manifest): string | undefined {
  const ofRequest = readsRequest(
    manifest,
    new Map(manifest.features.map((one) => [one.name, one])),
    feature.name,
  );
  if (isAnchored(feature) && feature.aliasOf === undefined && !ofRequest) return undefined;
  const { name, keys } = feature;
  const entity =
    keys.length === 0 ? "{}" : `{ ${keys.map((key) => `${JSON.stringify(key)}: …`).join(", ")} }`;
  const request = ofRequest ? ", request: [{ … }]" : "";
  const body = `{ features: [${JSON.stringify(name)}], entities: [${entity}]${request} }`;
  return `\`getFeatures\`, and \`POST /v1/features\`, compute it of what tables hold: ${body}`;
}
