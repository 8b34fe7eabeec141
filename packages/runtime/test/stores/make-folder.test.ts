import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeFolder } from "../../src/stores/make-folder.js";
import { guard } from "../../src/stores/parquet/guard.js";

describe("a folder", () => {
  const dir = mkdtempSync(join(tmpdir(), "pinion-folders-"));
  afterAll(() => rmSync(dir, { recursive: true }));

  it("is made with those that it lies in, and once", () => {
    for (let i = 0; i < 2; i++) makeFolder(join(dir, "a/b/c"));
    expect(statSync(join(dir, "a/b/c")).isDirectory()).toBe(true);
  });

  it("cannot be made where a file is", async () => {
    writeFileSync(join(dir, "file"), "");
    expect(() => makeFolder(join(dir, "file"))).toThrow(/EEXIST/u);
    await expect(
      guard("the output x.csv", async () => makeFolder(join(dir, "file", "below"))),
    ).rejects.toMatchObject({
      code: "PN6001",
      message: expect.stringMatching(/^the output x\.csv cannot be written: E/u) as string,
    });
  });

  it.skipIf(!existsSync("/proc/self"))("that a file system denies is an error", () => {
    expect(() => makeFolder("/proc/none/below")).toThrow(/ENOENT|EACCES|EPERM/u);
  });
});
