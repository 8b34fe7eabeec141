import { resolve } from "node:path";
import { PinionError, type Value } from "@pinion/core";
import type { Client, ClientOptions } from "./client-calls.js";
import { closable } from "./closable.js";
import { describeSink, fingerprintOf, secretsOf } from "./jobs/fingerprint.js";
import { jobsFolder } from "./jobs/history.js";
import { openJournal } from "./jobs/journal.js";
import { loadProject } from "./load/project.js";
import { projectPath } from "./load/settings.js";
import { startJob, type Job } from "./materialise/job.js";
import type { OpenSink } from "./materialise/writers.js";
import { typeNamed } from "./materialise/evaluate.js";
import { select } from "./materialise/select.js";
import type { OnlineStore } from "./ports.js";
import { featureReader, type FeatureReader, type GetFeatures } from "./serve/get-features.js";
import { deleteFrom } from "./serve/delete.js";
import { pushRows } from "./serve/push-rows.js";
import { fallbacksOf, readFeatures, type RowOptions, type RowsOptions } from "./serve/read-features.js";
import type { AnyFeatureKeys, AnyKeys, FeatureKeyNames, FeatureTypes, KeyTypes } from "./serve/typed.js";
import { SCAN_FEATURES, type ScanFeatures } from "./serve/scan-features.js";
import { tableWatch, WATCH_TABLES, type TableWatch } from "./serve/watch-tables.js";
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
import { checkStreamed, checkWholeSinks, streamingOf, tablesOf } from "./stream/request.js";
import { checkRoom } from "./sources/room.js";
import { storeRegistry, type StoreAddress, type StoreRegistry } from "./stores/registry.js";
import { checkTableName } from "./stores/table-name.js";
import { callTime, type CallTime } from "./time/call-time.js";
import { cutoffsOf } from "./time/cutoffs.js";
import { projectZone } from "./time/instant.js";

export type { Client } from "./client-calls.js";

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
  const tables = tableWatch();
  /** Of the client's own store alone. */
  const noteOf =
    (store: OnlineStore): TableWatch["note"] =>
    (unreadable) => {
      if (readers.get(store) === reader) tables.note(unreadable);
    };
  const readerOf = (store: OnlineStore): FeatureReader => {
    let known = readers.get(store);
    if (known === undefined)
      readers.set(
        store,
        (known = featureReader({ manifest, evaluators, zone, store, onRead: noteOf(store) })),
      );
    return known;
  };
  /** The store at an address, waited for within a call's time where it is not open yet. */
  const storeAt = async (address: StoreAddress | undefined, time: CallTime): Promise<OnlineStore> =>
    stores.known(address) ?? time.within(stores.online(address));
  const ownStore = (time: CallTime): Promise<OnlineStore> => storeAt(options.store, time);
  const readerNow = async (time: CallTime): Promise<FeatureReader> =>
    (reader = readerOf(await ownStore(time)));
  const getFeatures: GetFeatures = async (request) => {
    checkFeatureRequest(request);
    const time = callTime(request);
    return (await readerNow(time)).get(request, time);
  };
  const scanFeatures: ScanFeatures = (request, taker, deadlineMs) => reader?.scan(request, taker, deadlineMs);
  const scanRow: ScanRow = (table, key, scanOf, deadlineMs) => {
    if (reader !== undefined) return reader.scanRow(table, key, scanOf, deadlineMs);
    // Who answers instead tells what fails.
    readerNow(callTime({})).catch(() => undefined);
    return undefined;
  };

  const fallbackOf = fallbacksOf(manifest);
  const storeOf = (table: string, time: CallTime): Promise<OnlineStore> =>
    storeAt(addresses.get(table) ?? options.store, time);
  const rowsOf = async (
    table: string,
    keys: readonly KeyInput[],
    names: readonly string[],
    { request, ...within }: RowsOptions = {},
  ) => {
    const time = callTime(within);
    const store = await storeOf(table, time);
    const source = { manifest, zone, store, fallbackOf, reader: () => readerOf(store) };
    return readFeatures(source, table, keys, names, request, time);
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
    [WATCH_TABLES]: tables.watch,
    pushRows: async (push) => {
      checkPush(push);
      const logOf = pushLogs.of;
      return pushRows({ manifest, evaluators, store: ownStore, logOf, nowMs: Date.now() }, push);
    },
    delete: async (asked) => {
      const deletion = readDeletion(asked);
      const time = callTime(asked);
      return deleteFrom(await storeOf(deletion.table, time), manifest, zone, deletion, time);
    },
    adoptTable: async (adoption) => {
      checkAdoption(adoption);
      const time = callTime(adoption);
      const store = await storeOf(adoption.table, time);
      const { keys, features } = select(manifest, adoption.featureNames);
      const fieldOf = ({ name, type }: { name: string; type: string }) => ({ name, type: typeNamed(type) });
      const { table, layout } = adoption;
      const schema = { fields: features.map(fieldOf) };
      await time.changing(async () => {
        const writer = await store.openWriter({ table, keys: keys.map(fieldOf), schema, asOf: 0, layout });
        await writer.abandon();
      });
    },
    onlineStore: () => stores.online(options.store),
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
