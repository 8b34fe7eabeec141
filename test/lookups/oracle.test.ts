import { join } from "node:path";
import { writeFileSync } from "node:fs";
import type { Value } from "@pinion/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadProject, type LoadedProject } from "../../packages/runtime/src/load/project.js";
import { materialise } from "../../packages/runtime/src/materialise/run.js";
import { select } from "../../packages/runtime/src/materialise/select.js";
import type { OpenSink } from "../../packages/runtime/src/materialise/writers.js";
import { featureReader } from "../../packages/runtime/src/serve/get-features.js";
import { memoryStore } from "../../packages/runtime/src/stores/memory/index.js";
import { projectZone } from "../../packages/runtime/src/time/instant.js";
import { collectingSink, scratch } from "../../packages/runtime/test/support/engine.js";
import { runJoin } from "../../packages/runtime/test/support/join.js";
import { compiledProject } from "../support/compiled.js";
import { config, type TestProject } from "../support/project.js";
import { ALIASED, DEFINITIONS, REQUESTED, STORED, TABLES } from "./support/definitions.js";
import { plainFeatures, type Asked, type World } from "./support/oracle.js";

/*
 * A lookup has one meaning: what a job stores as of t, what a join finds as of t, and what serving computes of the tables of
 * a job as of t, are all what looking at every row gives.
 */

const RUNS = Number(process.env["PINION_LOOKUP_RUNS"] ?? 3);
const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
/** 2024-03-01, in hours. */
const BASE = Date.UTC(2024, 2, 1) / 3_600_000;

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(arbitrary, { nil: null, freq: 6 });
/** Half days, so that edges of windows and times of cutoffs are met. */
const at = fc.integer({ min: 0, max: 40 }).map((half) => BASE + half * 12);
const item = fc.constantFrom("i0", "i1", "i2", "i#%", "ä☃", "never");
const shop = fc.integer({ min: -1, max: 3 });
const user = fc.integer({ min: 0, max: 7 });
const quarter = fc.integer({ min: -20, max: 20 }).map((n) => n / 4);
const world: fc.Arbitrary<World> = fc.record({
  visits: fc.array(fc.record({ at, user, item: maybe(item), shop: maybe(shop), friend: maybe(user) }), {
    minLength: 1,
    maxLength: 60,
  }),
  goods: fc.array(
    fc.record({
      at,
      item: item.filter((name) => name !== "never"),
      price: maybe(quarter),
      home: maybe(shop),
      twin: maybe(item),
    }),
    { minLength: 1, maxLength: 60 },
  ),
  stock: fc.array(fc.record({ at, item, shop, qty: maybe(fc.integer({ min: -9, max: 9 })) }), {
    minLength: 1,
    maxLength: 80,
  }),
  shops: fc.array(fc.record({ at, shop, size: maybe(quarter) }), { minLength: 1, maxLength: 20 }),
});
const cutoffs = fc
  .uniqueArray(at, { minLength: 1, maxLength: 3 })
  .map((all) => all.toSorted((a, b) => a - b));

const USERS = Array.from({ length: 9 }, (_, i) => i);
const FEATURES = [...STORED, ...REQUESTED, ...ALIASED];
const micros = (hours: number): number => hours * 3_600_000_000;

