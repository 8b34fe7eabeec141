import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { DataType, Value } from "@pinion/core";
import { describe, expect, it } from "vitest";
import type { Checkpoint, Checkpoints } from "../../src/materialise/checkpoint.js";
import { keysAfter } from "../../src/materialise/keys-after.js";
import { embeddedStore } from "../../src/stores/lmdb/index.js";
import { encodeKey } from "../../src/serve/key.js";
import { run, scratch, type HandProject } from "../support/engine.js";

const DAY = 86_400_000_000;
const END = 19_800 * DAY;

/** Rows of 40 keys of two parts, three each; of one key all are older than the window, and a row has no key. */
function project(format: "csv" | "jsonl"): HandProject {
  const file = join(scratch(), `rows.${format}`);
  const rows = Array.from({ length: 120 }, (_, i) => ({
    place: i % 4 === 3 ? "é'" : `p${i % 4}`,
    id: (i >> 2) % 10,
    t: (i >> 2) % 10 === 9 ? END - 400 * DAY : END - (i + 1) * 1_000_000,
    v: i,
  }));
  const lines =
    format === "csv"
      ? ["place,id,t,v", ...rows.map(({ place, id, t, v }) => `${place},${id},${t},${v}`), `p0,,${END - 1},7`]
      : rows.map((row) => JSON.stringify(row));
  writeFileSync(file, `${lines.join("\n")}\n`);
  return {
    file,
    format,
    columns: [
      { name: "place", type: "string", nullable: true },
      { name: "id", type: "int", nullable: true },
      { name: "t", type: "timestamp", nullable: true, format: "epoch_micros" },
      { name: "v", type: "bigint", nullable: true },
    ],
    eventTimestamp: "t",
    keys: ["place", "id"],
    maxRejected: 1,
    features: [
      { name: "f_sum", op: "sum", column: "v", type: "bigint", windowMicros: 30 * DAY },
      { name: "f_last", op: "row", column: "v", type: "bigint" },
    ],
  };
}

const KEYS = ["p0", "p1", "p2", "é'"].flatMap((place) =>
  Array.from({ length: 10 }, (_, id) => encodeKey([place, id])),
);

/** Materialises into a store of its own, from a checkpoint or from the beginning. */
async function attempt(of: HandProject, path: string, restored?: Checkpoint) {
  const store = embeddedStore({ path });
  const checkpoints: Checkpoints = { restored, rows: 7, save: () => Promise.resolve() };
  const report = await run(of, [END], [{ kind: "online", store, table: "t" }], undefined, { checkpoints });
  const [found] = await store.lookup([{ table: "t", keys: KEYS, names: ["f_sum", "f_last"] }]);
  await store.close();
  return { report, values: found?.map(({ values }) => values) };
}

/** The second checkpoint of a job that is stopped behind it. */
async function stopped(of: HandProject, path: string): Promise<Checkpoint> {
  const store = embeddedStore({ path });
  const saved: Checkpoint[] = [];
  const stop = new AbortController();
  const save = async (one: Checkpoint): Promise<void> => {
    saved.push(one);
    if (saved.length === 2) stop.abort();
  };
  const checkpoints: Checkpoints = { restored: undefined, rows: 7, save };
  const job = run(of, [END], [{ kind: "online", store, table: "t" }], stop.signal, { checkpoints });
  await expect(job).rejects.toMatchObject({ code: "PN5009" });
  await store.close();
  const [, second] = saved;
  if (second === undefined) throw new Error("no second checkpoint");
  return second;
}

