import { isAnchored, PinionError, type FeatureEntry, type Manifest } from "@pinion/core";
import { typeNamed } from "../materialise/evaluate.js";
import type { RowField, TableInfo } from "../ports.js";
import { checkTable, type Caller } from "./auth/caller.js";
import { checkAllRead, type UnreadableTables } from "../serve/tables.js";
import type { Serving } from "./serving.js";
import { namesOf, tablesOf } from "./visible-features.js";

/*
 * Where values of features go that are pushed under a name. A table takes what it holds, and what no table holds. The name of an
 * anchor means the tables that hold its features, as in reading. Nothing that is pushed makes a second table of a feature: callers
 * who name none could not read it any more.
 */

/** A table, and which of the features it takes. */
export interface PushPlace {
  readonly table: string;
  /** Undefined of one that there is not yet. */
  readonly info: TableInfo | undefined;
  readonly keys: readonly RowField[];
  readonly names: readonly string[];
}

export interface PushedName {
  readonly name: string;
  /** The table of that name, where there is one for this caller. */
  readonly table: TableInfo | undefined;
  readonly keys: readonly RowField[];
}

/** What a name stands for. Throws PN9005 where that is no table that the caller may write, PN7002 where it is nothing. */
export async function pushedName(serving: Serving, caller: Caller, name: string): Promise<PushedName> {
  const { client, manifest } = serving;
  const keys = keysOfAnchor(manifest, name);
  if (!caller.maySee(name)) {
    const home = keys && homeOf(manifest, caller, name, (await tablesKeyed(serving, keys)).tables);
    if (home === undefined) checkTable(caller, name);
  }
  const table = caller.maySee(name) ? await (await client.onlineStore()).table(name) : undefined;
  if (table !== undefined) return { name, table, keys: table.keys };
  if (keys !== undefined) return { name, table, keys };
  throw new PinionError("PN7002", `there is no table \`${name}\`, nor an anchor of that name`, {
    help: "`GET /v1/catalog` lists the tables",
  });
}

interface HoldingTable {
  readonly info: TableInfo;
  readonly held: ReadonlySet<string>;
}

/** All tables of these keys. */
async function tablesKeyed(
  serving: Serving,
  keys: readonly RowField[],
): Promise<{ readonly tables: readonly HoldingTable[]; readonly unreadable: UnreadableTables }> {
  const keyed = keyNames(keys);
  const { infos, unreadable } = await tablesOf(serving);
  const tables = infos
    .filter((info) => keyNames(info.keys) === keyed)
    .map((info) => ({ info, held: new Set(namesOf(info)) }));
  return { tables, unreadable };
}

/** Throws PN7012 where a feature would be in a second table, PN9005 where the caller may not write those that are meant. */
export async function placesOf(
  serving: Serving,
  caller: Caller,
  { name, table, keys }: PushedName,
  features: readonly string[],
): Promise<readonly PushPlace[]> {
  const own = new Set(table === undefined ? [] : namesOf(table));
  if (table !== undefined && features.every((feature) => own.has(feature)))
    return [{ table: name, info: table, keys, names: features }];

  const { tables, unreadable } = await tablesKeyed(serving, keys);
  const places = new Map<string, { readonly info: TableInfo | undefined; readonly names: string[] }>();
  const put = (feature: string, into: string, info: TableInfo | undefined): void => {
    const place = places.get(into);
    if (place === undefined) places.set(into, { info, names: [feature] });
    else place.names.push(feature);
  };
  const unheld: string[] = [];
  for (const feature of features) {
    const holders = tables.filter(({ held }) => held.has(feature)).map(({ info }) => info);
    if (own.has(feature)) put(feature, name, table);
    else if (holders.length === 0) unheld.push(feature);
    else for (const info of heldBy(serving, caller, name, feature, holders)) put(feature, info.table, info);
  }
  if (unheld.length > 0) {
    // One that cannot be read may hold them.
    checkAllRead(unreadable);
    const home = table ?? homeOf(serving.manifest, caller, name, tables);
    if (home === undefined) checkTable(caller, name);
    for (const feature of unheld) put(feature, home?.table ?? name, home);
  }
  return [...places].map(([into, { info, names }]) => ({
    table: into,
    info,
    keys: info?.keys ?? keys,
    names,
  }));
}

const keyNames = (keys: readonly RowField[]): string => keys.map(({ name }) => name).join("\n");

/** The tables that are meant by the name of an anchor; by that of a table another one is not. */
function heldBy(
  { features }: Serving,
  caller: Caller,
  name: string,
  feature: string,
  holders: readonly TableInfo[],
): readonly TableInfo[] {
  const entry = features.get(feature);
  const writable = holders.filter(({ table }) => caller.maySee(table));
  const [first] = writable;
  const isMeant = entry !== undefined && isAnchored(entry) && entry.anchor === name;
  if (isMeant && first !== undefined) return writable;
  if (isMeant)
    throw new PinionError(
      "PN9005",
      `no table that the API key ${caller.name ?? ""} is for holds \`${feature}\``,
    );
  const anchor = entry !== undefined && isAnchored(entry) ? entry.anchor : undefined;
  const under = [...(first === undefined ? [] : [first.table]), ...(anchor === undefined ? [] : [anchor])];
  throw new PinionError(
    "PN7012",
    `\`${feature}\` is in ${first === undefined ? "another table" : `table \`${first.table}\``} already: in \`${name}\` too, it could not be read without naming one`,
    under.length === 0
      ? {}
      : { help: `push it under the name ${under.map((one) => `\`${one}\``).join(" or ")}` },
  );
}

/** Of the caller's tables the one that holds most features of an anchor, the first by name among equals. */
function homeOf(
  manifest: Manifest,
  caller: Caller,
  anchor: string,
  tables: readonly HoldingTable[],
): TableInfo | undefined {
  const names = featuresOf(manifest, anchor).map(({ name }) => name);
  const [best] = tables
    .filter(({ info }) => caller.maySee(info.table))
    .map(({ info, held }) => ({ info, count: names.filter((name) => held.has(name)).length }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.info.table < b.info.table ? -1 : 1));
  return best?.info;
}

const featuresOf = ({ features }: Manifest, anchor: string): readonly FeatureEntry[] =>
  features.filter((feature) => isAnchored(feature) && feature.anchor === anchor);

function keysOfAnchor(manifest: Manifest, anchor: string): readonly RowField[] | undefined {
  const [feature] = featuresOf(manifest, anchor);
  if (feature === undefined || feature.keys.length === 0) return undefined;
  return feature.keys.map((name) => {
    const key = manifest.keys.find((candidate) => candidate.name === name);
    if (key === undefined) throw new Error(`the manifest has no key ${name}`);
    return { name, type: typeNamed(key.type) };
  });
}
