import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tilesOf } from "../../src/aggregate/tiles.js";
import { zonesOf } from "../../src/materialise/zones.js";
import { openFiles } from "../../src/sources/duckdb/file-table.js";
import { readRowGroups } from "../../src/sources/duckdb/row-groups.js";
import { collectingSink, run, scratch, type HandFeature, type HandProject } from "../support/engine.js";

const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const RUNS = Number(process.env["PINION_ZONE_RUNS"] ?? 4);
const DAY = 86_400_000_000;
const BASE = 18_300 * DAY;
const DAYS = 60;
const ROWS = 600_000;

/** In the order of time, so that row groups hold some days each; and the same in no order, so that none is of one tile. */
const folder = scratch();
const ORDERED = join(folder, "ordered.parquet");
const FILES = [0, 1, 2].map((i) => join(folder, `part-${i}.parquet`));
const SHUFFLED = join(folder, "shuffled.parquet");
let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  // Some keys are of the first days alone, some of the last; k has a gap.
  await connection.run(`CREATE TABLE rows AS SELECT
      CASE WHEN i % 97 = 5 THEN (i * 10 // ${ROWS}) + 50 WHEN i % 9 = 4 THEN 41 ELSE hash(i) % 40 END::INTEGER AS k,
      CASE WHEN i % 50000 <> 3 THEN k::VARCHAR END AS s, k // 7 AS d,
      make_timestamp(${BASE} + (i * ${DAYS}::DOUBLE / ${ROWS} * ${DAY})::BIGINT) AS t,
      CASE WHEN i % 11 <> 0 THEN (hash(i * 7) % 1000)::BIGINT END AS v
    FROM range(${ROWS}) r(i)`);
  await connection.run(`COPY (FROM rows ORDER BY t) TO '${ORDERED}' (ROW_GROUP_SIZE 20480)`);
  await connection.run(`COPY (FROM rows ORDER BY hash(v, t)) TO '${SHUFFLED}' (ROW_GROUP_SIZE 20480)`);
  for (const [i, file] of FILES.entries())
    await connection.run(
      `COPY (FROM rows WHERE t >= make_timestamp(${BASE + i * 20 * DAY}) AND t < make_timestamp(${BASE + (i + 1) * 20 * DAY}) ORDER BY t) TO '${file}' (ROW_GROUP_SIZE 20480)`,
    );
});

afterAll(() => connection.closeSync());

const columns = [
  { name: "k", type: "int", nullable: true },
  { name: "s", type: "string", nullable: true },
  { name: "d", type: "int", nullable: true },
  { name: "t", type: "timestamp", nullable: true },
  { name: "v", type: "bigint", nullable: true },
];

const feature = (op: HandFeature["op"], days: number): HandFeature => ({
  name: `${op}${days}`,
  op,
  type: "bigint",
  ...(op === "row" ? {} : { windowMicros: days * DAY }),
  column: "v",
});

const asked = fc.record({
  key: fc.constantFrom("k", "s", "d"),
  kernel: fc.boolean(),
  features: fc.uniqueArray(
    fc
      .tuple(fc.constantFrom("sum", "count", "max", "latest", "row"), fc.constantFrom(1 / 24, 1, 7, 25, 90))
      .map(([op, days]) => feature(op as HandFeature["op"], days)),
    { minLength: 1, maxLength: 4, selector: ({ name, op }) => (op === "row" ? op : name) },
  ),
  cutoffs: fc.uniqueArray(fc.constantFrom(-3, 0.5, 20, 31, 32, 33, 58.25, 60, 70), {
    minLength: 1,
    maxLength: 3,
  }),
  bounds: fc.constantFrom("[)", "(]"),
});

it(`rows of one tile are read without their times, with the same answers (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ key, kernel, features, cutoffs, bounds }) => {
      const found = [];
      for (const [path, format] of [
        [SHUFFLED, "parquet"],
        [ORDERED, "parquet"],
        [join(folder, "part-*.parquet"), "parquet"],
      ] as const) {
        const project: HandProject = {
          ...{ file: path, format, columns, eventTimestamp: "t", keys: [key], features },
          windowBounds: bounds,
          ...(kernel ? { inKernel: ["v"] } : {}),
        };
        const { sink, partitions } = collectingSink();
        const ascending = cutoffs.map((day) => BASE + day * DAY).toSorted((a, b) => a - b);
        const { sources } = await run(project, ascending, [sink]);
        const [{ rowsRead, rowsRejected, rowsAfter, rejected } = {} as never] = sources;
        const keys = [...partitions].map(([asOf, rows]) => [asOf, [...rows].toSorted(byKey)]);
        found.push({ keys, rowsRead, rowsRejected, rowsAfter, reasons: rejected.map(({ rows }) => rows) });
      }
      expect(found[1]).toEqual(found[0]);
      expect(found[2]).toEqual(found[0]);
      expect(found[0]?.rowsRead).toBe(ROWS);
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 600_000);

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

it("divides files by the bounds of their row groups, and nothing of files in no order", async () => {
  const source = {
    kind: "file",
    name: "s",
    path: "",
    format: "parquet",
    columns,
    eventTimestamp: "t",
  } as const;
  const divided = async (files: readonly string[]) => {
    const tables = await openFiles(connection, source, files, "parquet", {
      lastMembers: () => "none",
    });
    const groups = await readRowGroups({ connection, tables, columns: [0, 3], event: 3, key: 0 });
    if (groups === undefined) throw new Error("no row groups");
    expect(groups.every(({ whole }) => whole)).toBe(true);
    return zonesOf(tables, groups, tilesOf([BASE + 50 * DAY], [25 * DAY], "[)"), () => true);
  };
  expect(await divided([SHUFFLED])).toBeUndefined();
  for (const files of [[ORDERED], FILES]) {
    const found = await divided(files);
    if (found === undefined) throw new Error("no zones");
    let rows = found.future;
    for (const { tile, tables, ...zone } of found.zones) {
      const [from, to] = tile === 0 ? [0, 25] : [25, 50];
      const there = `SELECT count(*)::INTEGER AS n, count(*) FILTER (WHERE t >= make_timestamp(${BASE + from * DAY}) AND t < make_timestamp(${BASE + to * DAY}))::INTEGER FROM`;
      let count = 0;
      for (const table of tables) {
        const [n, within] = (await connection.runAndReadAll(`${there} ${table.from}`)).getRowsJS()[0] ?? [];
        expect(within).toBe(n);
        count += Number(n);
      }
      expect(count).toBe(zone.rows);
      expect(zone.keys?.least).toBe(0n);
      rows += count;
    }
    for (const table of found.mixed)
      rows += Number(
        (await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${table.from}`)).getRowsJS()[0]?.[0],
      );
    expect(rows).toBe(ROWS);
    expect(new Set(found.zones.map(({ tile }) => tile))).toEqual(new Set([0, 1]));
  }
});
