import { parseType, showType, type DataType, type Value } from "@pinion/core";
import { openClient, type Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compiledProject } from "../support/compiled.js";
import { config, IMPORTS, type TestProject } from "../support/project.js";
import { ask, scanCounter, serve, type Answer } from "./support/served.js";

/*
 * Rows that were written while a feature had another type: whichever way they are asked for, their readers get the value as of the declared
 * type, where nothing is lost, or are told why not.
 */

const typeOf = (text: string): DataType => {
  const type = parseType(text);
  if (type === undefined) throw new Error(text);
  return type;
};

/** Types that rows may have, with values of them. */
const STORED: Readonly<Record<string, readonly Value[]>> = {
  boolean: [true, false],
  tinyint: [-128, 7],
  smallint: [-32768, 7],
  int: [-2147483648, 7],
  bigint: [-9223372036854775808n, 7],
  float: [NaN, 1.5],
  double: [NaN, 0.1],
  string: ['7]},"x":[', "1"],
  binary: [Uint8Array.of(1, 2), new Uint8Array()],
  "array<int>": [[1, null], []],
  "array<bigint>": [[9007199254740993n], []],
  "array<double>": [[NaN, 1], [null]],
  "array<string>": [['"', null], []],
  "map<string,int>": [[["a", 1]], [["b", null]]],
  "map<string,double>": [[["a", NaN]], []],
  "decimal(5,2)": [123n, -1n],
  date: [0, 7],
  timestamp: [0, 7],
  "struct<a:int>": [[1], [null]],
};
const TYPES = Object.keys(STORED);
/** Those that a feature can have. */
const DECLARED = TYPES.filter((text) => !/^(?:tinyint|smallint|decimal|date|timestamp|struct)/u.test(text));
const WIDER: Readonly<Record<string, readonly string[]>> = {
  tinyint: ["int", "bigint", "float", "double"],
  smallint: ["int", "bigint", "float", "double"],
  int: ["bigint", "double"],
  float: ["double"],
  "array<int>": ["array<bigint>", "array<double>"],
  "map<string,int>": ["map<string,double>"],
};
const isRead = (stored: string, declared: string): boolean =>
  stored === declared || WIDER[stored]?.includes(declared) === true;

const nameOf = (declared: string): string => `f_${DECLARED.indexOf(declared)}`;
const KEYS = ["0", "1", "2"];

let project: TestProject;
let client: Client<Record<string, never>>;
let server: HttpServer;
/** Of answers that were written straight from rows. */
let counter: ReturnType<typeof scanCounter>;
beforeAll(async () => {
  const features = DECLARED.map((text) => `${nameOf(text)}: expr("CAST(NULL AS ${text})")`);
  project = await compiledProject({
    "pinion.config.ts": config(),
    "features.ts": `${IMPORTS}
const source = fileSource("source", { path: "rows.csv", columns: { id: t.int32() } });
export const all = anchor("all", { source, key: key("id", t.int32()), features: { ${features.join(", ")} } });
export const next = derived("d_next", { inputs: { x: all.features.${nameOf("bigint")} }, transform: "x + 1" });
`,
    "rows.csv": "id\n",
  });
  client = await openClient<Record<string, never>>({ project: project.dir });
  counter = scanCounter(client);
  server = await serve({ client: counter.client });
  for (const [i, stored] of TYPES.entries()) {
    const values = STORED[stored] ?? [];
    await fill(
      `stored_${i}`,
      DECLARED.map((text) => [nameOf(text), stored, values] as const),
    );
    // What the same values are, written as what is declared.
    const alike = DECLARED.filter((declared) => isRead(stored, declared));
    await fill(
      `expect_${i}`,
      alike.map((text) => [nameOf(text), text, values] as const),
    );
  }
});
afterAll(async () => {
  await server.stop();
  await client.close();
  project.remove();
});

/** Rows of some fields: each with its values by key, and a NULL. */
async function fill(
  table: string,
  columns: readonly (readonly [string, string, readonly Value[]])[],
  asOf = 1_000_000,
): Promise<void> {
  if (columns.length === 0) return;
  const writer = await (
    await client.onlineStore()
  ).openStreamWriter({
    table,
    keys: [{ name: "id", type: { kind: "int" } }],
    schema: { fields: columns.map(([name, type]) => ({ name, type: typeOf(type) })) },
  });
  await writer.upsert(
    KEYS.map((key, k) => ({ key, asOf, values: columns.map(([, , values]) => values[k] ?? null) })),
  );
}

