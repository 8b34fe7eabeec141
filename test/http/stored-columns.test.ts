import { parseType, type DataType, type Value } from "@pinion/core";
import { openClient, type Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { columnsWriter, type Cells } from "../../packages/runtime/src/http/json/columns.js";
import { LIMITS } from "../../packages/runtime/src/http/options.js";
import { feastRequestReader } from "../../packages/runtime/src/http/read/feast-request.js";
import { TYPES } from "../../packages/runtime/test/http/support/typed-values.js";
import { compiledProject } from "../support/compiled.js";
import { config, IMPORTS } from "../support/project.js";
import { ask, scanCounter, serve } from "./support/served.js";

/* What Feast's clients read is written from the bytes of stored rows: as the values would be that are made of them. */

/** Of all types that a feature can be; what it is computed of does not matter here. */
const FEATURES = TYPES.filter(([text]) => !/^(?:date|timestamp|decimal|struct)/u.test(text)).map(
  ([text, values], i) => {
    const type = parseType(text);
    if (type === undefined) throw new Error(text);
    return { name: `f_${i}`, text, type, values };
  },
);
type Feature = (typeof FEATURES)[number];
const NAMES = FEATURES.map(({ name }) => name);
const DEFAULTS: Readonly<Record<string, string>> = { bigint: "7", string: '"né"', double: "0.5" };

let client: Client<Record<string, never>>;
let server: HttpServer;
/** Of answers that were written straight from rows. */
let counter: ReturnType<typeof scanCounter>;
beforeAll(async () => {
  const declared = FEATURES.map(({ name, text }) => {
    const fallback = DEFAULTS[text];
    return `${name}: expr("CAST(NULL AS ${text})")${fallback === undefined ? "" : `.default(${fallback})`}`;
  });
  const project = await compiledProject({
    "pinion.config.ts": config(),
    "features.ts": `${IMPORTS}
const source = fileSource("source", { path: "rows.csv", columns: { id: t.int32() } });
export const all = anchor("all", { source, key: key("id", t.int32()), features: { ${declared.join(", ")} } });
`,
    "rows.csv": "id\n",
  });
  client = await openClient<Record<string, never>>({ project: project.dir });
  counter = scanCounter(client);
  server = await serve({ client: counter.client });
});
afterAll(async () => {
  await server.stop();
  await client.close();
});

/** Rows of features: of the first ones in a group of its own, whose first row has another schema than the others. */
async function fill(
  table: string,
  cut: number,
  rows: readonly Readonly<Record<string, Value>>[],
  times: readonly number[],
) {
  const store = await client.onlineStore();
  const keys = [{ name: "id", type: { kind: "int" } as const satisfies DataType }];
  const first = FEATURES.slice(0, cut);
  const parts: readonly (readonly [readonly Feature[], number, number])[] = [
    [first, 1, rows.length],
    [first.toReversed(), 0, 1],
    [FEATURES.slice(cut), 0, rows.length],
  ];
  for (const [own, from, to] of parts) {
    const writer = await store.openStreamWriter({ table, keys, schema: { fields: own } });
    await writer.upsert(
      rows.slice(from, to).map((row, i) => ({
        key: String(from + i),
        asOf: times[(from + i) % times.length] ?? 0,
        values: own.map(({ name }) => row[name] ?? null),
      })),
    );
  }
  await client.delete({ table, keys: [0], features: NAMES.slice(0, 1) });
}

it("alike, whatever is stored in whichever groups, by whichever schema", { timeout: 120_000 }, async () => {
  const features = new Map(client.manifest.features.map((feature) => [feature.name, feature]));
  const read = feastRequestReader(client.manifest, features, LIMITS);
  const write = columnsWriter(features, client.manifest.project.timeZone);
  const row = fc.record(Object.fromEntries(FEATURES.map(({ name, values }) => [name, fc.option(values)])));
  let cases = 0;
  let plain = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom("a", "b")), {
        minLength: 1,
        maxLength: 20,
      }),
      fc.integer({ min: 1, max: NAMES.length - 1 }),
      fc.array(row, { minLength: 1, maxLength: 4 }),
      fc.array(fc.integer({ min: 0, max: 4e15 }), { minLength: 1, maxLength: 3 }),
      fc.array(fc.nat({ max: 5 }), { maxLength: 6 }),
      fc.boolean(),
      fc.boolean(),
      async (chosen, cut, rows, times, ids, fullNames, oneTable) => {
        const references = chosen.map(([name, table]) => [name, oneTable ? "a" : table] as const);
        const suffix = cases++;
        await fill(`a${suffix}`, cut, rows, times);
        await fill(`b${suffix}`, cut, rows.toReversed(), times.toReversed());
        const body = {
          features: references.map(([name, table]) => `${table}${suffix}:${name}`),
          entities: { other: ids, id: ids },
          full_feature_names: fullNames,
        };
        const cells: Cells[] = [];
        for (const [name, table] of references) {
          const asked = { features: [name], tables: { [name]: `${table}${suffix}` } };
          const { rows: found } = await client.getFeatures({ ...asked, entities: ids.map((id) => ({ id })) });
          cells.push({ rows: found, at: 0 });
        }
        const expected = write(read(body), cells).toString("utf8");
        // The first time the tables are not known yet.
        for (let time = 0; time < 2; time++) {
          expect((await ask(`${server.address}/get-online-features`, body)).text).toBe(expected);
        }
        const tables = new Map(references);
        if (references.every(([name, table]) => tables.get(name) === table)) plain++;
      },
    ),
    { numRuns: 25 },
  );
  expect(counter.scanned()).toBeGreaterThanOrEqual(plain);
  expect(plain).toBeGreaterThan(0);
});
