import { PinionError, type Code, type Int64, type Manifest, type Value } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { defaultOf } from "../materialise/evaluate.js";
import type { OnlineStore, ReadOptions, TableInfo } from "../ports.js";
import { storedRows } from "./answer.js";
import type { EntityFeatures, FeatureReader, FeatureStatus } from "./get-features.js";
import { checkSome, namesHeld, unknownTable } from "./not-in-table.js";
import { computedColumns } from "./read-computed.js";
import type { CallTime } from "../time/call-time.js";
import { readKey, showKey, type KeyInput } from "./read-key.js";
import type { RequestRow } from "./request-rows.js";

/** One key's features as a table holds them, or as they are computed of what it holds. */
export interface FeatureRow<Values = Readonly<Record<string, Value>>> {
  /** As it was asked for. */
  readonly key: string;
  /**
   * False where there is no row of the key in the groups of these features, and of those that they are computed from. What is
   * computed of the request alone does not count.
   */
  readonly found: boolean;
  /** Since when the oldest of the values stands, microseconds since the epoch; null where nothing stored went into them. */
  readonly asOf: Int64 | null;
  /** By name, in the order asked for; the feature's default where there is no value. */
  readonly features: Values;
  /** What stands behind each value. */
  readonly status: { readonly [Name in keyof Values]: FeatureRowStatus };
}

export type FeatureRowStatus = Exclude<FeatureStatus, "notMaterialised" | "stale">;

/** What the reads of one table take: where rows of a request are, one for each key. */
export interface RowsOptions extends ReadOptions {
  /** One row for each key, where features are computed of request columns. */
  readonly request?: readonly RequestRow[];
}

/** The same for one key. */
export interface RowOptions extends ReadOptions {
  /** Request columns by their names, where features are computed of them. */
  readonly request?: RequestRow;
}

export interface ReadTable {
  readonly manifest: Manifest;
  readonly zone: Zone;
  readonly store: OnlineStore;
  readonly fallbackOf: (name: string) => Value;
  /** What computes over the store's tables. */
  readonly reader: () => FeatureReader;
}

/** A feature of all keys that were asked for. */
export interface FeatureColumn {
  readonly name: string;
  /** By the position of the keys. */
  readonly rows: readonly EntityFeatures[];
  /** Its position in each row. */
  readonly at: number;
  /** Whether it says that the key is there. */
  readonly ofKey: boolean;
}

/**
 * Reads features of keys: those that the table holds from it, others computed of it as `getFeatures` does. Throws PN7001 to PN7004, PN7010
 * to PN7012 where the call cannot be answered.
 */
export async function readFeatures(
  source: ReadTable,
  table: string,
  keys: readonly KeyInput[],
  names: readonly string[],
  request: RowsOptions["request"],
  time: CallTime,
): Promise<readonly FeatureRow[]> {
  const { store, zone, fallbackOf } = source;
  const { left } = time;
  const tables = source.reader().tables;
  const readAs = async (info: TableInfo): Promise<readonly FeatureRow[]> => {
    const texts = keys.map((key) => readKey(key, info.keys, zone));
    const stored = async (held: readonly string[]): Promise<readonly FeatureColumn[]> => {
      const [found = []] = await store.lookup([{ table, keys: texts, names: held }], left());
      const rows = storedRows(found, held.map(fallbackOf));
      return held.map((name, at) => ({ name, rows, at, ofKey: true }));
    };
    const holds = namesHeld(info);
    const columns = names.every((name) => holds.has(name))
      ? await stored(names)
      : await computedColumns(source, { info, holds }, { keys, names, request, time, stored });
    return keys.map((key, i) => rowOf(showKey(key), i, columns));
  };
  checkSome(names);

  const recent = tables.recent(table);
  const read = recent && (await whereItFits(readAs(recent)));
  // A key may be nowhere since the table was dropped just now, or made anew under another key.
  if (read?.every(({ found }) => found) === true) return read;
  const info = await tables.now(table, left());
  if (info === undefined) throw await unknownTable(store, table, left());
  return read !== undefined && info === recent ? read : readAs(info);
}

/** Undefined where a key or a name does not fit what was known of the table: it may be another by now. */
const whereItFits = <T>(read: Promise<T>): Promise<T | undefined> =>
  read.catch((error: unknown) => {
    if (error instanceof PinionError && MISFITS.has(error.code)) return undefined;
    throw error;
  });

const MISFITS: ReadonlySet<Code> = new Set(["PN7001", "PN7003", "PN7004"]);

/** By a feature's name, what stands for NULL, and for what is not there. */
export function fallbacksOf({ features }: Manifest): ReadTable["fallbackOf"] {
  const known = new Map(features.map((feature) => [feature.name, defaultOf(feature)]));
  return (name) => known.get(name) ?? null;
}

function rowOf(key: string, index: number, columns: readonly FeatureColumn[]): FeatureRow {
  // A null prototype: a feature may be called anything.
  const features = Object.create(null) as Record<string, Value>;
  const status = Object.create(null) as Record<string, FeatureRowStatus>;
  let found = false;
  let asOf: Int64 | null = null;
  for (const { name, rows, at, ofKey } of columns) {
    const row = rows[index];
    const stands = row?.status[at] as FeatureRowStatus | undefined;
    features[name] = row?.values[at] ?? null;
    status[name] = stands ?? "keyNotFound";
    if (ofKey && stands !== undefined && stands !== "keyNotFound") found = true;
    const since = row?.asOf[at] ?? null;
    if (since !== null && (asOf === null || since < asOf)) asOf = since;
  }
  return { key, found, asOf, features, status };
}
