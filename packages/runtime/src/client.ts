import { resolve } from "node:path";
import { PinionError, type Manifest, type Value } from "@pinion/core";
import type { OfflineFeaturesOptions } from "./join/request.js";
import type { JoinReport } from "./join/run.js";
import { closable } from "./closable.js";
import { describeSink, fingerprintOf, secretsOf } from "./jobs/fingerprint.js";
import { jobsFolder } from "./jobs/history.js";
import { openJournal } from "./jobs/journal.js";
import { loadProject } from "./load/project.js";
import { projectPath, type Environment } from "./load/settings.js";
import { startJob, type Job } from "./materialise/job.js";
import type { JobReport } from "./materialise/report.js";
import type { OpenSink } from "./materialise/writers.js";
import { typeNamed } from "./materialise/evaluate.js";
import { select } from "./materialise/select.js";
import type { OnlineStore } from "./ports.js";
import {
  featureReader,
  type FeatureAnswer,
  type FeatureReader,
  type FeatureRequest,
  type GetFeatures,
} from "./serve/get-features.js";
import { deleteFrom, type Deletion, type DeletionReport } from "./serve/delete.js";
import { pushRows, type PushReport, type RowPush } from "./serve/push-rows.js";
import {
  fallbacksOf,
  readFeatures,
  type FeatureRow,
  type RowOptions,
  type RowsOptions,
} from "./serve/read-features.js";
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
import { SCAN_FEATURES, type ScanFeatures } from "./serve/scan-features.js";
import { SCAN_ROW, type ScanRow } from "./serve/scan-row.js";
import { showKey, type KeyInput } from "./serve/read-key.js";
import {
  checkAdoption,
  checkClient,
  checkJoin,
  checkMaterialisation,
  checkWait,
} from "./options/requests.js";
import { checkFeatureRequest, checkPush, checkRead, checkReadOne, readDeletion } from "./options/reads.js";
import { openPushLogs } from "./sources/pushed/logs.js";
import { isFolderSink, type FolderSink, type Sink } from "./sinks.js";
import { startStreamJob } from "./stream/job.js";
import type { StreamOptions } from "./stream/options.js";
import { checkStreamed, checkWholeSinks, streamingOf, tablesOf } from "./stream/request.js";
import { checkRoom } from "./sources/room.js";
import { storeRegistry, type StoreAddress, type StoreRegistry } from "./stores/registry.js";
import { checkTableName } from "./stores/table-name.js";
import { cutoffsOf, type BackfillTime, type Resolution } from "./time/cutoffs.js";
import { projectZone } from "./time/instant.js";

