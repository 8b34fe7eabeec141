import { expect, test } from "vitest";
import { filesOf, matches, matchName } from "../../src/evaluate/globs.js";
import { project } from "./project.js";

test.each([
  ["*.ts", "a.ts", true],
  ["*.ts", "a.js", false],
  ["*.ts", ".a.ts", false],
  [".*.ts", ".a.ts", true],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["*a*b*", "xxaxxbxx", true],
  ["*a*b", "aaab", true],
  ["", "", true],
  ["*", "", true],
])("%s and %s: %s", (pattern, name, expected) => {
  expect(matchName(pattern, name)).toBe(expected);
});

test("many stars take no longer than few", () => {
  expect(matchName(`${"*a".repeat(5_000)}b`, "a".repeat(10_000))).toBe(false);
});

test.each([
  ["features/*.ts", "features/a.ts", true],
  ["features/*.ts", "features/x/a.ts", false],
  ["./features/**/*.ts", "features/a.ts", true],
  ["features/**", "features/x/y.ts", true],
  ["**/*.{a,b}.ts", "x/y.b.ts", true],
  ["**/*.{a,b}.ts", "x/y.c.ts", false],
])("pattern %s and path %s: %s", (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

test("files are found as paths are matched", async () => {
  const folder = project({ "a/b/c.ts": "", "a/d.ts": "", "e.ts": "" });
  expect(await filesOf(folder, "**/*.ts")).toEqual(["a/b/c.ts", "a/d.ts", "e.ts", "pinion.config.ts"]);
  expect(await filesOf(folder, "a/**")).toEqual(["a/b/c.ts", "a/d.ts"]);
  expect(await filesOf(folder, "**/**/d.ts")).toEqual(["a/d.ts"]);
  expect(await filesOf(folder, "a/*/c.ts")).toEqual(["a/b/c.ts"]);
  expect(await filesOf(folder, "missing/*.ts")).toEqual([]);
  expect(await filesOf(folder, "a")).toEqual([]);
  expect(await filesOf(`${folder}/a`, "../e.ts")).toEqual(["../e.ts"]);
});
