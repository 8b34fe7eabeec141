import { openClient, redisSink, type Client } from "@pinion/runtime";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compiledProject } from "../support/compiled.js";
import { config, IMPORTS, type TestProject } from "../support/project.js";
import { redisAvailable, startRedis, type RedisServer } from "../support/redis.js";
import { describeWith } from "../support/requires.js";

/* Deadlines and signals of every call that asks a store, of one that stands still. */

const FEATURES = `${IMPORTS}
const rides = fileSource("rides", {
  path: "rides.csv",
  columns: { zone: t.int32(), ended: t.timestamp(), fare: t.double() },
  eventTimestamp: "ended",
});
export const zones = anchor("zones", { source: rides, key: key("zone", t.int32()), features: { f_fare: expr("fare") } });
export const twice = derived("f_twice", { inputs: { fare: zones.features.f_fare }, transform: "fare * 2" });
`;

describeWith("a store that stands still", redisAvailable, () => {
  let project: TestProject;
  let redis: RedisServer;
  const clients: Client<Record<string, number>>[] = [];
  const client = async (): Promise<Client<Record<string, number>>> => {
    const one = await openClient<Record<string, number>>({ project: project.dir, store: redis.url });
    clients.push(one);
    return one;
  };
  const failure = async (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => undefined,
      (error: unknown) => error,
    );

  beforeAll(async () => {
    redis = await startRedis();
    project = await compiledProject({
      "pinion.config.ts": config(),
      "features.ts": FEATURES,
      "rides.csv": "zone,ended,fare\n1,2024-01-01 00:00:00,2.5\n2,2024-01-01 00:00:00,3\n",
    });
    const writer = await client();
    const sinks = [redisSink({ tableName: "zones", url: redis.url })];
    const job = await writer.materializeFeatures({ name: "zones", sinks, featureNames: ["f_fare"] });
    await job.wait();
  });
  afterAll(async () => {
    redis.process.kill("SIGCONT");
    await Promise.all(clients.map((one) => one.close()));
    await redis.stop();
    project.remove();
  });

  const FARE = ["f_fare"] as const;
  const TWICE = ["f_twice"] as const;
  type Call = (of: Client<Record<string, number>>, options: object) => Promise<unknown>;
  const READS: Readonly<Record<string, Call>> = {
    getFeatures: (of, options) => of.getFeatures({ entities: [{ zone: 1 }], features: FARE, ...options }),
    getOnlineFeatures: (of, options) => of.getOnlineFeatures("zones", 1, FARE, options),
    multiGetOnlineFeatures: (of, options) => of.multiGetOnlineFeatures("zones", [1], TWICE, options),
    getOnlineRows: (of, options) => of.getOnlineRows("zones", [1, 2], TWICE, options),
  };
  const WRITES: Readonly<Record<string, Call>> = {
    delete: (of, options) => of.delete({ table: "zones", keys: [2], ...options }),
    "delete of a feature": (of, options) =>
      of.delete({ table: "zones", keys: [2], features: FARE, ...options }),
    "delete of a table": (of, options) => of.delete({ table: "zones", all: true, ...options }),
    pushRows: (of, options) => of.pushRows({ source: "rides", rows: [{ zone: 2, fare: 9 }], ...options }),
    adoptTable: (of, options) =>
      of.adoptTable({ table: "old", layout: "feathr", featureNames: FARE, ...options }),
  };

  /** What each of some calls fails by, each of a client of its own that is made ready before, while the store stands still. */
  const failures = async (
    calls: Readonly<Record<string, Call>>,
    options: object,
    ready: Call = () => Promise.resolve(),
  ): Promise<readonly unknown[]> => {
    const ours = await Promise.all(Object.values(calls).map(async (call) => ({ call, of: await client() })));
    await Promise.all(ours.map(({ of }) => ready(of, {})));
    redis.process.kill("SIGSTOP");
    const failed = await Promise.all(ours.map(({ call, of }) => failure(call(of, options))));
    redis.process.kill("SIGCONT");
    return failed;
  };
  const each = (calls: object, failed: object): readonly object[] => Object.keys(calls).map(() => failed);
  const known: Call = (of) => of.getOnlineRows("zones", [1, 2], TWICE);

  it("ends calls that have not begun, and changes nothing", async () => {
    const calls = { ...READS, ...WRITES };
    const late = { code: "PN6001", message: "the store did not answer within 150 ms" };
    expect(await failures(calls, { deadlineMs: 150 })).toMatchObject(each(calls, late));
    const reason = new Error("enough");
    expect(await failures(calls, { signal: AbortSignal.abort(reason) })).toEqual(each(calls, reason));
    const control = new AbortController();
    setImmediate(() => control.abort(reason));
    expect(await failures(calls, { signal: control.signal })).toEqual(each(calls, reason));
    const one = await client();
    expect(await one.getOnlineFeatures("zones", 2, ["f_fare", "f_twice"])).toEqual({ f_fare: 3, f_twice: 6 });
  });

  it("ends reads of tables that are known", async () => {
    expect(await failures(READS, { deadlineMs: 150 }, known)).toMatchObject(
      each(READS, {
        code: "PN6001",
        message: expect.stringMatching(/did not answer within 150 ms/u) as string,
      }),
    );
  });

  it("does not say of changes under way that they were not made", async () => {
    expect(await failures(WRITES, { deadlineMs: 3_000 }, known)).toMatchObject(
      each(WRITES, {
        code: "PN6009",
        message: "the store did not say within 3000 ms whether it made the change",
      }),
    );
    // They may be made again, and are made then.
    const one = await client();
    const time = { deadlineMs: 60_000, signal: new AbortController().signal };
    for (const call of Object.values(WRITES)) await call(one, time).catch(() => undefined);
    await one.delete({ table: "old", all: true, ...time });
    await one.pushRows({ source: "rides", rows: [{ zone: 2, fare: 4 }], ...time });
    expect(await one.getOnlineFeatures("zones", 2, FARE, time)).toEqual({ f_fare: 4 });
  });
});