/** A table that another system wrote, to be read by this one. */
export interface Adoption {
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
  getOnlineFeatures<const Name extends NameOf<Features>>(
    table: string,
    key: KeyOf<Keys, FeatureKeys, Name>,
    featureNames: readonly Name[],
    options?: RowOptions,
  ): Promise<FeatureValues<Features, Name>>;
  /** The same for many keys, by the text of the key; one round trip. `request` has a row for each. */
  multiGetOnlineFeatures<const Name extends NameOf<Features>>(
    table: string,
    keys: readonly KeyOf<Keys, FeatureKeys, Name>[],
    featureNames: readonly Name[],
    options?: RowsOptions,
  ): Promise<Readonly<Record<string, FeatureValues<Features, Name>>>>;
  /** The same with whether each key was found, as of when, and what stands behind each value. */
  getOnlineRows<const Name extends NameOf<Features>>(
    table: string,
    keys: readonly KeyOf<Keys, FeatureKeys, Name>[],
    featureNames: readonly Name[],
    options?: RowsOptions,
  ): Promise<readonly FeatureRow<FeatureValues<Features, Name>>[]>;
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
    deletion: Deletion<Name, KeyOf<Keys, FeatureKeys, Name>>,
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

/** Opens a built project. Throws PN4xxx where its artifacts cannot be used, PN7010 where an option has no meaning. */
export async function openClient<
  Features extends FeatureTypes = Record<string, Value>,
  Keys extends KeyTypes = AnyKeys,
  FeatureKeys extends FeatureKeyNames = AnyFeatureKeys,
>(options: ClientOptions): Promise<Client<Features, Keys, FeatureKeys>> {
  checkClient(options);
  const project = resolve(options.project);
  const { manifest, evaluators } = await loadProject(project, options.artifacts);
  const environment = options.environment ?? process.env;
  const stores = storeRegistry(project, manifest, environment, options.cache);
  const zone = projectZone(manifest.project.timeZone);
  const pushLogs = openPushLogs(project, environment);
  const pending = new Set<Job>();
  /** Tables that this client wrote into stores of their own. */
  const addresses = new Map<string, StoreAddress>();

  /** What reads the client's own store, once it is open. */
  let reader: FeatureReader | undefined;
  const readers = new WeakMap<OnlineStore, FeatureReader>();
  const readerOf = (store: OnlineStore): FeatureReader => {
    let known = readers.get(store);
    if (known === undefined)
      readers.set(store, (known = featureReader({ manifest, evaluators, zone, store })));
    return known;
  };
  const onlineStore = (): Promise<OnlineStore> => stores.online(options.store);
  const readerNow = async (): Promise<FeatureReader> => (reader = readerOf(await onlineStore()));
  const getFeatures: GetFeatures = async (request) => {
    checkFeatureRequest(request);
    return (await readerNow()).get(request);
  };
  const scanFeatures: ScanFeatures = (request, taker, deadlineMs) => reader?.scan(request, taker, deadlineMs);
  const scanRow: ScanRow = (table, key, scanOf, deadlineMs) => {
    if (reader !== undefined) return reader.scanRow(table, key, scanOf, deadlineMs);
    // Who answers instead tells what fails.
    readerNow().catch(() => undefined);
    return undefined;
  };

  const fallbackOf = fallbacksOf(manifest);
  const storeOf = (table: string): Promise<OnlineStore> =>
    stores.online(addresses.get(table) ?? options.store);
  const rowsOf = async (
    table: string,
    keys: readonly KeyInput[],
    names: readonly string[],
    options?: RowsOptions,
  ) => {
    const store = await storeOf(table);
    const source = { manifest, zone, store, fallbackOf, reader: () => readerOf(store) };
    return readFeatures(source, table, keys, names, options);
  };

  const cancelJobs = (): void => {
    for (const job of pending) job.cancel();
  };
  const client: Client<Features, Keys, FeatureKeys> = {
    manifest,
    materializeFeatures: async (request) => {
      checkMaterialisation(request);
      const resolution = request.resolution ?? "DAILY";
      const streaming = streamingOf(request.sinks);
      const cutoffs = cutoffsOf(request.backfillTime, resolution, zone, Date.now());
      const addressed = checkSinks(request.sinks, options.store);
      const noteTables = (): void => {
        for (const { table, address } of addressed) if (address !== undefined) addresses.set(table, address);
      };
      if (streaming !== undefined) {
        const asked = tablesOf(manifest, request.sinks, request.featureNames);
        noteTables();
        const job = startStreamJob(request.name, async (context) => {
          const { runStream } = await import("./stream/run.js");
          const tables = await Promise.all(
            asked.map(async ({ selection, sinks }) => {
              const opened = await openSinks(sinks, stores, options.store);
              return { selection, targets: opened.filter((sink) => sink.kind === "online") };
            }),
          );
          return runStream({
            ...context,
            ...{ job: context.id, project, manifest, evaluators, tables, zone, environment },
            ...{ options: request.stream ?? {}, ...streaming },
          });
        });
        pending.add(job);
        return job;
      }
      checkWholeSinks(request.sinks);
      checkRoom(request);
      const selection = select(manifest, request.featureNames);
      checkStreamed(manifest, selection, false);
      noteTables();
      const what = { ...request, project, manifest, environment, selection, cutoffs, resolution };
      const plan = { ...what, store: options.store };
      const journal = openJournal({
        folder: jobsFolder(project),
        secrets: secretsOf(plan),
        request: {
          name: request.name,
          fingerprint: fingerprintOf(plan),
          features: selection.features.map((feature) => feature.name),
          sinks: request.sinks.map((sink) => describeSink(sink, plan)),
          cutoffs,
          resolution,
        },
      });
      const started = { name: request.name, journal, checkpointRows: request.checkpointRows };
      const job = startJob(started, async ({ id, signal, onProgress, checkpoints }) => {
        const opened = await openSinks(request.sinks, stores, options.store);
        // A service that only reads never loads the engine.
        const { materialise } = await import("./materialise/run.js");
        return materialise({
          job: id,
          project,
          manifest,
          evaluators,
          selection,
          cutoffs,
          resolution,
          sinks: opened,
          zone,
          environment,
          scratch: projectPath(project, ".pinion/scratch"),
          ...(request.memoryLimit === undefined ? {} : { memoryLimit: request.memoryLimit }),
          ...(request.threads === undefined ? {} : { threads: request.threads }),
          signal,
          onProgress,
          ...(checkpoints === undefined ? {} : { checkpoints }),
        });
      });
      pending.add(job);
      return job;
    },
    waitJobToFinish: async (options = {}) => {
      checkWait(options);
      const { timeoutSec } = options;
      const jobs = [...pending];
      if (jobs.length === 0) throw new PinionError("PN7010", "there is no job to wait for");
      const reports = await Promise.all(
        jobs.map(async (job) => {
          const report = await job
            .wait(timeoutSec === undefined ? {} : { timeoutSec })
            .catch((error: unknown) => {
              if (job.state() !== "running") pending.delete(job);
              throw error;
            });
          pending.delete(job);
          return report;
        }),
      );
      const last = reports.at(-1);
      if (last === undefined) throw new Error("no report");
      return last;
    },
    getOfflineFeatures: async (options) => {
      checkJoin(options);
      const { joinFeatures } = await import("./join/run.js");
      const scratch = projectPath(project, ".pinion/scratch");
      return joinFeatures({ project, manifest, evaluators, zone, environment, scratch, options });
    },
    getOnlineFeatures: async (table, key, names, options) => {
      checkReadOne(table, key, names, options);
      const [row] = await rowsOf(table, [key], names, rowsOptions(options));
      return row?.features as never;
    },
    multiGetOnlineFeatures: async (table, keys, names, options) => {
      checkRead(table, keys, names, options);
      const rows = await rowsOf(table, keys, names, options);
      const byKey = Object.create(null) as Record<string, never>;
      keys.forEach((key, i) => {
        byKey[showKey(key)] = rows[i]?.features as never;
      });
      return byKey;
    },
    getOnlineRows: async (table, keys, names, options) => {
      checkRead(table, keys, names, options);
      return (await rowsOf(table, keys, names, options)) as never;
    },
    // What is read has the types that the compiler wrote of the manifest.
    getFeatures: getFeatures as Client<Features, Keys, FeatureKeys>["getFeatures"],
    [SCAN_FEATURES]: scanFeatures,
    [SCAN_ROW]: scanRow,
    pushRows: async (push) => {
      checkPush(push);
      const logOf = pushLogs.of;
      return pushRows({ manifest, evaluators, store: onlineStore, logOf, nowMs: Date.now() }, push);
    },
    delete: async (asked) => {
      const deletion = readDeletion(asked);
      return deleteFrom(await storeOf(deletion.table), manifest, zone, deletion);
    },
    adoptTable: async (adoption) => {
      checkAdoption(adoption);
      const store = await storeOf(adoption.table);
      const { keys, features } = select(manifest, adoption.featureNames);
      const fieldOf = ({ name, type }: { name: string; type: string }) => ({ name, type: typeNamed(type) });
      const writer = await store.openWriter({
        table: adoption.table,
        keys: keys.map(fieldOf),
        schema: { fields: features.map(fieldOf) },
        asOf: 0,
        layout: adoption.layout,
      });
      await writer.abandon();
    },
    onlineStore,
    close: async () => {
      cancelJobs();
      await Promise.allSettled([...pending].map((job) => job.wait()));
      reader = undefined;
      await pushLogs.close();
      await stores.close();
    },
  };
  return closable(client, cancelJobs);
}

const rowsOptions = ({ request, ...within }: RowOptions = {}): RowsOptions =>
  request === undefined ? within : { ...within, request: [request] };

/** The table of each online sink, with its address where it is not the client's own store. */
function checkSinks(
  sinks: readonly Sink[],
  own: StoreAddress | undefined,
): readonly { readonly table: string; readonly address: StoreAddress | undefined }[] {
  if (sinks.length === 0)
    throw new PinionError("PN7010", "no sink was named", { help: "name at least one sink" });
  return sinks.flatMap((sink) => {
    if (isFolderSink(sink)) return [];
    checkTableName(sink.tableName);
    return [{ table: sink.tableName, address: addressOf(sink, own) }];
  });
}

function addressOf(sink: Exclude<Sink, FolderSink>, own: StoreAddress | undefined): StoreAddress | undefined {
  if (sink.kind === "served") return own;
  if (sink.kind === "embedded") return sink.path === undefined ? "embedded" : `embedded:${sink.path}`;
  return sink.url ?? (own === undefined || own.startsWith("embedded") ? "redis" : own);
}

const openSinks = (
  sinks: readonly Sink[],
  stores: StoreRegistry,
  own: StoreAddress | undefined,
): Promise<readonly OpenSink[]> =>
  Promise.all(
    sinks.map(async (sink): Promise<OpenSink> => {
      if (isFolderSink(sink)) return { kind: "offline", sink: await stores.offline(sink) };
      const store = await stores.online(addressOf(sink, own));
      const ttl = sink.ttlSeconds === undefined ? {} : { ttlSeconds: sink.ttlSeconds };
      const layout = sink.kind === "redis" && sink.layout !== undefined ? { layout: sink.layout } : {};
      return { kind: "online", store, table: sink.tableName, ...ttl, ...layout };
    }),
  );
