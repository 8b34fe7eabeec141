import { PinionError } from "@pinion/core";
import {
  cancelJob,
  findJob,
  listJobs,
  openClient,
  openDeadLetters,
  readArtifacts,
  type Client,
} from "@pinion/runtime";
import { inferFile } from "@pinion/runtime/infer";
import { embeddedStore } from "@pinion/runtime/lmdb";
import { parquetStore } from "@pinion/runtime/parquet";
import { redisStore } from "@pinion/runtime/redis";
import { hashKey, makeKey, pinionHttp, readKeys, startServer, superviseWorkers } from "@pinion/runtime/http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compiledProject } from "../support/compiled.js";
import { config, IMPORTS, type TestProject } from "../support/project.js";

const FEATURES = `${IMPORTS}
const rides = fileSource("rides", {
  path: "rides.csv",
  format: "csv",
  columns: { zone: t.int32(), ended: t.timestamp(), fare: t.double() },
  eventTimestamp: "ended",
});
export const zones = anchor("zones", {
  source: rides,
  key: key("zone", t.int32()),
  features: { f_rides: count({ window: "90d" }), f_fare: expr("fare") },
});
`;

type Right = (value: unknown) => boolean;
type Options = Readonly<Record<string, unknown>>;
/** By the name of an option, which values are right. */
type Rights = Readonly<Record<string, Right>>;

const isText: Right = (value) => typeof value === "string" && value !== "" && !value.includes("\0");
/** A name that is looked up: what is none is not found. */
const isName: Right = (value) => typeof value === "string";
const isTexts: Right = (value) => Array.isArray(value) && value.every(isName);
const isObject: Right = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
const objectOf =
  (right: Right): Right =>
  (value) =>
    isObject(value) && Object.values(value as object).every(right);
const isRows: Right = (value) => Array.isArray(value) && value.every(isObject);
const isWhole: Right = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const isPositive: Right = (value) => typeof value === "number" && value > 0;
const isFlag: Right = (value) => typeof value === "boolean";
const isPart: Right = (value) =>
  ["string", "number", "bigint", "boolean"].includes(typeof value) || value instanceof Uint8Array;
const isKey: Right = (value) =>
  isPart(value) || (Array.isArray(value) && value.length > 0 && value.every(isPart));
const among =
  (...values: readonly unknown[]): Right =>
  (value) =>
    values.includes(value);
const never: Right = () => false;
const timed: Rights = { deadlineMs: isPositive, signal: never };
const empty: Right = (value) => isObject(value) && Object.keys(value as object).length === 0;

/** Whatever JSON has, and what people write by mistake. */
const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    ...[
      0,
      -1,
      -0,
      0.5,
      NaN,
      Infinity,
      2 ** 31,
      2 ** 53,
      1n,
      null,
      "",
      "0",
      "-1",
      "lots",
      "5",
      "80%",
      "1B",
      "2GB",
    ],
    ...[
      "1d",
      "WEEKLY",
      "DAILY",
      "a\0b",
      "f_rides",
      "7d",
      "__proto__",
      "yesterday",
      "2024-01-01",
      [],
      {},
      [null],
      ["f_a"],
    ],
    ...[[{}], [[]], { __proto__: null }, { toString: 1 }, { keys: 1 }, true, false, new Uint8Array([1])],
    ...[Symbol("s"), () => 1, Object.create(null), new Date(NaN), [undefined], Array.from({ length: 2 })],
  ),
);

