import { resolve } from "node:path";
import { embeddedSink, openClient, type Client, type FeatureRequest } from "@pinion/runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { config, IMPORTS, testProject, type TestProject } from "../support/project.js";
import { RIDES_CSV } from "./support/rides.js";

/** Keys `zone` and (`zone`, `rider`), request columns, derived features of both. */
const FEATURES = `${IMPORTS}
const rides = fileSource("rides", {
  path: "rides.csv",
  format: "csv",
  columns: { zone: t.int32(), rider: t.string(), ended: t.timestamp(), fare: t.double(), tip: t.double() },
  eventTimestamp: "ended",
});
const zone = key("zone", t.int32());
const rider = key("rider", t.string());
const request = requestSource("request", { columns: { surge: t.double({ nullable: false }), note: t.string() } });
export const zones = anchor("zones", {
  source: rides,
  key: zone,
  features: {
    f_rides: count({ window: "90d" }),
    f_avg_fare: avg("fare", { window: "90d" }),
    f_last_tip: expr("tip"),
    f_tip_again: expr("tip").as(t.double()),
  },
});
export const pairs = anchor("pairs", {
  source: rides,
  key: [zone, rider],
  features: { f_pair_rides: count({ window: "90d" }), f_pair_sum: sum("fare", { window: "90d" }) },
});
export const surges = anchor("surges", { source: request, features: { f_surge: expr("surge * 2"), f_note: expr("upper(note)") } });
export const price = derived("f_price", {
  inputs: { fare: zones.features.f_avg_fare, surge: surges.features.f_surge },
  transform: "fare * surge",
});
export const share = derived("f_share", {
  inputs: { mine: pairs.features.f_pair_rides, all: zones.features.f_rides },
  transform: "mine / all",
});
export const twice = derived("f_twice", { inputs: { share }, transform: "share * 2" });
`;

