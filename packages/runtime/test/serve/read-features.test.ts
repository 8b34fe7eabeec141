import { INT, STRING, type DataType, type Manifest, type Value } from "@pinion/core";
import { zoneOf } from "@pinion/core/std";
import { expect, it } from "vitest";
import type { FeatureReader } from "../../src/serve/get-features.js";
import { readFeatures } from "../../src/serve/read-features.js";
import { recentTables } from "../../src/serve/recent-tables.js";
import { memoryStore } from "../../src/stores/memory/index.js";
import { callTime } from "../../src/time/call-time.js";

function opened() {
  const memory = memoryStore();
  const calls = { table: 0, lookup: 0 };
  const store: typeof memory = {
    ...memory,
    table: (...given) => (calls.table++, memory.table(...given)),
    lookup: (...given) => (calls.lookup++, memory.lookup(...given)),
  };
  let now = 0;
  const tables = recentTables(store, { now: () => now });
  const source = {
    manifest: { features: [] } as unknown as Manifest,
    zone: zoneOf("UTC"),
    store,
    fallbackOf: () => null,
    reader: () => ({ tables }) as FeatureReader,
  };
  return {
    store,
    calls,
    later: (ms: number) => void (now += ms),
    fill: async (type: DataType, key: string, value: Value) => {
      const keys = [{ name: "id", type }];
      const schema = { fields: [{ name: "f", type: INT }] };
      const writer = await memory.openWriter({ table: "t", keys, schema, asOf: 1 });
      await writer.write([{ key, values: [value] }]);
      await writer.finish();
    },
    read: async (key: string) => {
      const [row] = await readFeatures(source, "t", [key], ["f"], undefined, callTime({}));
      return row?.found === true ? row.features["f"] : undefined;
    },
  };
}

it("reads of one table ask for its rows alone, and once a second for the table", async () => {
  const { calls, fill, read, later } = opened();
  await fill(INT, "1", 7);
  for (let call = 0; call < 10; call++) expect(await read("1")).toBe(7);
  expect(calls).toEqual({ table: 1, lookup: 10 });
  later(1_000);
  expect(await read("1")).toBe(7);
  expect(calls).toEqual({ table: 2, lookup: 11 });
});

it("what is found nowhere may be of a table that was dropped, or made anew under another key, just now", async () => {
  const { store, calls, fill, read } = opened();
  await fill(INT, "1", 7);
  expect(await read("2")).toBeUndefined();
  expect(await read("2")).toBeUndefined();
  expect(calls).toEqual({ table: 2, lookup: 2 });
  await store.dropTable("t");
  await expect(read("1")).rejects.toMatchObject({ code: "PN7002" });
  await fill(STRING, "one", 8);
  expect(await read("one")).toBe(8);
  await store.dropTable("t");
  await fill(INT, "1", 9);
  await expect(read("one")).rejects.toMatchObject({ code: "PN7004" });
  await store.dropTable("t");
  await fill(STRING, "two", 10);
  expect(await read("two")).toBe(10);
});