describe("a call of wrong options is refused, by its name, before anything runs", () => {
  let project: TestProject;
  let client: Client<Record<string, never>>;

  beforeAll(async () => {
    project = await compiledProject({
      "pinion.config.ts": config(),
      "features.ts": FEATURES,
      "rides.csv": "zone,ended,fare\n1,2024-01-01 00:00:00,2.5\n",
    });
    client = await openClient({ project: project.dir });
  });
  afterAll(async () => {
    await client.close();
    project.remove();
  });

  /**
   * Calls with each option at any value, beside others that are right but name what is not there: what passes the check of
   * options fails by `lacking`. One that there is not is called `strange`.
   */
  const holds = async (
    call: (options: Options) => Promise<unknown>,
    base: Options,
    rights: Rights,
    lacking: string,
    strange: string | null = "nosuch",
  ): Promise<void> => {
    const failureOf = async (options: Options): Promise<PinionError> => {
      const failure: unknown = await call(options).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (!(failure instanceof PinionError)) throw new Error("no coded error", { cause: failure });
      return failure;
    };
    for (const [option, right] of Object.entries(rights)) {
      await fc.assert(
        fc.asyncProperty(anyValue, async (value) => {
          const { code, message, help } = await failureOf({ ...base, [option]: value });
          if (code === lacking && right(value)) return;
          expect({ code, message, help }).toEqual({
            code: expect.stringMatching(/^PN70(?:04|05|07|10)$/u) as string,
            message: expect.stringMatching(
              `${option}|^no (?:sink was|features were) named$|name of a table|sinks of a stream|^.end. is`,
            ) as string,
            help: expect.any(String) as string,
          });
        }),
        { numRuns: 30 },
      );
    }
    if (strange === null) return;
    expect(await failureOf({ ...base, nosuch: 1 })).toMatchObject({
      code: "PN7010",
      message: `\`${strange}\` is no option`,
    });
  };

  const online = { kind: "embedded", tableName: "zones" };
  const job = { name: "job", sinks: [online], featureNames: ["f_nope"] };
  const materialise = (options: Options): Promise<unknown> => client.materializeFeatures(options as never);

  it("materializeFeatures", async () => {
    await holds(
      materialise,
      job,
      {
        name: isText,
        sinks: never,
        featureNames: isTexts,
        backfillTime: never,
        resolution: among("DAILY", "HOURLY"),
        memoryLimit: among("2GB"),
        threads: (value) => isWhole(value) && Number(value) <= 1024,
        checkpointRows: isWhole,
        stream: empty,
      },
      "PN7001",
    );
    expect(project.exists(".pinion/store")).toBe(false);
    expect(project.exists(".pinion/jobs")).toBe(false);
  });

  it("its times", async () => {
    const times = (backfillTime: Options): Promise<unknown> => materialise({ ...job, backfillTime });
    const isTime: Right = (value) => typeof value === "string" && /\d/u.test(value);
    await holds(
      times,
      { start: "2024-01-01", end: "2024-01-01" },
      { start: isTime, end: isTime, step: among("1d", "7d") },
      "PN7001",
      "backfillTime.nosuch",
    );
    await expect(times({ end: "2024-01-01", step: "1d" })).rejects.toMatchObject({ code: "PN7007" });
  });

  it("its sinks", async () => {
    const into = (sink: Options): Promise<unknown> => materialise({ ...job, sinks: [sink] });
    const shared: Rights = {
      tableName: (value) => typeof value === "string" && /^\w/u.test(value),
      ttlSeconds: (value) => isWhole(value) && Number(value) < 2 ** 31,
      streamingTimeoutMs: isPositive,
      streaming: isFlag,
      featureNames: isTexts,
    };
    await holds(into, online, { kind: never, path: isText, ...shared }, "PN7001", "sinks[0].nosuch");
    const redis = { kind: "redis", tableName: "zones", url: "redis://localhost:1" };
    await holds(into, redis, { url: never, layout: never, ...shared }, "PN7001", "sinks[0].nosuch");
    await holds(into, { kind: "parquet" }, { path: isText, storeName: isText }, "PN7001", "sinks[0].nosuch");
  });

  it("getOfflineFeatures", async () => {
    const observations = { path: "o.csv", eventTimestamp: "at" };
    const join = (options: Options): Promise<unknown> => client.getOfflineFeatures(options as never);
    await holds(
      join,
      { observations, features: ["f_nope"], output: "out.csv" },
      {
        observations: never,
        features: isTexts,
        output: isText,
        simulateTimeDelay: among("1d", "7d"),
        overrideTimeDelay: empty,
        rename: objectOf(isText),
        memoryLimit: among("2GB"),
        threads: (value) => isWhole(value) && Number(value) <= 1024,
        signal: never,
      },
      "PN7001",
    );
    const of = (options: Options): Promise<unknown> =>
      join({ observations: options, features: ["f_nope"], output: "out.csv" });
    await holds(
      of,
      observations,
      {
        path: isText,
        format: never,
        delimiter: isText,
        eventTimestamp: isText,
        timestampFormat: isText,
        keys: objectOf(isText),
        unreadable: never,
      },
      "PN7001",
      "observations.nosuch",
    );
  });

  it("getFeatures, pushRows, delete and adoptTable", async () => {
    await holds(
      (options) => client.getFeatures(options as never),
      { entities: [{ zone: 1 }], features: ["f_nope"] },
      {
        entities: isRows,
        features: isTexts,
        tables: objectOf(isName),
        maxAgeMs: (value) => isPositive(value) || objectOf(isPositive)(value),
        ...timed,
        mayRead: (value) => typeof value === "function",
      },
      "PN7001",
    );
    await holds(
      (options) => client.pushRows(options as never),
      { source: "nope", rows: [] },
      { source: isText, rows: isRows, times: (value) => Array.isArray(value), to: never, ...timed },
      "PN7002",
    );
    const remove = (options: Options): Promise<unknown> => client.delete(options as never);
    const isKeys: Right = (value) => Array.isArray(value) && value.every(isKey);
    await holds(
      remove,
      { table: "nope", keys: [1] },
      { table: isText, keys: isKeys, features: isTexts, ...timed },
      "PN7002",
    );
    await holds(remove, { table: "nope" }, { group: isText, all: among(true) }, "PN7002");
    await holds(
      (options) => client.adoptTable(options as never),
      { table: "nope", layout: "feathr", featureNames: ["f_nope"] },
      { table: isText, layout: among("feathr"), featureNames: isTexts, ...timed },
      "PN7001",
    );
  });

  it("reads of a table, and waiting", async () => {
    const given = { table: "nope", key: 1, keys: [1], featureNames: ["f_nope"] };
    const one = ({ table, key, featureNames }: Options): Promise<unknown> =>
      client.getOnlineFeatures(table as never, key as never, featureNames as never);
    await holds(one, given, { table: isText, key: isKey, featureNames: isTexts }, "PN7002", null);
    const within = (options: Options): Promise<unknown> =>
      client.getOnlineFeatures("nope", 1, ["f_nope"] as never[], options);
    await holds(within, {}, { request: isObject, ...timed }, "PN7002");
    const isKeys: Right = (value) => Array.isArray(value) && value.every(isKey);
    for (const method of ["multiGetOnlineFeatures", "getOnlineRows"] as const) {
      const many = ({ table, keys, featureNames }: Options): Promise<unknown> =>
        client[method](table as never, keys as never, featureNames as never);
      const rights = { table: isText, keys: isKeys, featureNames: isTexts };
      await holds(many, given, rights, "PN7002", null);
      const each = (options: Options): Promise<unknown> =>
        client[method]("nope", [1], ["f_nope"] as never[], options);
      await holds(each, {}, { request: isRows, ...timed }, "PN7002");
    }
    await holds(
      (options) => client.waitJobToFinish(options),
      {},
      { timeoutSec: (value) => isPositive(value) || value === 0 },
      "PN7010",
    );
  });

  it("listJobs, findJob and cancelJob", async () => {
    const jobs = async ({ project: folder }: Options): Promise<unknown> =>
      Promise.reject(new PinionError("PN7040", String(listJobs(folder as never).length)));
    await holds(jobs, {}, { project: (value) => typeof value === "string" }, "PN7040", null);
    for (const call of [findJob, cancelJob]) {
      const one = async ({ id }: Options): Promise<unknown> => call(project.dir, id as never);
      await holds(one, {}, { id: (value) => typeof value === "string" }, "PN7040", null);
    }
  });

  it("openDeadLetters and the stores of tools", async () => {
    await holds(
      (options) => openDeadLetters(options as never),
      { project: "/nonexistent" },
      {
        project: isText,
        source: isName,
        environment: objectOf(isText),
        brokers: (value) => Array.isArray(value) && value.every(isText),
        log: isText,
      },
      "PN4001",
    );
    const nowhere = async (options: Options): Promise<unknown> => {
      await embeddedStore(options as never).tables();
      throw new PinionError("PN6001", "there is none");
    };
    await holds(
      nowhere,
      { path: project.path("nowhere"), mustExist: true },
      { path: isText, mustExist: isFlag, clock: never },
      "PN6001",
    );
    await holds(
      (options) => redisStore(options as never),
      { url: "ftp://localhost" },
      { url: isText, deadlineMs: (value) => isPositive(value) && Number(value) < 2 ** 31 },
      "PN7010",
    );
    const partitions = async (options: Options): Promise<unknown> =>
      Promise.reject(new PinionError("PN7040", parquetStore(options as never).label));
    await holds(
      partitions,
      { path: project.path("partitions") },
      {
        path: isText,
        storeName: isText,
        format: among("parquet", "csv", "jsonl"),
        memoryLimit: among("2GB"),
      },
      "PN7040",
    );
    const infer = ({ path, scratch }: Options): Promise<unknown> =>
      inferFile(path as never, scratch as never);
    await holds(infer, { path: "nothing.csv", scratch: project.dir }, { scratch: isName }, "PN5001", null);
    const artifacts = ({ project: folder, artifacts: place }: Options): Promise<unknown> =>
      readArtifacts(folder as never, place as never);
    await holds(
      artifacts,
      { project: "/nonexistent" },
      { project: isName, artifacts: isName },
      "PN4001",
      null,
    );
  });

  it("openClient", async () => {
    const open = async (options: Options): Promise<unknown> => {
      const opened = await openClient(options as never);
      return opened.close();
    };
    await holds(
      open,
      { project: "/nonexistent" },
      { project: isText, artifacts: isText, store: isText, cache: never, environment: objectOf(isText) },
      "PN4001",
    );
  });

  it("startServer, and its parts", async () => {
    // An address that is no machine's; without keys it is refused before anything listens.
    const serving = { client, host: "192.0.2.1" };
    const start = (options: Options): Promise<unknown> =>
      startServer(options as never).catch((error: unknown) => {
        if (!(error instanceof PinionError) || error.code !== "PN9012") throw error;
        throw new PinionError("PN9010", error.message);
      });
    const isCallback: Right = (value) => typeof value === "function";
    await holds(
      start,
      serving,
      {
        client: never,
        keys: never,
        host: isText,
        port: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 65_536,
        tls: never,
        limits: empty,
        rateLimit: never,
        timeouts: empty,
        accessLog: isFlag,
        allowUnauthenticated: isFlag,
        shareMetrics: isCallback,
        logger: isObject,
        maxConnections: isWhole,
      },
      "PN9010",
    );
    const part =
      (name: string) =>
      (options: Options): Promise<unknown> =>
        start({ ...serving, [name]: options });
    const limits = { bodyBytes: isWhole, entities: isWhole, features: isWhole, values: isWhole };
    const isTime: Right = (value) => isPositive(value) && Number(value) < 2 ** 31;
    await holds(part("limits"), {}, { ...limits, deadlineMs: isTime }, "PN9010", "limits.nosuch");
    const isWholeTime: Right = (value) => isTime(value) && isWhole(value);
    const isTimeOrNone: Right = (value) => isTime(value) || value === 0;
    const times = { headers: isWholeTime, request: isWholeTime, keepAlive: isWholeTime, idle: isWholeTime };
    const ends = { drain: isTimeOrNone, close: isTimeOrNone };
    await holds(part("timeouts"), {}, { ...times, ...ends }, "PN9010", "timeouts.nosuch");
    const isPem: Right = (value) => (isName(value) && value !== "") || value instanceof Uint8Array;
    const pems = { cert: isPem, key: isPem, clientCa: isPem };
    await holds(part("tls"), { cert: "c", key: "k" }, pems, "PN9010", "tls.nosuch");
    const isFinite: Right = (value) => isPositive(value) && Number.isFinite(value);
    const rates = { perSecond: isFinite, burst: (value: unknown) => isFinite(value) && Number(value) >= 1 };
    await holds(part("rateLimit"), { perSecond: 1 }, rates, "PN9010", "rateLimit.nosuch");
    await expect(part("logger")({ level: "loud" })).rejects.toMatchObject({ code: "PN7010" });
  });

  it("what stands beside it", async () => {
    const plugin = (options: Options): Promise<unknown> => pinionHttp(undefined as never, options as never);
    await holds(plugin, { client }, { client: never, keys: never, rateLimit: never }, "PN9010");
    // Without a signal nothing is started.
    const supervise = (options: Options): Promise<unknown> => superviseWorkers(options as never);
    const isCallback: Right = (value) => typeof value === "function";
    await holds(
      supervise,
      { workers: 2, onReady: () => undefined },
      {
        workers: (value) => isWhole(value) && Number(value) <= 256,
        onReady: isCallback,
        onLost: isCallback,
        signal: never,
      },
      "PN7010",
      null,
    );
    const read = async ({ text, where }: Options): Promise<unknown> =>
      readKeys(text as never, where as never);
    await holds(read, { text: "{}", where: "keys" }, { text: isName, where: isName }, "PN9011", null);
    // What can be made is made: it fails here as what cannot be.
    const made = (text: string): never => {
      throw new PinionError("PN9011", text);
    };
    const make = async ({ name, ...options }: Options): Promise<never> =>
      made((await makeKey(name as never, options as never)).key);
    await holds(make, { name: "key", roles: ["read"] }, { name: isName }, "PN9011");
    const hash = async ({ key, kind }: Options): Promise<never> =>
      made(await hashKey(key as never, kind as never));
    await holds(hash, { key: "k", kind: "sha256" }, { key: isName, kind: never }, "PN9011", null);
  });
});