describe("getFeatures", () => {
  let project: TestProject;
  let client: Client<Record<string, never>>;
  const get = (request: FeatureRequest) => client.getFeatures(request);

  beforeAll(async () => {
    project = testProject({ "pinion.config.ts": config(), "features.ts": FEATURES, "rides.csv": RIDES_CSV });
    const built = await project.pinion(["build"]);
    if (built.code !== 0) throw new Error(built.stderr);
    client = await openClient({ project: resolve(project.dir) });
    const backfillTime = { end: "2024-03-10" };
    for (const [tableName, featureNames] of [
      ["zones", ["f_rides", "f_avg_fare"]],
      ["zones", ["f_last_tip", "f_tip_again"]],
      ["pairs", ["f_pair_rides"]],
      ["rides_again", ["f_rides"]],
    ] as const) {
      await client.materializeFeatures({
        name: tableName,
        featureNames: [...featureNames] as never[],
        sinks: [embeddedSink({ tableName })],
        backfillTime,
      });
      await client.waitJobToFinish();
    }
  });
  afterAll(async () => {
    await client.close();
    project.remove();
  });

  const AS_OF = Date.parse("2024-03-10") * 1000;

  it("tells a value, a NULL, a key and a feature that is not there apart", async () => {
    const answer = await get({
      features: ["f_avg_fare", "f_last_tip", "f_tip_again", "f_pair_rides", "f_pair_sum"],
      entities: [
        { zone: 1, rider: "ann" },
        { zone: 1, rider: "bob" },
        { zone: 2, rider: "cid" },
        { zone: 9, rider: "ann" },
      ],
    });
    expect(answer.features).toEqual([
      "f_avg_fare",
      "f_last_tip",
      "f_tip_again",
      "f_pair_rides",
      "f_pair_sum",
    ]);
    expect(answer.rows.map(({ values }) => values)).toEqual([
      [6.5, 2.5, 2.5, 2, null],
      [6.5, 2.5, 2.5, 1, null],
      [null, 0, 0, null, null],
      [null, null, null, null, null],
    ]);
    expect(answer.rows.map(({ status }) => status)).toEqual([
      ["present", "present", "present", "present", "notMaterialised"],
      ["present", "present", "present", "present", "notMaterialised"],
      ["null", "present", "present", "keyNotFound", "notMaterialised"],
      ["keyNotFound", "keyNotFound", "keyNotFound", "keyNotFound", "notMaterialised"],
    ]);
    expect(answer.rows[0]?.asOf).toEqual([AS_OF, AS_OF, AS_OF, AS_OF, null]);
  });

  it("computes request-time and derived features as a job would", async () => {
    const answer = await get({
      features: ["f_price", "f_twice", "f_surge", "f_note"],
      tables: { f_rides: "zones" },
      entities: [
        { zone: 1, rider: "ann" },
        { zone: 9, rider: "zoe" },
      ],
      request: [{ surge: 1.5, note: "a" }, { surge: 2 }],
    });
    expect(answer.rows).toEqual([
      {
        values: [19.5, 4 / 3, 3, "A"],
        status: ["present", "present", "present", "present"],
        asOf: [AS_OF, AS_OF, null, null],
      },
      {
        values: [null, null, 4, null],
        status: ["keyNotFound", "keyNotFound", "present", "null"],
        asOf: [null, null, null, null],
      },
    ]);
  });

  it("takes a key that one source lacks for an empty window of it", async () => {
    const { rows } = await get({
      features: ["f_share"],
      tables: { f_rides: "zones" },
      entities: [{ zone: 3, rider: "nobody" }],
    });
    expect(rows[0]).toMatchObject({ values: [0], status: ["present"] });
  });

  it.each([
    { deadlineMs: -1 },
    { deadlineMs: 0 },
    { deadlineMs: NaN },
    { maxAgeMs: NaN },
    { maxAgeMs: 0 },
    { maxAgeMs: { f_rides: -5 } },
    { maxAgeMs: { f_rides: "1000" as never } },
  ])("refuses %j", async (option) => {
    const asked = get({ features: ["f_last_tip"], entities: [{ zone: 1 }], ...option });
    await expect(asked).rejects.toMatchObject({
      code: "PN7010",
      message: expect.stringMatching(/deadlineMs|maxAgeMs/u) as string,
    });
  });

  it("marks what is older than the maximum age, and gives it all the same", async () => {
    const entities = [{ zone: 1 }];
    const features = ["f_avg_fare", "f_last_tip"];
    const all = await get({ features, entities, maxAgeMs: 1000 });
    expect(all.rows[0]).toMatchObject({ values: [6.5, 2.5], status: ["stale", "stale"] });
    const one = await get({ features, entities, maxAgeMs: { f_last_tip: 1000 } });
    expect(one.rows[0]?.status).toEqual(["present", "stale"]);
    const none = await get({ features, entities, maxAgeMs: 1e15 });
    expect(none.rows[0]?.status).toEqual(["present", "present"]);
  });

  it("refuses what cannot be answered, and says why", async () => {
    const entities = [{ zone: 1 }];
    await expect(get({ features: ["f_avg_fair"], entities })).rejects.toMatchObject({
      code: "PN7001",
      help: expect.stringContaining("f_avg_fare") as string,
    });
    // One object may serve many calls, as long as it names features.
    for (const option of [{ maxAgeMs: { f_avg_fair: 5 } }, { tables: { f_avg_fair: "zones" } }]) {
      await expect(get({ features: ["f_avg_fare"], entities, ...option })).rejects.toMatchObject({
        code: "PN7001",
        help: "did you mean `f_avg_fare`?",
      });
    }
    const beside = { maxAgeMs: { f_rides: 5 }, tables: { f_rides: "rides_again" } };
    expect((await get({ features: ["f_avg_fare"], entities, ...beside })).rows[0]?.status).toEqual([
      "present",
    ]);
    await expect(get({ features: [], entities })).rejects.toMatchObject({ code: "PN7010" });
    await expect(get({ features: ["f_pair_rides"], entities })).rejects.toMatchObject({ code: "PN7004" });
    await expect(get({ features: ["f_avg_fare"], entities: [{ zone: "x" }] })).rejects.toMatchObject({
      code: "PN7004",
    });
    await expect(get({ features: ["f_rides"], entities })).rejects.toMatchObject({ code: "PN7012" });
    const tables = (table: string) => get({ features: ["f_rides"], entities, tables: { f_rides: table } });
    await expect(tables("zones")).resolves.toMatchObject({ rows: [{ values: [3] }] });
    await expect(tables("nowhere")).rejects.toMatchObject({ code: "PN7002" });
    await expect(tables("pairs")).rejects.toMatchObject({ code: "PN7003" });
    const surge = (request?: FeatureRequest["request"]) =>
      get({ features: ["f_surge"], entities, ...(request === undefined ? {} : { request }) });
    for (const request of [undefined, [], [{}], [{ surge: "1" }], [{ surge: null }]]) {
      await expect(surge(request)).rejects.toMatchObject({ code: "PN7011" });
    }
    await expect(surge([JSON.parse('{"surge":1,"__proto__":{"note":1}}') as never])).resolves.toBeDefined();
  });

  it("answers for no entities, and stops at an aborted signal", async () => {
    expect((await get({ features: ["f_avg_fare"], entities: [] })).rows).toEqual([]);
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(get({ features: ["f_avg_fare"], entities: [{ zone: 1 }], signal })).rejects.toThrow(
      "enough",
    );
  });

  it("deletes what a command names, and refuses one that names nothing or too much", async () => {
    const run = (...args: string[]) => project.pinion(["delete", ...args]);
    const values = async () =>
      (
        await get({
          features: ["f_avg_fare", "f_last_tip"],
          entities: [{ zone: 1 }, { zone: 2 }, { zone: 3 }],
        })
      ).rows.map((row) => row.values);
    expect(await values()).toEqual([
      [6.5, 2.5],
      [null, 0],
      [4, 1],
    ]);
    expect((await run("zones")).code).toBe(2);
    expect((await run("zones", "1", "--all")).code).toBe(2);
    expect((await run("zones", "--features", "f_last_tip")).code).toBe(2);
    expect((await run("nowhere", "1")).stderr).toContain("PN7002");
    expect((await run("zones", "1", "--features", "f_pair_rides")).stderr).toContain("PN7003");
    expect((await run("zones", "--group", "none")).stderr).toContain("f_last_tip");
    expect((await run("zones", "3", "--features", "f_last_tip")).code).toBe(0);
    expect((await run("zones", "1", "--json")).stdout).toContain('"rows":2');
    expect(await values()).toEqual([
      [null, null],
      [null, 0],
      [4, null],
    ]);
    expect((await run("zones", "--all")).code).toBe(0);
    expect((await get({ features: ["f_last_tip"], entities: [{ zone: 2 }] })).rows[0]?.values).toEqual([
      null,
    ]);
  });

  it("answers calls that are under way when the client is closed, and refuses later ones", async () => {
    const own = await openClient<Record<string, never>>({ project: project.dir });
    const request: FeatureRequest = { features: ["f_pair_rides"], entities: [{ zone: 1, rider: "ann" }] };
    const underWay = [
      own.getFeatures(request),
      own.getOnlineRows("pairs", ["1#ann"], ["f_pair_rides"]),
      own.delete({ table: "pairs", keys: ["9#nobody"] }),
    ];
    const job = await own.materializeFeatures({
      name: "cancelled",
      featureNames: ["f_pair_sum"] as never[],
      sinks: [embeddedSink({ tableName: "sums" })],
    });
    const waiting = own.waitJobToFinish().catch(() => undefined);
    await Promise.all([own.close(), own.close()]);
    await expect(Promise.all(underWay)).resolves.toHaveLength(3);
    await waiting;
    expect(job.state()).not.toBe("running");
    for (const call of [
      () => own.getFeatures(request),
      () => own.getOnlineFeatures("pairs", "1#ann", ["f_pair_rides"] as never[]),
      () => own.delete({ table: "pairs", keys: ["1#ann"] }),
      () => own.onlineStore(),
      () => own.pushRows({ table: "pairs", rows: [] } as never),
      () => own.waitJobToFinish(),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "PN7014" });
    }
    await own.close();
  });
});
