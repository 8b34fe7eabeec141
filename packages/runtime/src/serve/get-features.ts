import { PinionError, type Evaluators, type Int64, type Manifest, type Value } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import type { Clock, OnlineStore, ReadOptions, RowField } from "../ports.js";
import { boundedMap, MOST_NAMES } from "../bounded-map.js";
import { findFeature } from "../materialise/find-feature.js";
import { answerRows } from "./answer.js";
import { catalogueReader, type Catalogue } from "./catalogue.js";
import { entityKeys, type Entity } from "./entity-keys.js";
import { sameNames } from "./names.js";
import { callTime, type CallTime } from "../time/call-time.js";
import { checkPositive, checkReadOptions } from "./read-options.js";
import { recentTables, type RecentTables } from "./recent-tables.js";
import type { RequestRow } from "./request-rows.js";
import type { UnreadableTables } from "./tables.js";
import { catalogueScopes, type Scope } from "./scope.js";
import { lookedUpRows, type ReadTables } from "./look-up.js";
import { rowScanner, type ScanRow } from "./scan-row.js";
import { featureScanner, type ScanFeatures } from "./scan-features.js";
import { resolutionsOf, type Resolution } from "./resolution.js";
import type { Preference, TableChoice } from "./choose-table.js";
import { resolveFeatures } from "./resolve.js";

/** Which features of which entities. */
export interface FeatureRequest<
  Names extends readonly string[] = readonly string[],
  Of = Entity,
> extends ReadOptions {
  /** The values of keys by their names; each entity must have every key that a feature asked for needs. */
  readonly entities: readonly Of[];
  readonly features: Names;
  /** One row for each entity, where features of request columns are asked for. */
  readonly request?: readonly RequestRow[];
  /** The table of a feature, where several hold it. */
  readonly tables?: TableChoice;
  /**
   * A value older than this, in milliseconds, is given and marked `stale`. For all features, or by their names. Here and in `tables` any
   * feature of the project may be named, asked for or not; what is none is refused (PN7001).
   */
  readonly maxAgeMs?: number | Readonly<Record<string, number>>;
  /**
   * Whether a table may be read for this caller; every table unless given. Other tables are as if they were not there; a feature
   * that is in none of the caller's, and cannot be computed of them, is refused with PN9005, whether another table holds it or not.
   */
  readonly mayRead?: (table: string) => boolean;
}

/**
 * What stands behind a value.
 *
 * `present` a value · `null` the key is there and the value is NULL · `keyNotFound` the feature's group has no row of the key ·
 * `featureNotFound` it has one, which lacks the feature: it was deleted · `notMaterialised` no table holds the feature, and
 * it cannot be computed · `stale` a value or NULL beyond the maximum age. Where it is NULL, or the key or the feature is not
 * there, the value is the feature's default.
 */
export type FeatureStatus =
  "present" | "null" | "keyNotFound" | "featureNotFound" | "notMaterialised" | "stale";

/** One entity's features, each list by the position of the features asked for. */
export interface EntityFeatures<Values = readonly Value[]> {
  readonly values: Values;
  readonly status: readonly FeatureStatus[];
  /**
   * Since when the value stands, microseconds since the epoch; that of the oldest input for one computed now; null where
   * there is none, or no stored value went into it.
   */
  readonly asOf: readonly (Int64 | null)[];
}

export interface FeatureAnswer<Values = readonly Value[]> {
  /** As asked for, in that order. */
  readonly features: readonly string[];
  /** By the position of the features, the table that each was read from; null where it was computed or is nowhere. */
  readonly tables: readonly (string | null)[];
  /** By the position of the entities. */
  readonly rows: readonly EntityFeatures<Values>[];
}

/** Answers requests over one store. Throws PN6003, PN7001 to PN7004, PN7010 to PN7012 and PN9005 where the request cannot be. */
export type GetFeatures = (request: FeatureRequest) => Promise<FeatureAnswer>;

export interface ServedProject {
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
  readonly zone: Zone;
  readonly store: OnlineStore;
  readonly clock?: Clock;
  /** Is told, whenever the store was asked for its tables, which of them cannot be read. */
  readonly onRead?: (unreadable: UnreadableTables) => void;
}

/** A table that features are read from rather than from others. */
export interface HomeTable {
  readonly table: string;
  /** The names of what it holds. */
  readonly holds: ReadonlySet<string>;
}

