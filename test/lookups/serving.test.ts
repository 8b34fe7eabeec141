import { openClient, servedSink, type Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadProject } from "../../packages/runtime/src/load/project.js";
import { featureReader } from "../../packages/runtime/src/serve/get-features.js";
import type { OnlineStore, TableRead } from "../../packages/runtime/src/ports.js";
import { projectZone } from "../../packages/runtime/src/time/instant.js";
import { madeCallers, type Callers } from "../http/support/callers.js";
import { ask, jsonOf, serve } from "../http/support/served.js";
import { config, testProject, type TestProject } from "../support/project.js";
import { TABLES } from "./support/definitions.js";
import { DEFINITIONS } from "./support/definitions.js";

/* Lookups that no table holds, read in this process and over HTTP. */

const HOUR = 3_600;
const day = (n: number): number => Date.UTC(2024, 2, n) / 1000;
const FILES = {
  "visits.csv": `at,user,item,shop,friend
${day(1)},1,cup,1,2
${day(2)},1,pot,2,2
${day(2)},2,pot,1,
${day(3)},3,,,
`,
  "goods.csv": `at,item,price,home,twin
${day(1)},cup,4,1,pot
${day(1)},pot,20,2,
${day(3)},pan,30,9,never
`,
  "stock.csv": `at,item,shop,qty\n${day(1)},pot,2,7\n${day(1)},cup,2,3\n`,
  "shops.csv": `at,shop,size\n${day(1)},1,10\n${day(1)},2,20\n`,
};
const AS_OF = "2024-03-04T00:00:00Z";
const entity = (user: number) => ({ user });

