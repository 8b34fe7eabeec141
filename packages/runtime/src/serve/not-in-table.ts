import { isAnchored, nearest, PinionError, type FeatureEntry, type Manifest } from "@pinion/core";
import { findFeature } from "../materialise/find-feature.js";
import type { OnlineStore, ReadOptions, TableInfo } from "../ports.js";
import { readsRequest } from "./reads-request.js";

/** That a store has no such table, and which it has. */
export async function unknownTable(
  store: OnlineStore,
  table: string,
  options?: ReadOptions,
): Promise<PinionError> {
  // One that is being dropped is named still.
  const tables = (await store.tables(options)).filter((name) => name !== table);
  const guess = nearest(table, tables);
  const known =
    tables.length === 0
      ? "the store is empty: materialise features first"
      : `it has ${tables.slice(0, 20).join(", ")}`;
  return new PinionError("PN7002", `the ${store.label} has no table \`${table}\``, {
    help: guess === undefined ? known : `did you mean \`${guess}\`?`,
  });
}

const held = new WeakMap<TableInfo, ReadonlySet<string>>();

/** The names of the features that a table holds. */
export function namesHeld(info: TableInfo): ReadonlySet<string> {
  let names = held.get(info);
  if (names === undefined) {
    names = new Set(info.groups.flatMap(({ schema }) => schema.fields.map(({ name }) => name)));
    held.set(info, names);
  }
  return names;
}

/** Throws PN7003 where a table does not hold a feature, PN7001 where the project has none of its name. */
export function checkNames(info: TableInfo, manifest: Manifest, names: readonly string[]): void {
  checkSome(names);
  const there = namesHeld(info);
  for (const name of names) if (!there.has(name)) throw notHeld(info, manifest, findFeature(manifest, name));
}

/** Throws PN7010 where no features are named. */
export function checkSome(names: readonly string[]): void {
  if (names.length > 0) return;
  throw new PinionError("PN7010", "no features were named", { help: "name at least one feature" });
}

/** That a table does not hold a feature, and how else it is come by. */
export function notHeld(info: TableInfo, manifest: Manifest, feature: FeatureEntry): PinionError {
  return new PinionError("PN7003", `\`${feature.name}\` was not materialised into table \`${info.table}\``, {
    help: computedBy(feature, manifest) ?? `the table holds ${[...namesHeld(info)].slice(0, 20).join(", ")}`,
  });
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