/** Every way to ask a table for a feature of all keys. */
const DOORS: Readonly<Record<string, (table: string, name: string) => Promise<unknown>>> = {
  getFeatures: async (table, name) => {
    const entities = KEYS.map((id) => ({ id }));
    return (await client.getFeatures({ features: [name], entities, tables: { [name]: table } })).rows;
  },
  getOnlineFeatures: async (table, name) => {
    const values: unknown[] = [];
    for (const key of KEYS) values.push(await client.getOnlineFeatures(table, key, [name]));
    return values;
  },
  multiGetOnlineFeatures: (table, name) => client.multiGetOnlineFeatures(table, KEYS, [name]),
  getOnlineRows: (table, name) => client.getOnlineRows(table, KEYS, [name]),
  "POST /v1/features": (table, name) => features(table, name, { asOf: true }),
  "POST /v1/features, int64 as texts": (table, name) => features(table, name, { int64: "string" }),
  "GET /v1/tables/:table/:key": (table, name) =>
    told(ask(`${server.address}/v1/tables/${table}/0?features=${name}`), table),
  "GET /v1/tables/:table/:key, NULL": (table, name) =>
    told(ask(`${server.address}/v1/tables/${table}/2?features=${name}&int64=string`), table),
  "POST /get-online-features": (table, name) =>
    told(
      ask(`${server.address}/get-online-features`, {
        features: [`${table}:${name}`],
        entities: { id: KEYS.map(Number) },
      }),
      table,
    ),
};

const features = (table: string, name: string, form: object): Promise<unknown> => {
  const entities = KEYS.map((key) => ({ id: Number(key) }));
  const tables = { [name]: table };
  return told(ask(`${server.address}/v1/features`, { features: [name], entities, tables, ...form }), table);
};

/** The answer's text without the name of the table; an error as in process. */
async function told(asked: Promise<Answer>, table: string): Promise<string> {
  const { status, text, headers } = await asked;
  const body = JSON.parse(text) as { error?: { code: string; message: string } };
  if (body.error === undefined) return text.replaceAll(table, "TABLE");
  const { code, message } = body.error;
  expect([status, headers.get("retry-after")], text).toEqual([409, null]);
  throw Object.assign(new Error(message), { code });
}

describe.each(Object.entries(DOORS))("by %s", (_, read) => {
  it("what was stored with another type is what is declared, or says why not", async () => {
    for (const [i, stored] of TYPES.entries()) {
      for (const declared of DECLARED) {
        const found = read(`stored_${i}`, nameOf(declared));
        const about = `${stored} as ${declared}`;
        if (isRead(stored, declared)) {
          expect(await found, about).toEqual(await read(`expect_${i}`, nameOf(declared)));
          continue;
        }
        const [from, to] = [stored, declared].map((text) => showType(typeOf(text)));
        await expect(found, about).rejects.toMatchObject({
          code: "PN6010",
          message: `\`${nameOf(declared)}\` is stored in table \`stored_${i}\` as ${from}, and declared as ${to}`,
        });
      }
    }
  });
});

it("is written from stored rows where it can be", () => {
  expect(counter.scanned()).toBeGreaterThan(0);
});

it("is told of what is computed, and of the features that are asked for alone", async () => {
  const [int, double] = [TYPES.indexOf("int"), TYPES.indexOf("double")];
  const entities = [{ id: 1 }];
  const bigint = nameOf("bigint");
  const next = (table: string) =>
    client.getFeatures({ features: ["d_next"], entities, tables: { [bigint]: table } });
  expect((await next(`stored_${int}`)).rows[0]?.values).toEqual([8]);
  await expect(next(`stored_${double}`)).rejects.toMatchObject({ code: "PN6010" });
  const several = (names: readonly string[]) => client.getOnlineFeatures(`stored_${double}`, "1", names);
  expect(await several([nameOf("double")])).toEqual({ [nameOf("double")]: 0.1 });
  await expect(several([nameOf("double"), bigint])).rejects.toMatchObject({ code: "PN6010" });
});

it("is over where a later row of another group holds the feature as it is declared", async () => {
  const [bigint, string] = [nameOf("bigint"), nameOf("string")];
  await fill("moved", [[bigint, "double", [1.5, 2.5]]], 1);
  const read = () => client.multiGetOnlineFeatures("moved", KEYS, [bigint]);
  await expect(read()).rejects.toMatchObject({ code: "PN6010" });
  await fill(
    "moved",
    [
      [bigint, "bigint", [1, 2]],
      [string, "string", []],
    ],
    2,
  );
  expect(await read()).toEqual({ 0: { [bigint]: 1 }, 1: { [bigint]: 2 }, 2: { [bigint]: null } });
  await fill("moved", [[bigint, "double", [1.5, 2.5]]], 3);
  await expect(read()).rejects.toMatchObject({ code: "PN6010" });
});

it("of a feature that the project does not know is what was written last", async () => {
  await fill("unknown", [["x", "int", [1, 2]]], 1);
  await fill("unknown", [["x", "bigint", [9007199254740993n]]], 0);
  const row = () => ask(`${server.address}/v1/tables/unknown/1`);
  expect(JSON.parse((await row()).text)).toMatchObject({ features: { x: 2 } });
  await fill("unknown", [["x", "string", ["a"]]], 0);
  expect([(await row()).status, JSON.parse((await row()).text)]).toMatchObject([
    409,
    { error: { code: "PN6010" } },
  ]);
});

it("`pinion get` says the same", async () => {
  const get = (stored: string, declared: string) =>
    project.json(["get", `stored_${TYPES.indexOf(stored)}`, "1", "--features", nameOf(declared)]);
  const [read, refused] = await Promise.all([get("int", "double"), get("string", "bigint")]);
  expect(read).toMatchObject({ rows: [{ features: { [nameOf("double")]: 7 } }] });
  expect(JSON.stringify(refused)).toContain("PN6010");
});
