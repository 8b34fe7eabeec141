import { parseType, type DataType, type Value } from "@pinion/core";
import { openClient, type Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerWriter } from "../../packages/runtime/src/http/json/answer-writer.js";
import { jsonBytes } from "../../packages/runtime/src/http/json/json-bytes.js";
import { tableRowWriter } from "../../packages/runtime/src/http/json/table-row-writer.js";
import { valueAppender } from "../../packages/runtime/src/http/json/value-writer.js";
import { builtProject } from "./support/built.js";
import { ask, serve } from "./support/served.js";

/* What stands in rows is written from their bytes: as the values would be that are made of them. */

const TYPES = {
  f_rides: "BIGINT",
  f_avg_fare: "DOUBLE",
  f_big: "BIGINT",
  f_wild: "DOUBLE",
  f_note: "STRING",
  f_tags: "ARRAY<BIGINT>",
} as const;
type Name = keyof typeof TYPES;
const NAMES = Object.keys(TYPES) as Name[];
const typeOf = (name: Name): DataType => {
  const type = parseType(TYPES[name]);
  if (type === undefined) throw new Error(name);
  return type;
};

const bigint = fc
  .oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -20n, max: 20_000_000_000n }),
  )
  .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value));
const VALUES: Readonly<Record<Name, fc.Arbitrary<Value>>> = {
  f_rides: bigint,
  f_big: bigint,
  f_avg_fare: fc.double(),
  f_wild: fc.constantFrom(NaN, -Infinity, -0, 0, 3, 1e21, 5e-324, 2 ** 53),
  f_note: fc.string({ unit: "binary", maxLength: 60 }),
  f_tags: fc.array(fc.option(bigint), { maxLength: 4 }),
};
const row = fc.record(
  Object.fromEntries(NAMES.map((name) => [name, fc.option(VALUES[name])])) as Record<
    Name,
    fc.Arbitrary<Value>
  >,
);

let client: Client<Record<string, never>>;
let server: HttpServer;
beforeAll(async () => {
  const project = await builtProject();
  client = await openClient<Record<string, never>>({ project: project.dir });
  server = await serve({ client });
});
afterAll(async () => {
  await server.stop();
  await client.close();
});

it("alike, whatever is stored in whichever groups, by whichever schema", { timeout: 120_000 }, async () => {
  const features = new Map(client.manifest.features.map((feature) => [feature.name, feature]));
  const write = answerWriter(features, client.manifest.project.timeZone);
  const store = await client.onlineStore();
  const keys = [{ name: "zone", type: { kind: "int" } as const }];
  const HOUR = 3_600_000;
  let cases = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(NAMES, { minLength: 1 }),
      fc.integer({ min: 1, max: 5 }),
      fc.array(row, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      fc.record({ asOf: fc.boolean(), int64: fc.constantFrom("number" as const, "string" as const) }),
      fc.boolean(),
      async (asked, cut, rows, old, form, aged) => {
        const table = `t${cases++}`;
        const now = Date.now() * 1000;
        // Two groups; of the first, rows of two schemas, which name the same fields in another order.
        for (const [own, some] of [
          [NAMES.slice(0, cut), rows.slice(1)],
          [NAMES.slice(0, cut).toReversed(), rows.slice(0, 1)],
          [NAMES.slice(cut), rows],
        ] as const) {
          const fields = own.map((name) => ({ name, type: typeOf(name) }));
          const writer = await store.openStreamWriter({ table, keys, schema: { fields } });
          await writer.upsert(
            some.map((one) => ({
              key: String(rows.indexOf(one)),
              asOf: old ? now - 2 * HOUR * 1000 : now,
              values: own.map((name) => one[name]),
            })),
          );
        }
        await client.delete({ table, keys: [0], features: NAMES.slice(0, 1) });
        const request = {
          features: asked,
          entities: [...rows.map((_, zone) => ({ zone })), { zone: 99 }],
          tables: Object.fromEntries(asked.map((name) => [name, table])),
          ...(aged ? { maxAgeMs: HOUR } : {}),
        };
        const expected = write(await client.getFeatures(request), form).toString("utf8");
        for (const order of [
          Object.entries({ ...request, ...form }),
          Object.entries({ ...form, ...request }),
        ]) {
          const answer = await ask(`${server.address}/v1/features`, Object.fromEntries(order));
          expect(answer.text).toBe(expected);
        }
        const key = String(cases % (rows.length + 1));
        const url = `${server.address}/v1/tables/${table}/${key}?features=${asked.join(",")}&int64=`;
        const [found] = await client.getOnlineRows(table, [key], asked);
        const { int64 } = form;
        const fields = asked.map((name) => {
          const type = typeOf(name);
          return { name, type, append: valueAppender(type, "UTC", int64), fallback: null };
        });
        const ofValues = found && tableRowWriter(jsonBytes(), table, fields, int64).ofValues(key, found);
        const ways = [url + int64, ...(int64 === "number" ? [url.replace("&int64=", "")] : [])];
        for (const way of ways) expect((await ask(way)).text).toBe(ofValues?.toString("utf8"));
      },
    ),
    { numRuns: 25 },
  );
});
