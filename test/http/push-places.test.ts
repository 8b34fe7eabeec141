import { parseType, type Value } from "@pinion/core";
import { openClient, type Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtProject } from "./support/built.js";
import { madeCallers, type Callers } from "./support/callers.js";
import { ask, jsonOf, serve } from "./support/served.js";

/* Values of features that are pushed under the name of an anchor whose features other tables hold. */

const CALLERS = {
  all: { roles: ["read", "write"], tables: ["*"] },
  nightly: { roles: ["read", "write"], tables: ["nightly"] },
  zones: { roles: ["read", "write"], tables: ["zones"] },
} as const;

describe("what is pushed under an anchor's name", () => {
  let client: Client<Record<string, never>>;
  let server: HttpServer;
  let keys: Callers["keys"];
  beforeAll(async () => {
    const project = await builtProject();
    client = await openClient<Record<string, never>>({ project: project.dir });
    await fill("nightly", { f_rides: ["bigint", 1], f_avg_fare: ["double", 2.5], f_big: ["bigint", 3] });
    await fill("notes", { f_note: ["string", "n"] });
    const callers = await madeCallers(CALLERS);
    keys = callers.keys;
    server = await serve({ client, keys: callers.known });
  });
  afterAll(async () => {
    await server.stop();
    await client.close();
  });

  /** A table of one zone. */
  const fill = async (table: string, features: Readonly<Record<string, readonly [string, Value]>>) => {
    const fields = Object.entries(features).map(([name, [text]]) => {
      const type = parseType(text);
      if (type === undefined) throw new Error(text);
      return { name, type };
    });
    const store = await client.onlineStore();
    const writer = await store.openStreamWriter({
      table,
      keys: [{ name: "zone", type: { kind: "int" } }],
      schema: { fields },
    });
    await writer.upsert([{ key: "1", asOf: 1, values: Object.values(features).map(([, value]) => value) }]);
  };
  const as = (caller: string) => ({ headers: { authorization: `Bearer ${keys.get(caller)}` } });
  const write = async (name: string, columns: object, caller = "all") => {
    const df = { zone: [1], event_timestamp: ["2024-03-08T00:00:00"], ...columns };
    const body = { feature_view_name: name, df };
    const { status, text } = await ask(`${server.address}/write-to-online-store`, body, as(caller));
    const { error } = (JSON.parse(text) ?? {}) as {
      error?: { code: string; message: string; help?: string };
    };
    return { status, code: error?.code, says: `${error?.message} ${error?.help}` };
  };
  const read = async (features: readonly string[]) =>
    jsonOf(await ask(`${server.address}/v1/features`, { features, entities: [{ zone: 1 }] }, as("all")))[
      "rows"
    ];
  const tables = async () => (await (await client.onlineStore()).tables()).toSorted();

  it("goes into the tables that hold its features, and makes no second one", async () => {
    expect(await write("zones", { f_rides: [7], f_note: ["m"] })).toMatchObject({ status: 200 });
    expect(await tables()).toEqual(["nightly", "notes"]);
    expect(await read(["f_rides", "f_avg_fare", "f_note"])).toEqual([{ values: [7, 2.5, "m"] }]);
  });

  it("goes beside its other features where no table holds it", async () => {
    expect(await write("zones", { f_wild: [0.5] })).toMatchObject({ status: 200 });
    expect(await tables()).toEqual(["nightly", "notes"]);
    expect(await read(["f_wild"])).toEqual([{ values: [0.5] }]);
  });

  it("is refused where it would be in a second table", async () => {
    const refused = await write("notes", { f_rides: [8] });
    expect(refused).toMatchObject({ status: 422, code: "PN7012" });
    expect(refused.says).toMatch(/`f_rides` is in table `nightly` already.*`nightly` or `zones`/u);
    expect(await read(["f_rides"])).toEqual([{ values: [7] }]);
  });

  it("goes into the caller's tables alone", async () => {
    expect(await write("zones", { f_rides: [9] }, "nightly")).toMatchObject({ status: 200 });
    expect(await read(["f_rides"])).toEqual([{ values: [9] }]);
    expect(await write("zones", { f_note: ["o"] }, "nightly")).toMatchObject({ status: 403, code: "PN9005" });
    // The table of that name is this caller's, and it would be a second one.
    expect(await write("zones", { f_rides: [9] }, "zones")).toMatchObject({ status: 403, code: "PN9005" });
    const push = { source: "rides", rows: [{ zone: 1, big: 5, ended: "2024-03-09 00:00:00" }] };
    await expect(client.pushRows({ ...push, mayWrite: (table) => table === "zones" })).rejects.toMatchObject({
      code: "PN9005",
    });
    expect(await tables()).toEqual(["nightly", "notes"]);
  });

  it("makes a table where none holds any of its features", async () => {
    expect(await write("unfilled", { f_pushed: [1] })).toMatchObject({ status: 200 });
    expect(await tables()).toEqual(["nightly", "notes", "unfilled"]);
  });
});
