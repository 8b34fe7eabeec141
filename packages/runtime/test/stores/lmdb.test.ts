import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BIGINT, INT, STRING, type DataType, type Value } from "@pinion/core";
import { describe, expect, it, vi } from "vitest";
import { embeddedStore } from "../../src/stores/lmdb/index.js";
import { metaKey } from "../../src/stores/lmdb/keys.js";
import { makeDatabase } from "../../src/stores/lmdb/open.js";
import { rowsOf } from "../support/rows.js";
import { onlineStoreContract } from "./online-store.contract.js";

const folder = (): string => mkdtempSync(join(tmpdir(), "pinion-lmdb-"));

onlineStoreContract("embedded", async () => {
  const path = folder();
  const store = embeddedStore({ path });
  return {
    store,
    reopen: async () => embeddedStore({ path }),
    note: async (table, text) => {
      const { database } = makeDatabase(path);
      await database.put(metaKey(table), Buffer.from(text));
    },
    close: async () => {
      await store.close();
      rmSync(path, { recursive: true });
    },
  };
});

it("sees what another writes beside it at once: a schema, a group, a table made anew", async () => {
  const path = folder();
  const [writing, reading] = [embeddedStore({ path }), embeddedStore({ path })];
  const keys = [{ name: "id", type: INT }];
  const write = async (name: string, type: DataType, value: Value, asOf: number) => {
    const schema = { fields: [{ name, type }] };
    const writer = await writing.openWriter({ table: "t", keys, schema, asOf });
    await writer.write([{ key: "1", values: [value] }]);
    await writer.finish();
  };
  const read = async (...names: string[]) => (await rowsOf(reading, "t", ["1"], names))[0]?.[0]?.values;
  await write("f", INT, 1, 1);
  expect(await read("f")).toEqual([1]);
  await write("f", STRING, "one", 2);
  expect(await read("f")).toEqual(["one"]);
  await write("g", INT, 5, 1);
  expect(await read("f", "g")).toEqual(["one", 5]);
  await writing.dropTable("t");
  expect(await read("f", "g")).toBeUndefined();
  await write("f", BIGINT, 7, 1);
  expect(await read("f")).toEqual([7]);
  await writing.close();
  await reading.close();
});

describe("the embedded store's folder", () => {
  it("is refused when something else lives in it, and left alone", () => {
    const path = folder();
    writeFileSync(join(path, "notes.txt"), "mine");
    expect(() => embeddedStore({ path })).toThrow(expect.objectContaining({ code: "PN6003" }));
  });

  it("is refused when its data file is no LMDB file", () => {
    const path = folder();
    writeFileSync(join(path, "data.mdb"), "x".repeat(20_000));
    expect(() => embeddedStore({ path })).toThrow(expect.objectContaining({ code: "PN6003" }));
  });

  it("is made by writing, not by reading, which finds what another has made", async () => {
    const path = join(folder(), "deep", "store.d");
    const [reading, strict, writing] = [
      embeddedStore({ path }),
      embeddedStore({ path, mustExist: true }),
      embeddedStore({ path, mustExist: true }),
    ];
    expect(await reading.tables()).toEqual([]);
    expect(await reading.table("t")).toBeUndefined();
    expect(await rowsOf(reading, "t", ["1"], ["f"])).toEqual([[]]);
    expect(await reading.delete({ kind: "keys", table: "t", keys: ["1"] })).toBe(0);
    expect(await reading.dropTable("t")).toBe(false);
    await expect(strict.tables()).rejects.toMatchObject({
      code: "PN6001",
      message: `there is no store in ${path}`,
    });
    expect(existsSync(path)).toBe(false);

    const fields = [{ name: "f", type: INT }];
    const writer = await writing.openWriter({ table: "t", keys: fields, schema: { fields }, asOf: 1 });
    await writer.write([{ key: "1", values: [7] }]);
    await writer.finish();
    for (const store of [reading, strict]) {
      expect((await rowsOf(store, "t", ["1"], ["f"]))[0]?.[0]?.values).toEqual([7]);
    }
    await Promise.all([reading.close(), strict.close(), writing.close()]);
    await expect(reading.tables()).rejects.toMatchObject({ code: "PN7014" });
  });

  it("may be moved away and another put in its place: readers find it, who still writes is told", async () => {
    const [path, shipped] = [folder(), folder()];
    const fields = [{ name: "f", type: INT }];
    const options = { table: "t", keys: fields, schema: { fields }, asOf: 1 };
    const filled = async (at: string, value: number) => {
      const store = embeddedStore({ path: at });
      const writer = await store.openWriter(options);
      await writer.write([{ key: "1", values: [value] }]);
      await writer.finish();
      return store;
    };
    const serving = await filled(path, 1);
    await (await filled(shipped, 2)).close();
    const read = async () => (await rowsOf(serving, "t", ["1"], ["f"]))[0]?.[0]?.values[0];
    const [writer, streaming] = [await serving.openWriter(options), await serving.openStreamWriter(options)];
    expect(await read()).toBe(1);

    renameSync(path, `${path}.old`);
    renameSync(shipped, path);
    await vi.waitFor(async () => expect(await read()).toBe(2), { timeout: 30_000 });
    const rows = [{ key: "1", values: [3], asOf: 2 }];
    for (const write of [
      () => writer.write(rows),
      async () => writer.checkpoint?.(1),
      () => writer.finish(),
      () => streaming.upsert(rows),
    ])
      await expect(write()).rejects.toMatchObject({ code: "PN6001" });
    expect(await read()).toBe(2);

    rmSync(path, { recursive: true });
    await vi.waitFor(async () => expect(await serving.tables()).toEqual([]), { timeout: 30_000 });
    const again = await serving.openWriter(options);
    await again.write([{ key: "1", values: [4] }]);
    expect(await read()).toBe(4);
    await serving.close();
  });

  it("hides rows whose time to live has passed", async () => {
    let now = 1_000_000;
    const store = embeddedStore({ path: folder(), clock: { now: () => now } });
    const schema = { fields: [{ name: "f", type: INT }] };
    const writer = await store.openWriter({
      table: "t",
      keys: schema.fields,
      schema,
      asOf: 1,
      ttlSeconds: 10,
    });
    await writer.write([{ key: "1", values: [1] }]);
    await writer.finish();
    expect((await rowsOf(store, "t", ["1"], ["f"]))[0]).toHaveLength(1);
    now += 10_001;
    expect((await rowsOf(store, "t", ["1"], ["f"]))[0]).toHaveLength(0);
    await store.close();
  });
});
