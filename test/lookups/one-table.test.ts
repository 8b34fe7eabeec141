import type { FeatureEntry } from "@pinion/core";
import { embeddedSink, openClient, servedSink, type Client, type FeatureStatus } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, jsonOf, serve } from "../http/support/served.js";
import { compiledProject } from "../support/compiled.js";
import { config, type TestProject } from "../support/project.js";
import { DEFINITIONS, TABLES } from "./support/definitions.js";

/* What a table does not hold, read from it by its key: as `getFeatures` answers it, and HTTP, and the command. */

const day = (n: number): number => Date.UTC(2024, 2, n) / 1000;
const FILES = {
  "visits.csv": `at,user,item,shop,friend\n${day(1)},1,cup,1,2\n${day(2)},1,pot,2,2\n${day(2)},2,pot,1,\n${day(3)},3,,,\n`,
  "goods.csv": `at,item,price,home,twin\n${day(1)},cup,4,1,pot\n${day(1)},pot,20,2,\n${day(3)},pan,30,9,never\n`,
  "stock.csv": `at,item,shop,qty\n${day(1)},pot,2,7\n${day(1)},cup,2,3\n`,
  "shops.csv": `at,shop,size\n${day(1)},1,10\n${day(1)},2,20\n`,
};
const MORE = `
export const d_deep = derived("d_deep", { inputs: { m: d_mixed, h: l_home, i: f_item }, transform: "concat(i, ':', m + coalesce(h, 0))" });
export const d_request = derived("d_request", { inputs: { f: f_factor }, transform: "f * 10" });
export const d_stored = derived("d_stored", { inputs: { p: f_price, n: f_n }, transform: "p + n" });
export const d_over = derived("d_over", { inputs: { d: d_stored, w: w_left }, transform: "d * 2" });
`;

interface Keyed {
  readonly keys: readonly string[];
  readonly some: readonly (string | readonly (string | number)[])[];
  /** What the table's features under other keys call its key. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
}

const KEYED: Readonly<Record<string, Keyed>> = {
  users: { keys: ["user"], some: ["1", "2", "3", "99"], aliases: {} },
  items: {
    keys: ["item"],
    some: ["cup", "pot", "pan", "never", "a#b"],
    aliases: {
      w_left: ["left"],
      w_right: ["right"],
      w_again: ["right"],
      w_price: ["wanted"],
      w_twin: ["left"],
      l_left: ["left"],
    },
  },
  pairs: {
    keys: ["item", "shop"],
    some: ["pot#2", ["cup", 2], "cup#1", ["never", 7]],
    aliases: { w_moves: ["left", "place"], d_moves: ["left", "place"], w_size: ["left", "place"] },
  },
  places: { keys: ["shop"], some: ["1", "2", "7"], aliases: { w_size: ["place"] } },
};

const NONE: Keyed = { keys: [], some: [], aliases: {} };

const request = fc.record({
  shown: fc.constantFrom("cup", "pan", "never", null),
  factor: fc.constantFrom(2, -0.5, null),
});

describe("what one table does not hold", () => {
  let project: TestProject;
  let client: Client<Record<string, never>>;
  let server: HttpServer;
  let features: readonly FeatureEntry[];

  const fill = async (
    tableName: string,
    featureNames: readonly string[],
    end = "2024-03-04",
  ): Promise<void> => {
    const sinks = [servedSink({ tableName })];
    const job = await client.materializeFeatures({
      name: tableName,
      featureNames: featureNames,
      sinks,
      backfillTime: { end },
    });
    await job.wait();
  };

  beforeAll(async () => {
    project = await compiledProject({
      "pinion.config.ts": config(),
      "features.ts": DEFINITIONS + MORE,
      ...FILES,
    });
    client = await openClient({ project: project.dir });
    features = client.manifest.features;
    for (const [table, names] of Object.entries(TABLES)) await fill(table, names);
    await fill("items", ["d_stored"], "2024-03-03");
    await client.delete({ table: "users", keys: ["2"], features: ["f_first" as never] });
    server = await serve({ client });
  });
  afterAll(async () => {
    await server.stop();
    await client.close();
    project.remove();
  });

  /** The parts of a key by what a feature calls them; undefined where the table's key is not all that it takes. */
  const namesFor = (feature: FeatureEntry, table: string): readonly string[] | undefined => {
    const { keys, aliases }: Keyed = KEYED[table] ?? NONE;
    const held = [...(TABLES[table] ?? []), ...(table === "items" ? ["d_stored"] : [])];
    const isComputed = feature.kind === "derived" || feature.kind === "lookup" || feature.keys.length === 0;
    if (aliases[feature.name] !== undefined && feature.name !== "w_size") return aliases[feature.name];
    if (feature.name === "w_size") return table === "places" ? ["place"] : undefined;
    if (!held.includes(feature.name) && !isComputed) return undefined;
    return feature.keys.every((key) => keys.includes(key)) ? keys : undefined;
  };
  const entityOf = (key: string | readonly (string | number)[], names: readonly string[]) => {
    const parts = typeof key !== "string" ? key : names.length > 1 ? key.split("#") : [key];
    return Object.fromEntries(names.map((name, i) => [name, parts[i] ?? ""]));
  };