export interface ResolvedAnswer {
  readonly plan: Resolution;
  readonly rows: readonly EntityFeatures[];
}

/** What reads features over all tables of a store. */
export interface FeatureReader {
  readonly get: (request: FeatureRequest, time?: CallTime) => Promise<FeatureAnswer>;
  /** The same of one table, and with how the features are come by. */
  readonly ofTable: (
    request: Pick<FeatureRequest, "entities" | "features" | "request">,
    table: HomeTable,
    time: CallTime,
  ) => Promise<ResolvedAnswer>;
  readonly scan: ScanFeatures;
  readonly scanRow: ScanRow;
  readonly tables: RecentTables;
}

/** Resolves each list of features once. */
export function featureReader(project: ServedProject): FeatureReader {
  const { manifest, evaluators, zone, store, clock = { now: Date.now } } = project;
  const catalogues = catalogueReader(store, clock, project.onRead);
  const scopeOf = catalogueScopes();
  /** Of the catalogue they were made with. */
  const resolved = { of: undefined as Catalogue | undefined, byNames: boundedMap<Resolution>(MOST_NAMES) };

  /** Most calls ask for what the call before asked for. */
  let last:
    | {
        readonly scope: Scope;
        readonly names: readonly string[];
        readonly choice: TableChoice;
        readonly home: string | undefined;
        readonly resolution: Resolution;
      }
    | undefined;

  const resolve = (
    catalogue: Catalogue,
    mayRead: FeatureRequest["mayRead"],
    names: readonly string[],
    { choice, home }: Preference,
  ): Resolution => {
    const scope = scopeOf(catalogue, mayRead);
    if (resolved.of !== catalogue) {
      resolved.of = catalogue;
      resolved.byNames.clear();
    }
    const same =
      last?.scope === scope &&
      last.choice === choice &&
      last.home === home &&
      Object.isFrozen(choice) &&
      sameNames(last.names, names);
    if (same && last !== undefined) return last.resolution;
    const chosen = Object.entries(choice).flat();
    // No name of a feature or table has a line break in it.
    const id = `${scope.id} ${names.length} ${chosen.length} ${home ?? ""}\n${names.join("\n")}\n${chosen.join("\n")}`;
    let resolution = resolved.byNames.get(id);
    if (resolution === undefined) {
      resolution = resolveFeatures(manifest, evaluators, scope.catalogue, names, { choice, home });
      resolved.byNames.set(id, resolution, names.length);
    }
    last = { scope, names: [...names], choice, home, resolution };
    return resolution;
  };

  /** What the catalogue in hand does not have may have been materialised just now. */
  const resolution = async (
    mayRead: FeatureRequest["mayRead"],
    names: readonly string[],
    choice: TableChoice,
    time: CallTime,
    home?: HomeTable,
  ): Promise<Resolution> => {
    const catalogue = catalogues.known() ?? (await time.within(catalogues.current()));
    const preference = { choice, home: home?.table };
    try {
      if (home === undefined || isKnownOf(catalogue, home, names)) {
        const first = resolve(catalogue, mayRead, names, preference);
        if (!isLackingBelow(first)) return first;
      }
    } catch (error) {
      if (!(error instanceof PinionError) || error.code === "PN7001") throw error;
    }
    return resolve(await time.within(catalogues.refresh()), mayRead, names, preference);
  };

  const declared = new Set(manifest.features.map(({ name }) => name));
  /** What options by names of features name that is none: features that are not asked for they may name. */
  const undeclared = ({
    tables,
    maxAgeMs,
  }: Pick<FeatureRequest, "tables" | "maxAgeMs">): string | undefined =>
    [tables, maxAgeMs]
      .flatMap((byName) => (typeof byName === "object" ? Object.keys(byName) : []))
      .find((name) => !declared.has(name));

  const known: Parameters<typeof featureScanner>[1] = (request) => {
    const { features, tables = NO_CHOICE, mayRead } = request;
    const catalogue = catalogues.known();
    // Who answers instead tells what is wrong.
    if (catalogue === undefined || undeclared(request) !== undefined) return undefined;
    if (mayRead !== undefined) checkChoice(tables, mayRead);
    try {
      return resolve(catalogue, mayRead, features, { choice: tables });
    } catch (error) {
      // It may have been materialised just now.
      if (error instanceof PinionError) return undefined;
      throw error;
    }
  };

  const answerOf = async (
    request: FeatureRequest,
    plan: Resolution,
    { left }: CallTime,
  ): Promise<readonly EntityFeatures[]> => {
    const { entities } = request;
    const ofRequest = resolutionsOf(plan).some(({ programs }) => programs.length > 0);
    if (ofRequest && request.request === undefined && entities.length > 0) {
      throw new PinionError("PN7011", "features of request columns were asked for without `request`", {
        help: "give one row of request columns for each entity",
      });
    }
    if (plan.lookups.length > 0) {
      const read: ReadTables = (reads) => store.lookup(reads, left());
      const keysOf = (keys: readonly RowField[]): readonly string[] => entityKeys(entities, keys, zone);
      return lookedUpRows(plan, request, keysOf, read, clock.now());
    }
    const reads = plan.tables.map(({ table, keys, names }) => ({
      table,
      names,
      keys: entityKeys(entities, keys, zone),
    }));
    const found = reads.length === 0 || entities.length === 0 ? [] : await store.lookup(reads, left());
    return answerRows(plan, request, found, clock.now());
  };

  const get: FeatureReader["get"] = async (request, time = callTime(request)) => {
    const { features, tables = NO_CHOICE, mayRead } = request;
    checkRequest(request);
    const strange = undeclared(request);
    if (strange !== undefined) findFeature(manifest, strange);
    if (mayRead !== undefined) checkChoice(tables, mayRead);
    const plan = await resolution(mayRead, features, tables, time);
    if (mayRead !== undefined) checkHeld(plan);
    return { features, tables: plan.sources, rows: await answerOf(request, plan, time) };
  };

  const ofTable: FeatureReader["ofTable"] = async (request, table, time) => {
    checkRequest(request);
    const plan = await resolution(undefined, request.features, NO_CHOICE, time, table);
    return { plan, rows: isLackingBelow(plan) ? [] : await answerOf(request, plan, time) };
  };

  return {
    get,
    ofTable,
    scan: featureScanner(project, known),
    scanRow: rowScanner(store, catalogues, zone),
    tables: recentTables(store, clock),
  };
}

