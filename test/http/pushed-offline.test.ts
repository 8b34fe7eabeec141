import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { openClient, servedSink, type Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { madeCallers, type Callers } from "./support/callers.js";
import { compiledProject } from "../support/compiled.js";
import { config, IMPORTS, type TestProject } from "../support/project.js";
import { ask, jsonOf, serve } from "./support/served.js";

/* Rows of a source that are pushed to be kept: Feast's `to`. */

const FEATURES = `${IMPORTS}
const columns = { zone: t.int32(), at: t.timestamp({ format: "epoch_millis" }), fare: t.double() };
const rides = fileSource("rides", { path: "rides.csv", columns, eventTimestamp: "at", pushed: "data/pushed" });
const unkept = fileSource("unkept", { path: "rides.csv", columns, eventTimestamp: "at" });
const zone = key("zone", t.int32());
export const zones = anchor("zones", { source: rides, key: zone, features: { f_rides: count({ window: "9d" }), f_fare: expr("fare") } });
export const far = anchor("far", { source: unkept, key: zone, features: { f_far: expr("fare") } });
`;
const AT = Date.UTC(2024, 2, 1);
const CALLERS = {
  all: { roles: ["read", "write"], tables: ["*"] },
  zones: { roles: ["read", "write"], tables: ["zones"] },
  far: { roles: ["read", "write"], tables: ["far"] },
  none: { roles: ["read", "write"], tables: ["other"] },
} as const;

const built = (files: Readonly<Record<string, string>>): Promise<TestProject> =>
  compiledProject({
    ...{ "pinion.config.ts": config(), "features.ts": FEATURES, "rides.csv": `zone,at,fare\n1,${AT},5\n` },
    ...files,
  });

/** Pushes rows of one zone each, one after another, and says which were answered. */
const PUSHER = `
import { openClient } from "@pinion/runtime";
const client = await openClient({ project: process.argv[1] });
for (let n = 0; ; n++) {
  const rows = [{ zone: Number(process.argv[2]), at: ${AT}, fare: n }];
  await client.pushRows({ source: "rides", to: "offline", rows });
  process.stdout.write(n + "\\n");
}`;

describe("rows that are pushed offline", () => {
  let project: TestProject;
  let client: Client<Record<string, never>>;
  let server: HttpServer;
  let keys: Callers["keys"];
  const as = (caller: string) => ({ headers: { authorization: `Bearer ${keys.get(caller)}` } });
  beforeAll(async () => {
    project = await built({});
    client = await openClient({ project: project.dir });
    const callers = await madeCallers(CALLERS);
    keys = callers.keys;
    server = await serve({ client, keys: callers.known });
  });
  afterAll(async () => {
    await server.stop();
    await client.close();
    project.remove();
  });
  const push = async (name: string, to: string, df: object, caller = "all") => {
    const answer = await ask(`${server.address}/push`, { push_source_name: name, to, df }, as(caller));
    return {
      status: answer.status,
      body: JSON.parse(answer.text) as { error?: { code: string; message: string; help?: string } },
    };
  };
  const materialised = async () => {
    const job = await client.materializeFeatures({
      name: "zones",
      sinks: [servedSink({ tableName: "jobs" })],
      featureNames: ["f_rides", "f_fare"] as never[],
      backfillTime: { end: "2024-03-05" },
    });
    const { sources } = await job.wait();
    return sources[0]?.pushedRows;
  };
  const row = async (table: string, key: number) =>
    jsonOf(await ask(`${server.address}/v1/tables/${table}/${key}`, undefined, as("all")));

  it("are rows of the source to jobs, and to the store where they go to both", async () => {
    const df = { zone: [1, 2], at: [AT + 1, AT + 2], fare: [7, null] };
    expect(await push("rides", "offline", df)).toEqual({ status: 200, body: null });
    expect((await row("zones", 2))["error"]).toMatchObject({ code: "PN7002" });
    expect(await push("rides", "online_and_offline", { zone: [2], at: [AT + 3], fare: [9] })).toMatchObject({
      status: 200,
    });
    expect(await row("zones", 2)).toMatchObject({
      features: { f_fare: 9 },
      asOf: "2024-03-01T00:00:00.003Z",
    });
    expect(await materialised()).toBe(3);
    expect(await row("jobs", 1)).toMatchObject({ features: { f_rides: 2, f_fare: 7 } });
    expect(await row("jobs", 2)).toMatchObject({ features: { f_rides: 2, f_fare: 9 } });
  });

  it("happened when `event_timestamp` says, where no column does", async () => {
    const df = { zone: [3], fare: [1], event_timestamp: ["2024-03-02T00:00:00Z"], created: [null] };
    expect(await push("rides", "offline", df)).toMatchObject({ status: 200 });
    await materialised();
    expect(await row("jobs", 3)).toMatchObject({ features: { f_rides: 1 } });
  });

  it.each([
    ["unkept", "offline", { zone: [1] }, "PN7013", 'fileSource("unkept", { pushed:'],
    ["unkept", "online_and_offline", { zone: [1] }, "PN7013", "pushed:"],
    ["zones", "offline", { zone: [1], f_fare: [1] }, "PN7013", "rows of the source"],
    ["rides", "offline", { zone: [1], fares: [1] }, "PN7011", "did you mean `fare`?"],
    ["rides", "offline", { zone: [1.5] }, "PN7011", undefined],
    ["rides", "online_and_offline", { zone: [1, null] }, "PN7011", undefined],
    ["rides", "somewhere", { zone: [1] }, "PN9002", undefined],
  ])("are refused as a whole: %s, %s, %j", async (name, to, df, code, help) => {
    const kept = () =>
      readdirSync(project.path("data/pushed")).map((file) =>
        readFileSync(project.path(`data/pushed/${file}`), "utf8"),
      );
    const before = [kept(), await row("zones", 1)];
    const { status, body } = await push(name, to, df);
    expect([status, body.error?.code]).toEqual([422, code]);
    if (help !== undefined) expect(body.error?.help).toContain(help);
    expect([kept(), await row("zones", 1)]).toEqual(before);
  });

  it("take a key that sees all that is computed of them; no other is told anything", async () => {
    const df = { zone: [1], at: [AT], fare: [1], event_timestamp: ["never"] };
    const right = { zone: [1], at: [AT], fare: [1] };
    for (const to of ["online", "offline", "online_and_offline"]) {
      expect((await push("rides", to, right, "zones")).status, to).toBe(200);
      expect((await push("unkept", to, right, "far")).status, to).toBe(to === "online" ? 200 : 422);
      for (const columns of [df, right, { zone: ["x"], y: [1] }, { f_fare: [1] }]) {
        const [known, unknown] = [
          await push("rides", to, columns, "none"),
          await push("xides", to, columns, "none"),
        ];
        expect([known.status, known.body.error?.code], to).toEqual([403, "PN9005"]);
        expect(known.body.error?.message.replaceAll("rides", "xides")).toBe(unknown.body.error?.message);
        expect((await push("rides", to, columns, "far")).status).toBe(403);
      }
    }
  });

  it("are 503 where the folder cannot be written, and nothing goes online", async () => {
    const other = await built({ "data/pushed": "a file" });
    const stuck = await openClient({ project: other.dir });
    const its = await serve({ client: stuck });
    const body = { push_source_name: "rides", to: "online_and_offline", df: { zone: [1], fare: [2] } };
    const answer = await ask(`${its.address}/push`, body);
    expect(answer.status).toBe(503);
    expect(answer.text).not.toContain(other.dir);
    expect((await ask(`${its.address}/v1/tables/zones/1`)).status).toBe(404);
    rmSync(other.path("data/pushed"));
    expect((await ask(`${its.address}/push`, body)).status).toBe(200);
    await its.stop();
    await stuck.close();
    other.remove();
  });

  it("are there once they were answered, whatever processes are killed", async () => {
    const other = await built({});
    const runs = [10, 11].map(async (zone) => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", PUSHER, other.dir, String(zone)], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let answered = 0;
      for await (const line of createInterface(child.stdout)) {
        answered = Number(line) + 1;
        if (answered >= 20) child.kill("SIGKILL");
      }
      return answered;
    });
    const answered = await Promise.all(runs);
    const reader = await openClient<Record<string, number>>({ project: other.dir });
    const job = await reader.materializeFeatures({
      name: "zones",
      sinks: [servedSink({ tableName: "jobs" })],
      featureNames: ["f_rides", "f_fare"],
      backfillTime: { end: "2024-03-05" },
    });
    await job.wait();
    for (const [i, count] of answered.entries()) {
      const { f_rides, f_fare } = await reader.getOnlineFeatures("jobs", `${10 + i}`, ["f_rides", "f_fare"]);
      // One more may have been kept, and not answered any more.
      expect([count, count + 1]).toContain(f_rides);
      expect(f_fare).toBe(Number(f_rides) - 1);
    }
    await reader.close();
    other.remove();
  });
});
