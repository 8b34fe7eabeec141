import type { Manifest } from "@pinion/core";
import type { OfflineFeaturesOptions } from "./join/request.js";
import type { JoinReport } from "./join/run.js";
import type { Environment } from "./load/settings.js";
import type { Job } from "./materialise/job.js";
import type { JobReport } from "./materialise/report.js";
import type { OnlineStore, ReadOptions } from "./ports.js";
import type { FeatureAnswer, FeatureRequest } from "./serve/get-features.js";
import type { Deletion, DeletionReport } from "./serve/delete.js";
import type { PushReport, RowPush } from "./serve/push-rows.js";
import type { FeatureRow, RowOptions, RowsOptions } from "./serve/read-features.js";
import type {
  AnyFeatureKeys,
  AnyKeys,
  EntityOf,
  FeatureKeyNames,
  FeatureTypes,
  FeatureValues,
  KeyOf,
  KeyTypes,
  NameOf,
  ValuesOf,
} from "./serve/typed.js";
import type { SCAN_FEATURES, ScanFeatures } from "./serve/scan-features.js";
import type { SCAN_ROW, ScanRow } from "./serve/scan-row.js";
import type { WATCH_TABLES, WatchTables } from "./serve/watch-tables.js";
import type { Sink } from "./sinks.js";
import type { StreamOptions } from "./stream/options.js";
import type { StoreAddress } from "./stores/registry.js";
import type { BackfillTime, Resolution } from "./time/cutoffs.js";

/** A table that another system wrote, to be read by this one. */
export interface Adoption extends ReadOptions {
  readonly table: string;
  readonly layout: "feathr";
  readonly featureNames: readonly string[];
}

/** What {@link openClient} opens. Options that there are not, or of wrong values, are refused by name (PN7010). */
export interface ClientOptions {
  /** The project's folder, built. */
  readonly project: string;
  /** The folder of the artifacts; `.pinion` in the project's folder unless given. */
  readonly artifacts?: string;
  /** Where features are read; the project's own online store unless given. */
  readonly store?: StoreAddress;
  /** Where `env(…)` settings are looked up; the process's environment unless given. */
  readonly environment?: Environment;
  /** Answers of reads are given again for a while; not unless given. Writes and deletions of this client are seen at once. */
  readonly cache?: { readonly maxAgeMs: number; readonly maxRows?: number };
}

/** What a job computes, as of when, and where it goes. */
export interface MaterializeOptions<Features> {
  /** What the job is called; part of its id. */
  readonly name: string;
  readonly sinks: readonly Sink[];
  readonly featureNames: readonly (keyof Features & string)[];
  /** Without it there is one cutoff: now. */
  readonly backfillTime?: BackfillTime;
  /** What cutoffs are cut down to. Default `DAILY`. */
  readonly resolution?: Resolution;
  /** How much memory the scan may take before it spills to disk: at least `1MB`; `1GB` unless given. */
  readonly memoryLimit?: string;
  /** How many threads scan: 1 to 1,024; one for each core unless given. */
  readonly threads?: number;
  /**
   * How many rows are written between two checkpoints, from which a job that died goes on. Default 2,000,000; with
   * several cutoffs and an offline sink the rows of all of them count.
   */
  readonly checkpointRows?: number;
  /** How the stream is read where the sinks are streaming. */
  readonly stream?: StreamOptions;
}

/**
 * A built project, from which features are computed, read and joined. Every call checks its options before anything runs, and
 * rejects with PN7010 (keys: PN7004, times: PN7007, names of tables: PN7005), naming the one that is wrong. The types are those
 * of `client.d.ts`, `PinionFeatures`, `PinionKeys` and `PinionFeatureKeys`: what does not fit them does not compile.
 */
export interface Client<
  Features extends FeatureTypes,
  Keys extends KeyTypes = AnyKeys,
  FeatureKeys extends FeatureKeyNames = AnyFeatureKeys,
