import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cacheIn, digest, openCache } from "../../src/cache/folder.js";

const folder = mkdtempSync(join(tmpdir(), "pinion-cache-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a cache", () => {
  it("gives back what was written, to the same version alone", () => {
    const entry = { artifacts: new Map([["a", "b"]]), count: 12n };
    cacheIn(folder, "1").write("entry", entry);
    expect(cacheIn(folder, "1").read("entry")).toEqual(entry);
    expect(cacheIn(folder, "2").read("entry")).toBeUndefined();
    expect(cacheIn(folder, "1").read("other")).toBeUndefined();
    expect(readdirSync(folder)).toEqual(["entry"]);
  });

  it.each([
    ["nothing", ""],
    ["text", "hello"],
    ["another value", "\u00ff\u000f0"],
  ])("a file of %s is as none", (_what, text) => {
    writeFileSync(join(folder, "broken"), text);
    expect(cacheIn(folder, "1").read("broken")).toBeUndefined();
  });

  it("a folder that cannot be written costs time alone", () => {
    writeFileSync(join(folder, "file"), "");
    const cache = cacheIn(join(folder, "file", "inside"), "1");
    cache.write("entry", 1);
    expect(cache.read("entry")).toBeUndefined();
  });

  it("a compiler that is being worked on keeps none", () => {
    expect(openCache(folder)).toBeUndefined();
  });

  it("digests tell where parts end", () => {
    expect(digest(["ab", "c"])).not.toBe(digest(["a", "bc"]));
    expect(digest(["é"])).toBe(digest(["é"]));
  });
});