describe("lookups that are asked for", () => {
  let project: TestProject;
  let client: Client<Record<string, never>>;
  let server: HttpServer;
  let keys: Callers["keys"];

  beforeAll(async () => {
    project = testProject({ "pinion.config.ts": config(), "features.ts": DEFINITIONS, ...FILES });
    const built = await project.pinion(["build"]);
    if (built.code !== 0) throw new Error(built.stderr);
    client = await openClient({ project: project.dir });
    for (const [tableName, featureNames] of Object.entries(TABLES)) {
      await client.materializeFeatures({
        name: tableName,
        featureNames: [...featureNames] as never[],
        sinks: [servedSink({ tableName })],
        backfillTime: { end: AS_OF.slice(0, 10) },
      });
      await client.waitJobToFinish();
    }
    const callers = await madeCallers({
      all: { roles: ["read"], tables: ["*"] },
      users: { roles: ["read"], tables: ["users"] },
    });
    keys = callers.keys;
    server = await serve({ client, keys: callers.known });
  });
  afterAll(async () => {
    await server.stop();
    await client.close();
    project.remove();
  });

  /** A reader over the client's store that notes what it is asked. */
  async function counted() {
    const store = await client.onlineStore();
    const asked: (readonly TableRead[])[] = [];
    const counting: OnlineStore = {
      ...store,
      lookup: (reads, options) => {
        asked.push(reads);
        return store.lookup(reads, options);
      },
    };
    const loaded = await loadProject(project.dir);
    return { asked, get: featureReader({ ...loaded, zone: projectZone("UTC"), store: counting }).get };
  }

  it("take one further read for all of them, each key once", async () => {
    const { asked, get } = await counted();
    const answer = await get({
      features: ["l_price", "l_avg", "l_qty", "l_moves", "l_friend_item", "f_item"],
      entities: [1, 2, 1, 3].map(entity),
    });
    expect(answer.rows.map(({ values }) => values)).toEqual([
      [20, 12, 10, 1, "pot", "pot"],
      [20, 20, -5, 0, null, "pot"],
      [20, 12, 10, 1, "pot", "pot"],
      [null, null, null, null, null, null],
    ]);
    expect(asked).toHaveLength(2);
    const of = (table: string) =>
      asked[1]?.filter((read) => read.table === table).map((read) => [...read.keys].sort());
    expect(of("items")).toEqual([["pot"], ["cup", "pot"]]);
    expect(of("users")).toEqual([["2"]]);
    expect(answer.tables).toEqual([null, null, null, null, null, "users"]);
  });

  it("take a read for each lookup that lies behind another", async () => {
    const { asked, get } = await counted();
    const answer = await get({
      features: ["l_home_size", "l_twin_price", "l_friend_price"],
      entities: [entity(1)],
    });
    expect(answer.rows[0]?.values).toEqual([20, 7, 20]);
    expect(asked).toHaveLength(3);
  });

  it("ask for nothing where no base names a key, and not for entities that there are none of", async () => {
    const { asked, get } = await counted();
    const none = await get({ features: ["l_price", "l_sum"], entities: [entity(3), entity(99)] });
    expect(none.rows).toEqual([
      {
        values: [null, -2],
        status: ["null", "present"],
        asOf: [Date.parse(AS_OF) * 1000, Date.parse(AS_OF) * 1000],
      },
      { values: [null, -2], status: ["keyNotFound", "keyNotFound"], asOf: [null, null] },
    ]);
    expect(asked).toHaveLength(1);
    expect((await get({ features: ["l_price"], entities: [] })).rows).toEqual([]);
  });

  it("come from the request, for each entity by itself where what is found depends on it", async () => {
    const { get } = await counted();
    const answer = await get({
      features: ["r_price", "r_scaled"],
      entities: [1, 2, 2].map(entity),
      request: [
        { shown: "cup", factor: 2 },
        { shown: "never", factor: 10 },
        { shown: null, factor: null },
      ],
    });
    expect(answer.rows.map(({ values }) => values)).toEqual([
      [4, 48],
      [null, 200],
      [null, null],
    ]);
    await expect(get({ features: ["r_scaled"], entities: [entity(1)] })).rejects.toMatchObject({
      code: "PN7011",
    });
  });

  it("are as old as the oldest of what they are made of", async () => {
    const late = Date.parse(AS_OF) + HOUR * 1000;
    const loaded = await loadProject(project.dir);
    const store = await client.onlineStore();
    const get = featureReader({ ...loaded, zone: projectZone("UTC"), store, clock: { now: () => late } }).get;
    const status = async (maxAgeMs: number | Record<string, number>) =>
      (await get({ features: ["l_price", "f_item"], entities: [entity(1)], maxAgeMs })).rows[0]?.status;
    expect(await status(2 * HOUR * 1000)).toEqual(["present", "present"]);
    expect(await status(HOUR * 500)).toEqual(["stale", "stale"]);
    expect(await status({ f_price: 1 })).toEqual(["stale", "present"]);
  });

  it("end at the deadline and by the signal, whichever read it is", async () => {
    const { get } = await counted();
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(get({ features: ["l_price"], entities: [entity(1)], signal })).rejects.toThrow("enough");
    const served = await get({ features: ["l_price"], entities: [entity(1)], deadlineMs: 10_000 });
    expect(served.rows[0]?.values).toEqual([20]);
  });

  const as = (name: string) => ({ headers: { authorization: `Bearer ${keys.get(name)}` } });

  it("are answered over HTTP, and only to who may read what is looked up", async () => {
    const body = { features: ["l_price", "l_union"], entities: [entity(1), entity(2)] };
    const answer = await ask(`${server.address}/v1/features`, body, as("all"));
    expect(answer.status).toBe(200);
    expect(JSON.stringify(jsonOf(answer))).toContain("[4,20]");
    const barred = await ask(`${server.address}/v1/features`, body, as("users"));
    expect([barred.status, barred.text.includes("PN9005")]).toEqual([403, true]);
    const catalog = jsonOf(await ask(`${server.address}/v1/catalog`, undefined, as("all")));
    const features = catalog["features"] as readonly {
      name: string;
      kind: string;
      keys: readonly string[];
    }[];
    expect(features.find(({ name }) => name === "l_qty")).toMatchObject({ kind: "lookup", keys: ["user"] });
  });

  it("read a feature under other keys from the table of the one that it is, all in one round trip", async () => {
    const { asked, get } = await counted();
    const entities = [
      { left: "cup", right: "pot", place: 2 },
      { left: "pot", right: "never", place: 2 },
    ];
    const answer = await get({
      features: ["d_two", "w_left", "w_moves", "f_sum"],
      entities: entities.map((one) => ({ ...one, item: "pot" })),
    });
    expect(answer.rows.map(({ values }) => values)).toEqual([
      [4 + 100 + 200_000, 4, 1, 20],
      [20 - 10_000, 20, 1, 20],
    ]);
    expect(answer.tables).toEqual([null, "items", "pairs", "items"]);
    expect(asked).toHaveLength(1);
    const stale = await get({ features: ["w_left"], entities, maxAgeMs: { w_left: 1 } });
    expect(stale.rows[0]?.status).toEqual(["stale"]);

    const body = {
      features: ["w_left", "w_again", "w_price"],
      entities: [{ ...entities[0], wanted: "pan" }],
      asOf: true,
    };
    const since = "2024-03-04T00:00:00Z";
    // Once what stands in rows is known, it is written straight from their bytes.
    for (let i = 0; i < 3; i++) {
      const written = jsonOf(await ask(`${server.address}/v1/features`, body, as("all")));
      expect(written["rows"]).toEqual([{ values: [4, 20, 30], asOf: [since, since, since] }]);
    }
    const online = {
      features: ["items:w_left", "items:w_right"],
      entities: { left: ["cup"], right: ["pan"] },
    };
    const feast = jsonOf(await ask(`${server.address}/get-online-features`, online, as("all")));
    expect(feast["results"]).toMatchObject([{}, {}, { values: [4] }, { values: [1] }]);
    const barred = await ask(`${server.address}/v1/features`, body, as("users"));
    expect(barred.status).toBe(403);
  });

  it("are told by reads of one table to be asked for otherwise, where its key is not all that they take", async () => {
    const helpOf = async (...names: string[]) => {
      const failed = client.getOnlineRows("users", ["1"], names);
      return failed.catch((error: { code: string; help: string }) => `${error.code} ${error.help}`);
    };
    const begin = "PN7003 `getFeatures`, and `POST /v1/features`, compute it of what tables hold: ";
    expect(await helpOf("f_item", "x_scaled")).toBe(
      `${begin}{ features: ["x_scaled"], entities: [{ "item": … }], request: [{ … }] }`,
    );
    expect(await helpOf("d_two")).toBe(
      `${begin}{ features: ["d_two"], entities: [{ "left": …, "right": … }] }`,
    );
    expect(await helpOf("w_left")).toBe(`${begin}{ features: ["w_left"], entities: [{ "left": … }] }`);
    expect(await helpOf("f_price")).toMatch(/^PN7003 the table holds f_item/u);
    expect(await helpOf("r_price")).toMatch(/^PN7011/u);
    expect(await helpOf("f_item", "l_prise")).toBe("PN7001 did you mean `l_price`?");
  });

  it("of one table end by the signal, and refuse deadlines that are none", async () => {
    const names = ["f_item"] as never[];
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(client.getOnlineFeatures("users", "1", names, { signal })).rejects.toThrow("enough");
    await expect(
      client.multiGetOnlineFeatures("users", ["1"], names, { deadlineMs: -1 }),
    ).rejects.toMatchObject({
      code: "PN7010",
    });
    const rows = await client.getOnlineRows("users", ["1"], names, { deadlineMs: 60_000 });
    expect(rows[0]?.features).toEqual({ f_item: "pot" });
  });

  it("are refused over HTTP by the entity and the key that are wrong", async () => {
    const refusal = async (path: string, body: unknown) => {
      const { error } = jsonOf(await ask(`${server.address}${path}`, body, as("all")));
      return (error as { message: string }).message;
    };
    const features = ["f_item"];
    expect(await refusal("/v1/features", { features, entities: [entity(1), { user: null }] })).toBe(
      '"user" of entity 1 must be a text, a number, true or false',
    );
    expect(await refusal("/v1/features", { features, entities: [entity(1)], maxAgeMs: -1 })).toBe(
      "`maxAgeMs` must be a positive number, or an object of them by feature",
    );
    expect(
      await refusal("/get-online-features", { features: ["users:f_item"], entities: { user: [1, null] } }),
    ).toBe('value 1 of `entities` at "user" must be a text, a number, true or false');
  });

  it("take the table that is named for a feature under other keys, or for the one that it is", async () => {
    const { get } = await counted();
    const entities = [{ left: "cup", item: "pot" }];
    const twice = await counted();
    await client.materializeFeatures({
      name: "again",
      featureNames: ["f_sum"] as never[],
      sinks: [servedSink({ tableName: "again" })],
      backfillTime: { end: "2024-03-02" },
    });
    await client.waitJobToFinish();
    await expect(twice.get({ features: ["w_left"], entities })).rejects.toMatchObject({ code: "PN7012" });
    for (const tables of [{ w_left: "again" }, { f_sum: "again" }]) {
      const answer = await get({ features: ["w_left"], entities, tables });
      expect([answer.tables, answer.rows[0]?.asOf]).toEqual([["again"], [Date.UTC(2024, 2, 2) * 1000]]);
    }
    await expect(get({ features: ["w_left"], entities, tables: { w_left: "users" } })).rejects.toMatchObject({
      code: "PN7003",
    });
    await expect(get({ features: ["w_left"], entities, tables: { w_left: "agian" } })).rejects.toMatchObject({
      code: "PN7002",
      help: "did you mean `again`?",
    });
    await client.delete({ table: "again", all: true });
  });

  it("are answered to Feast's clients, by their own name or that of a table", async () => {
    const online = (body: unknown) => ask(`${server.address}/get-online-features`, body, as("all"));
    const answer = await online({
      features: ["l_price:l_price", "users:f_item", "r_price:r_price"],
      entities: { user: [1, 99], shown: ["cup", null] },
    });
    expect(jsonOf(answer)).toMatchObject({
      metadata: { feature_names: ["user", "l_price", "f_item", "r_price"] },
      results: [
        { values: [1, 99] },
        { values: [20, null], statuses: ["PRESENT", "NOT_FOUND"] },
        { values: ["pot", null], statuses: ["PRESENT", "NOT_FOUND"] },
        { values: [4, null], statuses: ["PRESENT", "NULL_VALUE"] },
      ],
    });
  });

  it("are refused by name where they cannot be", async () => {
    const job = (names: readonly never[], options: object = {}) =>
      client.materializeFeatures({
        name: "refused",
        featureNames: names,
        sinks: [servedSink({ tableName: "refused", ...options })],
      });
    await expect(job(["r_price"] as never[])).rejects.toMatchObject({
      code: "PN7006",
      message: expect.stringMatching(/`f_shown` is computed from the request/u) as string,
    });
    await expect(job(["r_scaled"] as never[])).rejects.toMatchObject({
      code: "PN7006",
      message: expect.stringMatching(/`f_factor`/u) as string,
    });
    await expect(job(["l_price", "x_twin_price"] as never[])).rejects.toMatchObject({ code: "PN7006" });
    await expect(job(["l_price"] as never[], { streaming: true })).rejects.toMatchObject({
      code: "PN7051",
      message: expect.stringMatching(/`l_price` is of no stream/u) as string,
    });
  });
});