> {
  readonly manifest: Manifest;
  /**
   * Begins a job and returns at once; where a job of the same request died or failed, goes on with that one. Throws where the request cannot be: unknown features (PN7001), features of
   * different keys (PN7006), wrong times (PN7007), a sink that cannot hold a type (PN7008).
   */
  materializeFeatures(options: MaterializeOptions<Features>): Promise<Job>;
  /**
   * Waits for every job begun by this client that has not been waited for. Resolves with the last one's report;
   * rejects with the first failure, or with PN7009 after `timeoutSec` (the jobs go on).
   */
  waitJobToFinish(options?: { readonly timeoutSec?: number }): Promise<JobReport>;
  /**
   * Writes a training set: the observations with features as of the time of each. Throws PN7001, PN7010 and PN7030 to PN7032
   * where the request cannot be, PN5xxx where files cannot be read.
   */
  getOfflineFeatures(options: OfflineFeaturesOptions<keyof Features & string>): Promise<JoinReport>;
  /**
   * The features of one key of a table. Where one is NULL or not there, as where the key is not, it is its default, or null. What the table
   * does not hold is computed where the table's key is all that it takes: derived features, lookups, features under other keys, and
   * with `request` those of request columns. What is of other keys too is {@link getFeatures}'s; PN7003 says how.
   */
  getOnlineFeatures<const Names extends readonly NameOf<Features>[]>(
    table: string,
    key: KeyOf<Keys, FeatureKeys, Names[number]>,
    featureNames: Names,
    options?: RowOptions,
  ): Promise<FeatureValues<Features, Names>>;
  /** The same for many keys, by the text of the key; one round trip. `request` has a row for each. */
  multiGetOnlineFeatures<const Names extends readonly NameOf<Features>[]>(
    table: string,
    keys: readonly KeyOf<Keys, FeatureKeys, Names[number]>[],
    featureNames: Names,
    options?: RowsOptions,
  ): Promise<Readonly<Record<string, FeatureValues<Features, Names>>>>;
  /** The same with whether each key was found, as of when, and what stands behind each value. */
  getOnlineRows<const Names extends readonly NameOf<Features>[]>(
    table: string,
    keys: readonly KeyOf<Keys, FeatureKeys, Names[number]>[],
    featureNames: Names,
    options?: RowsOptions,
  ): Promise<readonly FeatureRow<FeatureValues<Features, Names>>[]>;
  /**
   * Features of entities, whatever tables they are in and whatever keys they have: stored ones in one round trip a node,
   * request-time ones from the caller's rows, derived ones computed where they are not stored. Throws PN7001 to PN7004
   * and PN7010 to PN7012 where the request cannot be answered.
   */
  getFeatures<const Names extends readonly NameOf<Features>[]>(
    request: FeatureRequest<Names, EntityOf<Keys, FeatureKeys, Names[number]>>,
  ): Promise<FeatureAnswer<ValuesOf<Features, Names>>>;
  /** What serving over HTTP reads by, where no values are needed; not for others. */
  readonly [SCAN_FEATURES]?: ScanFeatures;
  readonly [SCAN_ROW]?: ScanRow;
  readonly [WATCH_TABLES]?: WatchTables;
  /**
   * Computes the row-level features of rows of a source and stores them in the tables that hold them, as of the rows' times; with `to`
   * keeps the rows themselves in the source's folder of pushed rows, instead or before. Throws PN7002, PN7006, PN7011 and PN7013 where it
   * cannot be, PN6001 and PN6007 where rows cannot be kept.
   */
  pushRows(push: RowPush): Promise<PushReport>;
  /**
   * Removes features of keys, keys, a feature group or a table from the online store: what was named and nothing else.
   * Throws PN7002 to PN7004 and PN7010 where the table does not have it.
   */
  delete<const Name extends NameOf<Features>>(
    deletion: Deletion<Name, KeyOf<Keys, FeatureKeys, Name>> & ReadOptions,
  ): Promise<DeletionReport>;
  /**
   * Makes a table that Feathr wrote into Redis readable: notes which features of the project it holds, and changes nothing
   * in it. Throws PN7001, PN7006, PN7008 where it cannot hold them.
   */
  adoptTable(adoption: Adoption): Promise<void>;
  /** The store that features are read from. */
  onlineStore(): Promise<OnlineStore>;
  /**
   * Cancels the jobs begun by this client, waits for calls under way, and closes the stores. Calls after it are refused with PN7014;
   * closing again does nothing more.
   */
  close(): Promise<void>;
}
