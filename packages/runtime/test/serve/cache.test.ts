import { arrayOf, BINARY, INT } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { openClient } from "../../src/client.js";
import { cachedStore } from "../../src/serve/cache.js";
import { memoryStore } from "../../src/stores/memory/index.js";
import { onlineStoreContract } from "../stores/online-store.contract.js";
import { rowsOf } from "../support/rows.js";

onlineStoreContract("memory behind a cache", async () => {
  const store = cachedStore(memoryStore(), { maxAgeMs: 60_000 });
  return { store, close: () => store.close() };
});

describe("a cache of answers", () => {
  const WRITER = {
    table: "t",
    keys: [{ name: "id", type: INT }],
    schema: { fields: [{ name: "f", type: INT }] },
    asOf: 1,
  };

  it.each([
    { maxAgeMs: NaN },
    { maxAgeMs: -1 },
    { maxAgeMs: 0 },
    { maxAgeMs: Infinity },
    { maxAgeMs: 1, maxRows: NaN },
    { maxAgeMs: 1, maxRows: 0.5 },
  ])("has no meaning with %j", async (cache) => {
    const refused = expect.objectContaining({ code: "PN7010" });
    expect(() => cachedStore(memoryStore(), cache)).toThrow(refused);
    await expect(openClient({ project: "nowhere", cache })).rejects.toEqual(refused);
  });

  it("answers again until the maximum age, and forgets the oldest rows", async () => {
    let now = 0;
    const store = memoryStore();
    const cached = cachedStore(store, { maxAgeMs: 100, maxRows: 2, clock: { now: () => now } });
    const value = async (key: string) => (await rowsOf(cached, "t", [key], ["f"]))[0]?.[0]?.values[0];
    const write = async (values: Readonly<Record<string, number>>) => {
      const writer = await store.openWriter(WRITER);
      await writer.write(Object.entries(values).map(([key, one]) => ({ key, values: [one] })));
      await writer.finish();
    };
    await write({ a: 1, b: 1 });
    expect([await value("a"), await value("b"), await value("none")]).toEqual([1, 1, undefined]);
    await write({ a: 2, b: 2, none: 2 });
    // Two rows are kept: "a" went when "none" came.
    expect([await value("b"), await value("none"), await value("a")]).toEqual([1, undefined, 2]);
    now = 100;
    expect(await value("none")).toBeUndefined();
    now = 101;
    expect(await value("none")).toBe(2);
  });

  it("gives lists of its own to each who asks, whatever becomes of them", async () => {
    const cached = cachedStore(memoryStore(), { maxAgeMs: 60_000 });
    const writer = await cached.openWriter({
      ...WRITER,
      schema: {
        fields: [
          { name: "f", type: INT },
          { name: "list", type: arrayOf(arrayOf(INT)) },
          { name: "bytes", type: BINARY },
        ],
      },
    });
    await writer.write([{ key: "a", values: [1, [[2], null], Uint8Array.of(3)] }]);
    await writer.finish();
    // What was found, then what was kept of it.
    for (let i = 0; i < 3; i++) {
      const [[found] = []] = await cached.lookup([
        { table: "t", keys: ["a"], names: ["f", "list", "bytes"] },
      ]);
      expect(found).toEqual({ values: [1, [[2], null], Uint8Array.of(3)], asOf: [1, 1, 1] });
      const { values, asOf } = found as unknown as {
        values: [number, number[][], Uint8Array];
        asOf: number[];
      };
      values[1][0]?.push(666);
      values[1].push([666]);
      values[2][0] = 66;
      values[0] = 666;
      asOf[0] = 666;
    }
  });

  it("asks the store for nothing but what it does not know", async () => {
    const store = memoryStore();
    const asked: string[] = [];
    const watched = {
      ...store,
      lookup: (...[reads, options]: Parameters<typeof store.lookup>) => {
        asked.push(...reads.flatMap(({ keys }) => keys));
        return store.lookup(reads, options);
      },
    };
    const cached = cachedStore(watched, { maxAgeMs: 60_000 });
    await rowsOf(cached, "t", ["1", "2"], ["f"]);
    await rowsOf(cached, "t", ["2", "3"], ["f"]);
    await rowsOf(cached, "t", ["2"], ["f", "g"]);
    expect(asked).toEqual(["1", "2", "3", "2"]);
  });
});
