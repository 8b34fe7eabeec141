import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { algebraOf, inputOf, type AggregateEntry, type Value } from "@pinion/core";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { StreamPlan } from "../../../src/stream/plan.js";
import { addToTile, partOf, tileAt, tileLayout, type KeyState } from "../../../src/stream/state/key-state.js";
import { openState, type StateStore } from "../../../src/stream/state/store.js";
import { keyReader } from "../../../src/stream/state/values.js";

const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const RUNS = Number(process.env["PINION_STATE_RUNS"] ?? 25);

const ENTRIES: readonly AggregateEntry[] = [
  { group: 0, op: "sum", argument: 0, argumentType: "BIGINT", type: "BIGINT" },
  { group: 0, op: "avg", argument: 1, argumentType: "DOUBLE", type: "DOUBLE" },
  { group: 0, op: "latest", argument: 0, argumentType: "BIGINT", type: "BIGINT" },
  { group: 0, op: "countDistinct", argument: 1, argumentType: "DOUBLE", type: "BIGINT" },
];
const aggregates = ENTRIES.map((entry) => {
  const algebra = algebraOf(entry);
  const keep = entry.op === "latest" ? { keep: "last" as const } : {};
  return { algebra, input: inputOf(entry), ordered: entry.op === "latest", ...keep };
});
const TILES = [3, 8];
// What a state looks at of a plan.
const plan = {
  ...{ source: { name: "trips" }, bounds: "[)", tileMicros: 1, keys: [], rows: [], features: [], aggregates },
  windows: ENTRIES.flatMap(({ op }, aggregate) =>
    TILES.map((tiles) => ({ feature: `${op}${tiles}`, aggregate, tiles, finalise: (value: Value) => value })),
  ),
  longest: 8,
} as unknown as StreamPlan;
const layout = tileLayout(aggregates);
const reader = keyReader(plan, layout);

const LONG = `long ${"é".repeat(600)}`;
const event = fc.record({
  key: fc.constantFrom("a", "b", "#", "\u{1f600}", LONG),
  partition: fc.constantFrom("t/0", "t/1"),
  tile: fc.nat(12),
  whole: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(2n ** 62n)),
  fraction: fc.integer({ min: -8, max: 8 }).map((x) => x / 4),
});
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;
const step = fc.oneof(
  { weight: 8, arbitrary: fc.array(event, { minLength: 1, maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constant("settle" as const) },
  { weight: 1, arbitrary: fc.constant("crash" as const) },
  { weight: 1, arbitrary: fc.constant("close" as const) },
);

const add = (state: KeyState, { partition, tile, whole, fraction }: Event, offset: number): void => {
  const part = partOf(state, partition);
  const at = tileAt(part, tile, layout);
  addToTile(part, at, layout, aggregates, [whole, fraction], tile, offset);
};
const onItsWay = (key: string): Event => ({ key, partition: "t/0", tile: 0, whole: 1, fraction: 0 });
const values = (state: KeyState): readonly Value[] => reader.values(state, 13, 13);

describe(`window state on disk (seed ${SEED})`, () => {
  const folders: string[] = [];
  const folderOf = (): string => {
    const folder = mkdtempSync(join(tmpdir(), "pinion-state-"));
    folders.push(folder);
    return folder;
  };
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it("is after each crash what was committed, with the rows that were not acknowledged", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.boolean(), async (steps, acknowledges) => {
        let folder = folderOf();
        let store: StateStore = openState(folder, plan, false);
        const memory = new Map<string, KeyState>();
        const truth = new Map<string, KeyState>();
        const unsure = new Set<string>();
        let offset = 0;
        const begin = (at: string): void => {
          folder = at;
          memory.clear();
          store = openState(folder, plan, false);
        };
        for (const one of steps) {
          if (one === "settle") {
            store.settle([]);
            memory.clear();
          } else if (one === "close") {
            await store.close([]);
            begin(folder);
          } else if (one === "crash") {
            // What a process that is killed leaves is what is there at any moment.
            const copy = folderOf();
            cpSync(folder, copy, { recursive: true });
            for (const name of readdirSync(copy)) if (name.startsWith("owner")) rmSync(join(copy, name));
            await store.close([]);
            begin(copy);
          } else {
            const changed = new Set<KeyState>();
            for (const each of one) {
              const state = memory.get(each.key) ?? store.key(each.key);
              memory.set(each.key, state);
              const plain = truth.get(each.key) ?? { ...store.key(""), key: each.key, parts: [] };
              truth.set(each.key, plain);
              offset++;
              add(state, each, offset);
              add(plain, each, offset);
              state.dirty = true;
              changed.add(state);
            }
            const number = await store.apply({
              ...{ keys: [...changed], alsoOut: [], notDue: [], parked: [], evicted: [], end: 13 },
              partitions: [["t/0", { offset, buckets: [] }]],
            });
            for (const state of changed) {
              state.dirty = false;
              unsure.add(state.key);
            }
            if (acknowledges) {
              store.acknowledge(number);
              unsure.clear();
            }
          }
          if (typeof one === "string" && one !== "settle") {
            for (const key of unsure) expect(store.unacknowledged()).toContain(key);
            expect(store.partition("t/0")?.offset ?? 0).toBe(offset);
            for (const [key, plain] of truth) expect(values(store.key(key))).toEqual(values(plain));
          }
        }
        await store.close([]);
      }),
      {
        numRuns: RUNS,
        seed: SEED,
        examples: [[[[onItsWay("a")], "settle", [onItsWay("b")], "crash"], false]],
      },
    );
  });

  it("forgets a partition and keeps the others", async () => {
    const store = openState(folderOf(), plan, false);
    const state = store.key("a");
    const one = { key: "a", tile: 12, whole: 1, fraction: 0.5 };
    add(state, { ...one, partition: "t/0" }, 1);
    add(state, { ...one, partition: "t/1", whole: 2 }, 1);
    await store.apply({
      ...{ keys: [state], alsoOut: [], notDue: [], parked: [], evicted: [], end: 13, partitions: [] },
    });
    store.settle([]);
    store.dropPartition("t/0");
    expect(store.key("a").parts.map(({ partition }) => partition)).toEqual(["t/1"]);
    expect(values(store.key("a"))[0]).toBe(2);
    await store.close([]);
  });

  it("refuses bytes that are damaged", async () => {
    const folder = folderOf();
    const store = openState(folder, plan, false);
    const state = store.key("a");
    add(state, { key: "a", partition: "t/0", tile: 1, whole: 1, fraction: 1 }, 1);
    await store.apply({
      ...{ keys: [state], alsoOut: [], notDue: [], parked: [], evicted: [], end: 13, partitions: [] },
    });
    await store.close([]);
    const { open } = await import("lmdb");
    const database = open<Buffer, (string | number)[]>(join(folder, "state"), {
      encoding: "binary",
      maxDbs: 2,
    });
    const bytes = Buffer.from(database.getBinary(["k", "a"]) ?? []);
    bytes[9] = (bytes[9] ?? 0) ^ 1;
    await database.put(["k", "a"], bytes);
    await database.close();
    const again = openState(folder, plan, false);
    expect(() => again.key("a")).toThrow(/damaged/u);
    await again.close([]);
  });
});
