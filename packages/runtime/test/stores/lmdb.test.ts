import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INT } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { embeddedStore } from "../../src/stores/lmdb/index.js";
import { rowsOf } from "../support/rows.js";
import { onlineStoreContract } from "./online-store.contract.js";

const folder = (): string => mkdtempSync(join(tmpdir(), "pinion-lmdb-"));

onlineStoreContract("embedded", async () => {
  const path = folder();
  const store = embeddedStore({ path });
  return {
    store,
    reopen: async () => embeddedStore({ path }),
    close: async () => {
      await store.close();
      rmSync(path, { recursive: true });
    },
  };
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
