import { INT } from "@pinion/core";
import { expect, it } from "vitest";
import type { OnlineStore } from "../../src/ports.js";
import { catalogueReader } from "../../src/serve/catalogue.js";
import { memoryStore } from "../../src/stores/memory/index.js";

/** The store, whose list of tables comes when it is let go; and how often it was asked for. */
function held(store: OnlineStore) {
  const waiting: (() => void)[] = [];
  let asked = 0;
  const tables = async (): Promise<readonly string[]> => {
    asked++;
    const names = await store.tables();
    await new Promise<void>((resolve) => waiting.push(resolve));
    return names;
  };
  const letGo = async (): Promise<void> => {
    while (waiting.length === 0) await new Promise(setImmediate);
    waiting.shift()?.();
  };
  return { store: { ...store, tables }, letGo, asked: () => asked };
}

it("asked for anew tells of what was written before, whoever asked meanwhile", async () => {
  const store = memoryStore();
  const { store: slow, letGo, asked } = held(store);
  const catalogues = catalogueReader(slow);
  const first = catalogues.current();
  const shared = catalogues.current();
  await new Promise(setImmediate);
  const writer = await store.openWriter({
    table: "t",
    keys: [{ name: "id", type: INT }],
    schema: { fields: [{ name: "f", type: INT }] },
    asOf: 1,
  });
  await writer.finish();
  const anew = [catalogues.refresh(), catalogues.refresh()];
  await letGo();
  expect((await first).tables.size).toBe(0);
  expect(await shared).toBe(await first);
  await letGo();
  for (const one of anew) expect([...(await one).holders]).toEqual([["f", ["t"]]]);
  expect(asked()).toBe(2);
});

it("is asked for anew at once where that takes little, and for a tenth of the time where many look for what is not there", async () => {
  let now = 0;
  let asked = 0;
  const store = memoryStore();
  const tables = () => {
    asked++;
    now += 50;
    return store.tables();
  };
  const catalogues = catalogueReader({ ...store, tables }, { now: () => now });
  await catalogues.current();
  const refreshed = async (calls: number): Promise<number> => {
    const before = asked;
    for (let call = 0; call < calls; call++) await catalogues.refresh();
    return asked - before;
  };
  // A second of 50 ms each, and what comes in meanwhile.
  expect(await refreshed(1_000)).toBe(23);
  now += 10_000;
  expect(await refreshed(1_000)).toBe(22);
  now += 500;
  expect(await refreshed(10)).toBe(1);
});
