import { openClient, type Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { metaKey } from "../../packages/runtime/src/stores/lmdb/keys.js";
import { makeDatabase } from "../../packages/runtime/src/stores/lmdb/open.js";
import { madeCallers } from "./support/callers.js";
import { builtProject } from "./support/built.js";
import { ask, jsonOf, serve } from "./support/served.js";

/* A table of a newer version of Pinion stands in the store: what the others hold is served as before. */

const HOUR = 3_600_000_000;
const lines: string[] = [];
let client: Client<Record<string, never>>;
let server: HttpServer;
let note: (table: string, text: string | undefined) => Promise<void>;
let headers: (name: string) => { headers: Record<string, string> };
beforeAll(async () => {
  const project = await builtProject();
  client = await openClient<Record<string, never>>({ project: project.dir });
  const writer = await (
    await client.onlineStore()
  ).openStreamWriter({
    table: "zones",
    keys: [{ name: "zone", type: { kind: "int" } }],
    schema: { fields: [{ name: "f_rides", type: { kind: "bigint" } }] },
  });
  await writer.upsert([{ key: "1", values: [2], asOf: HOUR }]);
  const { database } = makeDatabase(project.path(".pinion/store"));
  note = async (table, text) => {
    if (text === undefined) await database.remove(metaKey(table));
    else await database.put(metaKey(table), Buffer.from(text));
  };
  const callers = await madeCallers({
    all: { roles: ["read"] },
    zones: { roles: ["read"], tables: ["zones"] },
  });
  headers = (name) => ({ headers: { authorization: `Bearer ${callers.keys.get(name) ?? ""}` } });
  const logger = { level: "info", stream: { write: (line: string) => void lines.push(line) } };
  server = await serve({ client, logger, keys: callers.known });
});
afterAll(async () => {
  await server.stop();
  await client.close();
});

const read = (features: readonly string[], more: object = {}, caller = "all") =>
  ask(`${server.address}/v1/features`, { features, entities: [{ zone: 1 }], ...more }, headers(caller));
const get = (path: string, caller = "all") => ask(`${server.address}${path}`, undefined, headers(caller));
const gauge = async () => /^pinion_unreadable_tables\{.*$/mu.exec((await get("/metrics")).text)?.[0];

it("is told, and takes nothing else away", async () => {
  expect((await read(["f_rides"])).text).toBe('{"features":["f_rides"],"rows":[{"values":[2]}]}');
  expect(jsonOf(await read(["f_note"]))).toMatchObject({ rows: [{ status: ["notMaterialised"] }] });
  await note("newer", '{"format":2,"secret":"x"}');

  const reason = "it is of format 2, and this version reads format 1";
  // By whom it is looked for, a feature that no other table holds may stand there.
  await vi.waitFor(async () => expect((await read(["f_rides", "f_note"])).status).toBe(500), 60_000);
  expect(jsonOf(await read(["f_note"]))).toMatchObject({ error: { code: "PN6003" } });
  expect(jsonOf(await read(["f_rides"], { tables: { f_rides: "newer" } }))).toMatchObject({
    error: { code: "PN6003" },
  });
  expect(jsonOf(await get("/v1/tables/newer/1"))).toMatchObject({ error: { code: "PN6003" } });
  const refused = { code: "PN6003", message: expect.stringContaining(reason) as string };
  const entities = [{ zone: 1 }];
  await expect(client.getFeatures({ features: ["f_note"], entities })).rejects.toMatchObject(refused);
  await expect(client.getOnlineFeatures("newer", "1", ["f_note"])).rejects.toMatchObject(refused);

  for (const time of [1, 2]) {
    expect((await read(["f_rides"])).status, String(time)).toBe(200);
    expect((await get("/v1/tables/zones/1?features=f_rides")).status).toBe(200);
  }
  expect((await get("/readyz")).text).toBe('{"status":"ok"}');
  expect(jsonOf(await get("/v1/catalog"))).toMatchObject({
    tables: [{ name: "zones" }],
    unreadableTables: [{ name: "newer", reason }],
  });
  expect(await gauge()).toBe('pinion_unreadable_tables{table="newer"} 1');
  expect(lines.filter((line) => line.includes(reason) && line.includes("others are served"))).toHaveLength(1);
});

it("says nothing of it to who may not read it", async () => {
  expect(jsonOf(await get("/v1/catalog", "zones"))).toMatchObject({ unreadableTables: [] });
  expect((await read(["f_rides"], {}, "zones")).status).toBe(200);
  expect(jsonOf(await read(["f_note"], {}, "zones"))).toMatchObject({ error: { code: "PN9005" } });
});

it("is forgotten once it is gone", async () => {
  await note("newer", undefined);
  await vi.waitFor(async () => expect((await read(["f_note"])).status).toBe(200), 60_000);
  expect(await gauge()).toBeUndefined();
  expect(lines.some((line) => line.includes("can be read again, or is gone"))).toBe(true);
});
