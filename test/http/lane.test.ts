import type { Client } from "@pinion/runtime";
import { hashKey, readKeys, type HttpServer } from "@pinion/runtime/http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { filledClient, serve } from "./support/served.js";

/* A body that says how long it is takes a shorter way than one in chunks: it is answered alike. */

let client: Client<Record<string, never>>;
let server: HttpServer;

beforeAll(async () => {
  client = await filledClient();
  const key = async (name: string, roles: readonly string[], tables?: readonly string[]) => ({
    name,
    hash: await hashKey(`${name}.secret`, "sha256"),
    roles,
    ...(tables === undefined ? {} : { tables }),
  });
  const keys = [await key("all", ["admin"]), await key("few", ["read", "write"], ["pairs"])];
  server = await serve({ client, keys: readKeys(JSON.stringify({ keys }), "keys") });
});
afterAll(async () => {
  await server.stop();
  await client.close();
});

/** Headers that say nothing of the answer, or how it is sent. */
const ASIDE = new Set(["date", "connection", "keep-alive"]);

async function answers(path: string, body: string, key: string | undefined, chunked: boolean) {
  const bytes = new TextEncoder().encode(body);
  const chunks = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(bytes.subarray(0, 5));
      controller.enqueue(bytes.subarray(5));
      controller.close();
    },
  });
  const response = await fetch(server.address + path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-request-id": "the-same",
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    ...(chunked ? { body: chunks, duplex: "half" as const } : { body: bytes }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries([...response.headers].filter(([name]) => !ASIDE.has(name))),
    text: await response.text(),
  };
}

const features = '"features":["f_rides","f_big","f_note","f_wild","f_avg_fare"]';
const BODIES: readonly (readonly [path: string, body: string, status: number])[] = [
  ["/v1/features", `{${features},"entities":[{"zone":1},{"zone":2},{"zone":99}]}`, 200],
  ["/v1/features", `{"entities":[{"zone":3}],"asOf":true,${features}}`, 200],
  ["/v1/features", `{ ${features} , "entities" : [ ] , "int64" : "string" }`, 200],
  ["/v1/features", `{${features},"entities":[{"zone":1}],"int64":"string","maxAgeMs":1}`, 200],
  ["/v1/features", `{${features},"entities":[{"zone":1}],"maxAgeMs":{"f_nope":1}}`, 404],
  ["/v1/features", `{${features},"entities":[{"zone":1}],"tables":{"f_nope":"zones"}}`, 404],
  ["/v1/features", `{${features},"entities":[{"zone":1}],"features":["f_rides"]}`, 200],
  ["/v1/features", `{"features":["f_price"],"entities":[{"zone":1}],"request":[{"surge":2}]}`, 200],
  ["/v1/features", `{${features},"entities":[{"zone":1}],"surprise":1}`, 422],
  ["/v1/features", `{${features},"entities":[{"zone":1}],"__proto__":{"asOf":true}}`, 422],
  ["/v1/features", `{${features},"entities":[{"zone":"one"}]}`, 422],
  ["/v1/features", `{${features},"entities":[{"rider":"ann"}]}`, 422],
  ["/v1/features", `{${features}`, 400],
  ["/v1/features", `{"features":["f_ridés"],"entities":[{"zone":1}]}`, 404],
  ["/v1/features", `{"features":["f_rides"],"entities":[${'{"zone":1},'.repeat(10_000)}{"zone":1}]}`, 413],
  ["/get-online-features", '{"features":["zones:f_rides","zones:f_big"],"entities":{"zone":[1,2]}}', 200],
  ["/get-online-features", '{"features":["zones:f_rides"],"entities":{"zone":[1],"rider":[]}}', 422],
  ["/push", '{"push_source_name":"nowhere","df":{"zone":[1]}}', 404],
];

it.each(BODIES)("%s %s", async (path, body, status) => {
  const [plain, chunked] = await Promise.all(
    [false, true].map((way) => answers(path, body, "all.secret", way)),
  );
  expect(plain).toEqual(chunked);
  expect(plain?.status).toBe(status);
});

/** Written otherwise a path is the router's. */
const PATHS: readonly (readonly [path: string, key: string, status: number])[] = [
  ["zones/1?features=f_rides,f_big,f_note,f_wild,f_avg_fare,f_tags", "all", 200],
  ["zones/2?features=f_note", "all", 200],
  ["zones/99?features=f_rides,f_note", "all", 200],
  ["pairs/1%23ann?features=f_pair_rides", "all", 200],
  ["pairs/3%23a%2523b?features=f_pair_rides", "few", 200],
  ["pairs/1?features=f_pair_rides", "all", 422],
  ["pairs/%FF?features=f_pair_rides", "all", 400],
  ["accounts/9007199254740993?features=f_account_rides,f_account_note", "all", 200],
  ["accounts/7?features=f_account_note", "all", 200],
  ["zones/one?features=f_rides", "all", 422],
  ["zones/1?features=f_ridés", "all", 404],
  ["zones/1?features=f_account_rides", "all", 404],
  ["zones/1?features=__proto__", "all", 404],
  ["zones/1?features=f_rides", "few", 403],
  ["nowhere/1?features=f_rides", "all", 404],
  ["nowhere/1?features=f_rides", "few", 403],
  ["zones/1?features=f_rides", "none", 401],
];

it.each(PATHS)("%s for %s", async (path, key, status) => {
  const headers = { authorization: `Bearer ${key}.secret`, "x-request-id": "the-same" };
  const [plain, routed] = await Promise.all(
    [path, `${path}&int64=number`].map(async (url) => {
      const response = await fetch(`${server.address}/v1/tables/${url}`, { headers });
      const named = [...response.headers].filter(([name]) => !ASIDE.has(name));
      return { status: response.status, headers: Object.fromEntries(named), text: await response.text() };
    }),
  );
  expect(plain).toEqual(routed);
  expect(plain?.status).toBe(status);
});

it.each([
  [undefined, 401],
  ["few.wrong", 401],
  ["few.secret", 403],
])("knows who asks: %s", async (key, status) => {
  const [, body] = BODIES[0] ?? ["", ""];
  const [plain, chunked] = await Promise.all(
    [false, true].map((way) => answers("/v1/features", body, key, way)),
  );
  expect(plain).toEqual(chunked);
  expect(plain?.status).toBe(status);
});

it("counts requests of both ways", async () => {
  const count = async (): Promise<number> => {
    const response = await fetch(`${server.address}/metrics`, {
      headers: { authorization: "Bearer all.secret" },
    });
    const line = /^pinion_http_requests_total\{route="\/v1\/features",method="POST",status="200"\} (\d+)$/mu;
    return Number(line.exec(await response.text())?.[1] ?? 0);
  };
  const [, body] = BODIES[0] ?? ["", ""];
  const before = await count();
  await answers("/v1/features", body, "all.secret", false);
  await answers("/v1/features", body, "all.secret", true);
  await expect.poll(count, { timeout: 60_000 }).toBe(before + 2);
});