describe(`lookups over random tables (seed ${SEED})`, () => {
  const projects: TestProject[] = [];
  const built: { readonly bounds: "[)" | "(]"; readonly dir: string; readonly loaded: LoadedProject }[] = [];
  beforeAll(async () => {
    for (const bounds of ["[)", "(]"] as const) {
      const project = await compiledProject({
        "pinion.config.ts": config(`windowBounds: "${bounds}"`),
        "features.ts": DEFINITIONS,
      });
      projects.push(project);
      built.push({ bounds, dir: project.dir, loaded: await loadProject(project.dir, undefined) });
    }
  });
  afterAll(() => {
    for (const project of projects) project.remove();
  });

  it("are the same in a backfill, in a training join and when they are asked for", async () => {
    const request = fc.record({ shown: maybe(item), factor: maybe(quarter) });
    const keys = fc.record({ left: item, right: item, place: shop });
    const drawn = fc.record({
      world,
      cutoffs,
      which: fc.integer({ min: 0, max: 1 }),
      // Few, so that a space is asked again and again and forgets what it found.
      cells: fc.constantFrom(1, 40, undefined),
      requests: fc.array(request, { minLength: USERS.length, maxLength: USERS.length }),
      others: fc.array(keys, { minLength: USERS.length, maxLength: USERS.length }),
    });
    await fc.assert(
      fc.asyncProperty(drawn, async ({ world: rows, cutoffs: times, which, requests, others, cells }) => {
        const project = built[which];
        if (project === undefined) throw new Error("not built");
        const { bounds, dir, loaded } = project;
        for (const [name, table] of Object.entries(rows)) writeCsv(join(dir, `${name}.csv`), table);
        const entities = USERS.map((own) => ({
          user: own,
          left: "i0",
          right: "i0",
          place: 0,
          ...others[own],
        }));
        const asked = entities.map((entity, own): Asked => ({
          ...entity,
          shown: null,
          factor: null,
          ...requests[own],
        }));
        const run = (features: readonly string[], at_: readonly number[], sink: OpenSink) =>
          materialise({
            job: "test",
            project: dir,
            ...loaded,
            selection: select(loaded.manifest, features),
            cutoffs: at_.map(micros),
            resolution: "HOURLY",
            sinks: [sink],
            zone: projectZone("UTC"),
            environment: {},
            scratch: scratch(),
            signal: new AbortController().signal,
            onProgress: () => undefined,
            ...(cells === undefined ? {} : { lookupCells: cells }),
          });
        const wanted = times.map((time) => asked.map((one) => plainFeatures(rows, bounds, time, one)));

        const { sink, partitions } = collectingSink();
        await run(STORED, times, sink);
        times.forEach((time, c) => {
          const partition = partitions.get(micros(time));
          for (const { user: own } of asked) {
            const stored = partition?.get(String(own));
            if (stored !== undefined)
              compare(STORED, stored, wanted[c]?.[own], `stored of ${own} as of ${time}`);
          }
          const seen = USERS.filter((own) =>
            rows.visits.some((row) => row.user === own && (bounds === "[)" ? row.at < time : row.at <= time)),
          );
          expect([...(partition?.keys() ?? [])].toSorted()).toEqual(seen.map(String));
        });

        const observed = times.flatMap((time) => asked.map((one) => ({ ...one, seen_at: time * 3_600 })));
        writeCsv(join(dir, "observed.csv"), observed);
        const joined = await runJoin(
          loaded,
          {
            observations: {
              path: join(dir, "observed.csv"),
              eventTimestamp: "seen_at",
              timestampFormat: "epoch",
            },
            features: FEATURES,
          },
          { project: dir, ...(cells === undefined ? {} : { cells: 100 + cells * 10 }) },
        );
        joined.rows.forEach((row, i) => {
          const [c, own] = [Math.floor(i / USERS.length), i % USERS.length];
          compare(
            FEATURES,
            row.slice(-FEATURES.length),
            wanted[c]?.[own],
            `joined to ${own} as of ${times[c]}`,
          );
        });

        const store = memoryStore();
        const last = times.at(-1) ?? 0;
        for (const [table, features] of Object.entries(TABLES))
          await run(features, [last], { kind: "online", store, table });
        const get = featureReader({ ...loaded, zone: projectZone("UTC"), store }).get;
        const answer = await get({
          features: FEATURES,
          entities,
          request: requests,
        });
        answer.rows.forEach(({ values }, own) => {
          compare(FEATURES, values, wanted.at(-1)?.[own], `served of ${own} as of ${last}`);
        });
      }),
      { numRuns: RUNS, seed: SEED },
    );
  }, 600_000);
});

function compare(
  names: readonly string[],
  got: readonly Value[],
  wanted: ReadonlyMap<string, Value> | undefined,
  what: string,
): void {
  names.forEach((name, i) => {
    const [own, other] = [got[i] ?? null, wanted?.get(name) ?? null];
    if (typeof own === "number" && typeof other === "number" && Math.abs(own - other) < 1e-9) return;
    expect(own, `${name} ${what}`).toEqual(other);
  });
}

/** Times, which are in hours, are written in seconds. */
function writeCsv(path: string, rows: readonly object[]): void {
  const cell = ([name, value]: readonly [string, unknown]): string =>
    value === null ? "" : name === "at" ? String(Number(value) * 3_600) : `"${String(value)}"`;
  const lines = rows.map((row) => Object.entries(row).map(cell).join(","));
  writeFileSync(path, `${[Object.keys(rows[0] ?? {}).join(","), ...lines].join("\n")}\n`);
}