  const asked = fc.constantFrom(...Object.keys(KEYED)).chain((table) =>
    fc.record({
      table: fc.constant(table),
      keys: fc.array(fc.constantFrom(...(KEYED[table]?.some ?? [])), { maxLength: 4 }),
    }),
  );

  it("is what `getFeatures` and `POST /v1/features` say of an entity of the key", async () => {
    await fc.assert(
      fc.asyncProperty(
        asked,
        fc.array(request, { minLength: 4, maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 1, max: 6 }),
        async ({ table, keys }, rows, picks, count) => {
          const able = features.filter((feature) => namesFor(feature, table) !== undefined);
          const some = [...picks.take(count)]
            .map((pick) => able[pick % able.length])
            .filter((one) => one !== undefined);
          const names = some.map(({ name }) => name);
          const given = rows.slice(0, keys.length);
          const got = await client.getOnlineRows(table, keys, names, { request: given });
          expect(got).toHaveLength(keys.length);
          const oldest = keys.map((): number | null => null);
          for (const feature of some) {
            const { name } = feature;
            const of = namesFor(feature, table) ?? [];
            const tables = Object.fromEntries(["f_price", "d_stored"].map((held) => [held, "items"]));
            const entities = keys.map((key) => entityOf(key, of));
            const answer = await client.getFeatures({ features: [name], entities, request: given, tables });
            answer.rows.forEach(({ values, status, asOf }, k) => {
              const row = got[k] as {
                features: Record<string, unknown>;
                status: Record<string, FeatureStatus>;
              };
              expect([name, row.features[name], row.status[name]]).toEqual([name, values[0], status[0]]);
              const since = asOf[0] as number | null;
              const before = oldest[k] ?? null;
              if (since !== null) oldest[k] = before === null ? since : Math.min(before, since);
            });
            const posted = await ask(`${server.address}/v1/features`, {
              features: [name],
              entities,
              request: given,
              tables,
            });
            const wire = (jsonOf(posted) as { rows: readonly { values: readonly unknown[] }[] }).rows;
            expect(wire.map(({ values }) => values[0])).toEqual(
              got.map((row) => (row.features as Record<string, unknown>)[name]),
            );
          }
          expect(got.map(({ asOf }) => asOf)).toEqual(oldest);
          const [key] = keys;
          if (key === undefined) return;
          const one = await client.getOnlineFeatures(table, key, names, {
            request: given[0] ?? {},
          });
          expect(one).toEqual(got[0]?.features);
          const unique = [...new Set(keys)];
          const many = await client.multiGetOnlineFeatures(table, unique, names, {
            request: unique.map((each) => given[keys.indexOf(each)] ?? {}),
          });
          for (const each of unique) {
            const text = typeof each === "string" ? each : each.join("#");
            expect(many[text]).toEqual(got[keys.indexOf(each)]?.features);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is refused by name where the table's key is not all that it takes", async () => {
    for (const table of Object.keys(KEYED)) {
      for (const feature of features) {
        if (namesFor(feature, table) !== undefined) continue;
        const key = KEYED[table]?.some[0] ?? "";
        await expect(
          client.getOnlineFeatures(table, key, [feature.name], { request: {} }),
          feature.name,
        ).rejects.toMatchObject({
          code: "PN7003",
          message: `\`${feature.name}\` was not materialised into table \`${table}\``,
        });
      }
    }
  });

  it("is printed by the command like what it holds, exactly", async () => {
    const get = (...args: string[]) => project.pinion(["get", ...args]);
    const shown = await get(
      "users",
      "1",
      "99",
      "--features",
      "f_item,d_deep,d_request",
      "--request",
      '{"factor":0.5}',
      "--deadline",
      "30s",
    );
    expect(shown.stdout.split("\n").map((line) => line.trim())).toEqual([
      expect.stringMatching(/^key +f_item +d_deep +d_request +as of$/u),
      expect.stringMatching(/^---/u),
      expect.stringMatching(/^1 +pot +pot:43.0 +5 +2024-03-04T00:00:00Z$/u),
      expect.stringMatching(/^99 +not found +not found +5$/u),
      "",
    ]);
    const names = "x_scaled,w_left,d_request,f_home,f_twin";
    const ran = await get("items", "cup", "--features", names, "--request", '[{"factor":-0.0}]', "--json");
    const values = '{"x_scaled":-0.0,"w_left":4.0,"d_request":-0.0,"f_home":1,"f_twin":"pot"}';
    const row = `{"key":"cup","found":true,"asOf":"2024-03-04T00:00:00Z","features":${values}}`;
    expect(ran.stdout).toBe(`{"table":"items","rows":[${row}]}\n`);
  });

  it.each([
    [["--request", "{"], "what --request is given is no JSON"],
    [["--request", "[{},{}]"], "--request has 2 rows for 1 keys"],
    [["--deadline", "50"], "it is a number above 0 and ms or s"],
  ])("is not asked for by %j", async (args, message) => {
    const ran = await project.pinion(["get", "users", "1", "--features", "d_request", ...args]);
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(message) as string]);
  });

  it("is found by the key's own rows, and is of no time where nothing stored went into it", async () => {
    const rows = await client.getOnlineRows("users", ["1", "99"], ["d_request", "f_shown"], {
      request: [{ factor: 1, shown: "cup" }, { factor: null }],
    });
    expect(rows.map(({ found, asOf, features: values }) => ({ found, asOf, ...(values as object) }))).toEqual(
      [
        { found: false, asOf: null, d_request: 10, f_shown: "cup" },
        { found: false, asOf: null, d_request: null, f_shown: null },
      ],
    );
    const both = await client.getOnlineRows("users", ["1", "99"], ["d_request", "f_item"], {
      request: [{}, {}],
    });
    expect(both.map(({ found }) => found)).toEqual([true, false]);
  });

  it("takes a row of the request for each key, and no options that there are not", async () => {
    const read = (options: object) => client.getOnlineRows("users", ["1", "2"], ["d_request"], options);
    await expect(read({})).rejects.toMatchObject({ code: "PN7011" });
    await expect(read({ request: [{}] })).rejects.toMatchObject({
      code: "PN7011",
      message: "there are 2 keys and 1 request rows: it must be one for each",
    });
    await expect(read({ request: [{ factor: "x" }, {}] })).rejects.toMatchObject({ code: "PN7011" });
    await expect(read({ tables: {} })).rejects.toMatchObject({
      code: "PN7010",
      message: "`tables` is no option",
    });
    const one = client.getOnlineFeatures("users", "1", ["f_item"], { request: [] as never });
    await expect(one).rejects.toMatchObject({ code: "PN7010", message: "`request` is an empty list" });
  });

  it("is computed of tables in a store of their own, and of what came into them just now", async () => {
    const own = async (featureNames: readonly string[]): Promise<void> => {
      const sinks = [embeddedSink({ tableName: "elsewhere", path: "other/store" })];
      const job = await client.materializeFeatures({
        name: "elsewhere",
        sinks,
        featureNames: featureNames,
        backfillTime: { end: "2024-03-04" },
      });
      await job.wait();
    };
    const read = (...names: string[]) =>
      client.getOnlineFeatures("elsewhere", "cup", names, { request: { factor: 2 } });
    await own(["f_price"]);
    expect(await read("x_scaled", "f_price")).toEqual({ x_scaled: 8, f_price: 4 });
    await expect(read("x_scaled", "d_stored")).rejects.toMatchObject({
      code: "PN7003",
      message: "no table holds `f_n`, of which features asked for are computed",
    });
    await own(["f_n", "f_twin"]);
    expect(await read("d_stored", "f_twin", "w_twin")).toEqual({ d_stored: 5, f_twin: "pot", w_twin: "pot" });
  });
});
