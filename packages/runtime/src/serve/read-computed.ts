import { isAnchored, PinionError, type FeatureEntry, type Manifest } from "@pinion/core";
import { findFeature } from "../materialise/find-feature.js";
import type { TableInfo } from "../ports.js";
import type { CallTime } from "../time/call-time.js";
import type { Entity } from "./entity-keys.js";
import { isLackingBelow, type ResolvedAnswer } from "./get-features.js";
import { keyNamesOf, type KeyNames } from "./key-names.js";
import { notHeld } from "./not-in-table.js";
import type { FeatureColumn, ReadTable, RowsOptions } from "./read-features.js";
import { keyParts, type KeyInput, type KeyPart } from "./read-key.js";
import { resolutionsOf, type Resolution } from "./resolution.js";
import { isRequested, originalOf } from "./choose-table.js";

interface Home {
  readonly info: TableInfo;
  readonly holds: ReadonlySet<string>;
}

interface Asked {
  readonly keys: readonly KeyInput[];
  readonly names: readonly string[];
  readonly request: RowsOptions["request"];
  readonly time: CallTime;
  /** Reads features as the table holds them. */
  readonly stored: (names: readonly string[]) => Promise<readonly FeatureColumn[]>;
}

/** Features by one naming of the key. */
interface Group {
  readonly names: string[];
  readonly keyNames: Map<string, number>;
}

/**
 * Features of which a table does not hold some: these are computed as `getFeatures` does, of what the table holds before what others do. All
 * reads of a call leave together. Throws PN7001, PN7003, PN7011 and PN7012 where they cannot be.
 */
export async function computedColumns(
  { manifest, reader }: ReadTable,
  home: Home,
  { keys, names, request, time, stored }: Asked,
): Promise<readonly FeatureColumn[]> {
  checkRequested(keys, request);
  const strange: string[] = [];
  const groups: Group[] = [];
  for (const name of new Set(names)) {
    if (home.holds.has(name) && isOfOtherKeys(name, home, manifest)) strange.push(name);
    else join(groups, name, namesFor(findFeature(manifest, name), home, manifest));
  }
  const parts = keys.map((key) => keyParts(key, home.info.keys));
  const table = { table: home.info.table, holds: home.holds };
  const computed = await Promise.all([
    ...(strange.length === 0 ? [] : [stored(strange)]),
    ...groups.map(async ({ names: features, keyNames }) => {
      const entities = parts.map((own) => entityOf(own, keyNames));
      const asked = { entities, features, ...(request === undefined ? {} : { request }) };
      return columnsOf(await reader().ofTable(asked, table, time), features);
    }),
  ]);
  const columns = new Map(computed.flat().map((column) => [column.name, column]));
  return names.flatMap((name) => columns.get(name) ?? []);
}

/** Whether a table holds something that the project knows no longer, or by another key: it is read, and nothing is computed of it. */
function isOfOtherKeys(name: string, { info }: Home, { features }: Manifest): boolean {
  const feature = features.find((candidate) => candidate.name === name);
  return (
    feature?.keys.length !== info.keys.length || !feature.keys.every((key, i) => info.keys[i]?.name === key)
  );
}

/** What a feature calls the key. Throws PN7003 where the table's key is none of its, or another table alone can have it. */
function namesFor(feature: FeatureEntry, { info, holds }: Home, manifest: Manifest): KeyNames {
  const original = originalOf(feature, manifest);
  const isThere = holds.has(feature.name) || (original !== undefined && holds.has(original.name));
  const keyNames =
    isThere || !isAnchored(feature) || isRequested(feature, manifest)
      ? keyNamesOf(feature, { keys: info.keys, holds }, manifest)
      : undefined;
  if (keyNames === undefined) throw notHeld(info, manifest, feature);
  return keyNames;
}

/** Adds a feature to those that call the key as it does. */
function join(groups: Group[], name: string, keyNames: KeyNames): void {
  let group = groups.find(({ keyNames: known }) =>
    [...keyNames].every(([key, at]) => (known.get(key) ?? at) === at),
  );
  if (group === undefined) groups.push((group = { names: [], keyNames: new Map() }));
  group.names.push(name);
  for (const [key, at] of keyNames) group.keyNames.set(key, at);
}

function entityOf(parts: readonly KeyPart[], keyNames: KeyNames): Entity {
  const entity = Object.create(null) as Record<string, KeyPart>;
  for (const [key, at] of keyNames) entity[key] = parts[at] ?? "";
  return entity;
}

function columnsOf({ plan, rows }: ResolvedAnswer, names: readonly string[]): readonly FeatureColumn[] {
  if (isLackingBelow(plan)) throw lacking(plan);
  const ofKey = stepsOfKey(plan);
  return names.map((name, at) => ({ name, rows, at, ofKey: ofKey[plan.wanted[at] ?? -1] === true }));
}

/** By the position of the steps, whether rows of the key itself are below. */
function stepsOfKey({ steps, lookups }: Resolution): readonly boolean[] {
  const ofKey: boolean[] = [];
  for (const step of steps) {
    const below = step.kind === "lookup" ? (lookups[step.part]?.bases ?? []) : [];
    const inputs = step.kind === "derived" ? step.inputs : below;
    ofKey.push(step.kind === "stored" || inputs.some((input) => ofKey[input] === true));
  }
  return ofKey;
}

/** That something is computed of what no table holds. */
function lacking(plan: Resolution): PinionError {
  const missing = resolutionsOf(plan).flatMap(({ steps }) => steps.filter(({ kind }) => kind === "missing"));
  const name = missing[0]?.name ?? "";
  return new PinionError("PN7003", `no table holds \`${name}\`, of which features asked for are computed`, {
    help: `materialise \`${name}\`, or ask by \`getFeatures\`, which answers \`notMaterialised\``,
  });
}

function checkRequested(keys: readonly unknown[], request: RowsOptions["request"]): void {
  if (request === undefined || request.length === keys.length) return;
  throw new PinionError(
    "PN7011",
    `there are ${keys.length} keys and ${request.length} request rows: it must be one for each`,
  );
}