describe.each(["csv", "jsonl"] as const)("a job that goes on from a checkpoint, over %s", (format) => {
  it("writes what is left, and tells of all", async () => {
    const of = project(format);
    const [whole, path] = [join(scratch(), "whole"), join(scratch(), "resumed")];
    const undisturbed = await attempt(of, whole);
    const restored = await stopped(of, path);
    expect(restored).toMatchObject({ keys: 14, scan: { keys: 40 } });
    const resumed = await attempt(of, path, restored);
    expect(resumed.values).toEqual(undisturbed.values);
    const { seconds: _own, resumedKeys, ...told } = resumed.report;
    const { seconds: _theirs, resumedKeys: none, ...wanted } = undisturbed.report;
    expect([resumedKeys, none]).toEqual([14, 0]);
    expect(told.sources).toEqual(wanted.sources);
    expect(told.features).toEqual(wanted.features);
    expect(told.keys).toBe(40);
  });

  it("does not read the rows of keys that were written", async () => {
    const of = project(format);
    const path = join(scratch(), "resumed");
    const restored = await stopped(of, path);
    // What the file says of them now would be seen, were they read.
    const done = { ...of, file: join(scratch(), `changed.${format}`) };
    expect(restored.after).toEqual(["p1", 3]);
    const changed =
      format === "csv"
        ? `place,id,t,v\np1,4,${END - 5},1000\np0,1,${END - 5},1000\n`
        : [
            `{"place":"p1","id":4,"t":${END - 5},"v":1000}`,
            `{"place":"p0","id":1,"t":${END - 5},"v":1000}`,
          ].join("\n");
    writeFileSync(done.file, changed);
    const { report, values } = await attempt(done, path, restored);
    // One key behind the checkpoint: the other is not even counted.
    expect(report).toMatchObject({ keys: 15, resumedKeys: 14 });
    expect(values?.[KEYS.indexOf(encodeKey(["p1", 4]))]).toEqual([1000, 1000]);
    expect(values?.[KEYS.indexOf(encodeKey(["p0", 1]))]).not.toEqual([1000, 1000]);
  });

  it("begins anew where the store has lost what the checkpoint says", async () => {
    const of = project(format);
    const undisturbed = await attempt(of, join(scratch(), "whole"));
    const restored = await stopped(of, join(scratch(), "lost"));
    const other = await attempt(of, join(scratch(), "other"), restored);
    expect(other.values).toEqual(undisturbed.values);
    expect(other.report.resumedKeys).toBe(0);
  });
});

describe("the keys behind one", () => {
  const types: readonly DataType[] = [
    { kind: "string" },
    { kind: "int" },
    { kind: "bigint" },
    { kind: "date" },
    { kind: "timestamp" },
  ];
  const SQL = ["VARCHAR", "INTEGER", "BIGINT", "DATE", "TIMESTAMP"];
  const keys: readonly (readonly Value[])[] = [
    ["", -5, -9007199254740993n, -1, -1],
    ["a", 2147483647, 9007199254740993n, 0, 0],
    ["a'b", -2147483648, 5, 18_000, 1_700_000_000_000_001],
    ["é", 0, 5, 18_000, 1_700_000_000_000_001],
    ["😀", 0, 5, 18_000, 1_700_000_000_000_000],
  ];

  it("are told as DuckDB orders them", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const rows = keys.map(
      ([a, b, c, d, e], i) =>
        `(${i}, '${String(a).replaceAll("'", "''")}', ${b}, ${c}, DATE '1970-01-01' + ${d}, make_timestamp(${e}))`,
    );
    await connection.run(
      `CREATE TABLE k AS SELECT n, ${SQL.map((type, i) => `c${i}::${type} AS k${i}`).join(", ")} FROM (VALUES ${rows.join(", ")}) t(n, ${SQL.map((_, i) => `c${i}`).join(", ")})`,
    );
    const parts = SQL.map((_, i) => `k${i}`);
    const ordered = async (where = "true"): Promise<readonly unknown[]> =>
      (
        await connection.runAndReadAll(`SELECT n FROM k WHERE ${where} ORDER BY ${parts.join(", ")}`)
      ).getRowsJS();
    const all = await ordered();
    for (const [at, [n]] of (all as readonly (readonly [number])[]).entries()) {
      expect(await ordered(keysAfter(parts, types, keys[n] ?? []))).toEqual(all.slice(at + 1));
    }
    expect(keysAfter(["k0"], [{ kind: "double" }], [1.5])).toBeUndefined();
    expect(keysAfter(["k0"], [{ kind: "string" }], ["\0"])).toBeUndefined();
    expect(keysAfter([], [], [])).toBeUndefined();
    connection.closeSync();
    instance.closeSync();
  });
});