const isLacking = ({ steps }: Resolution): boolean => steps.some(({ kind }) => kind === "missing");

/** Whether something is in no table, and cannot be computed. */
export const isLackingBelow = (plan: Resolution): boolean => resolutionsOf(plan).some(isLacking);

/** Whether the catalogue knows what a table holds of some features. */
const isKnownOf = ({ holders }: Catalogue, { table, holds }: HomeTable, names: readonly string[]): boolean =>
  names.every((name) => !holds.has(name) || holders.get(name)?.includes(table) === true);

function checkChoice(choice: TableChoice, mayRead: (table: string) => boolean): void {
  const barred = Object.values(choice).find((table) => !mayRead(table));
  if (barred === undefined) return;
  throw new PinionError("PN9005", `the caller may not read table ${JSON.stringify(barred.slice(0, 140))}`);
}

/** What is in none of the caller's tables may be in another, or in none: the answer is the same. */
function checkHeld(plan: Resolution): void {
  if (!isLackingBelow(plan)) return;
  const lacking = plan.wanted.map((s) => plan.steps[s]).find((step) => step?.kind === "missing");
  const what = lacking === undefined ? "all that is computed from" : `\`${lacking.name}\``;
  throw new PinionError("PN9005", `no table that the caller may read holds ${what}`);
}

const NO_CHOICE: TableChoice = Object.freeze({});

function checkRequest(asked: FeatureRequest): void {
  const { entities, features, request, maxAgeMs } = asked;
  checkReadOptions(asked);
  if (features.length === 0)
    throw new PinionError("PN7010", "no features were named", { help: "name at least one feature" });
  if (typeof maxAgeMs !== "object") checkPositive("maxAgeMs", maxAgeMs);
  else for (const name of Object.keys(maxAgeMs)) checkPositive(`maxAgeMs of \`${name}\``, maxAgeMs[name]);
  if (request !== undefined && request.length !== entities.length) {
    throw new PinionError(
      "PN7011",
      `there are ${entities.length} entities and ${request.length} request rows: it must be one for each`,
    );
  }
}
