import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = join(root, "packages/dsl/.cache", `canary-${process.pid}`);

const COLUMNS = 500;
const FEATURES = 300;

/** A project as large as they come: one source, one anchor, and as many derived features again. */
function largeProject(): string {
  const numbers = (n: number) => Array.from({ length: n }, (_, i) => i);
  const columns = numbers(COLUMNS).map((i) => `c${i}: t.${["double", "int32", "string"][i % 3]}(),`);
  const features = numbers(FEATURES).map((i) =>
    i % 2 === 0
      ? `f_${i}: avg("c${i}", { window: "${i + 1}d", filter: "c1 > 0" }).as(t.float()),`
      : `f_${i}: expr("c${i} + 1").as(t.double()).describe("feature ${i}"),`,
  );
  const deriveds = numbers(FEATURES).map(
    (i) =>
      `export const d_${i} = derived("d_${i}", { inputs: { a: features.f_${i} }, transform: "a + 1" }).as(t.double());`,
  );
  return [
    'import { anchor, avg, derived, expr, fileSource, key, t } from "@pinion/dsl";',
    'import type { InferFeature } from "@pinion/dsl";',
    'const source = fileSource("large", { path: "a.csv", eventTimestamp: "at", columns: { at: t.timestamp(),',
    ...columns,
    "} });",
    'export const large = anchor("large", { source, key: key("c1", t.int32()), features: {',
    ...features,
    "} });",
    "const { features } = large;",
    ...deriveds,
    "export const value: InferFeature<typeof d_7> = null;",
    "// @ts-expect-error: a number",
    'export const wrong: InferFeature<typeof d_7> = "x";',
  ].join("\n");
}

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "large.ts"), largeProject());
  const compilerOptions = {
    composite: false,
    declaration: false,
    declarationMap: false,
    noEmit: true,
    customConditions: ["pinion-source"],
  };
  const extended = join(root, "tsconfig.base.json");
  const tsconfig = { extends: extended, compilerOptions, files: ["large.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("500 columns and 600 features type-check within a budget of instantiations", () => {
  const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
  const tsc = join(dirname(manifest), "bin/tsc");
  const report = execFileSync(process.execPath, [tsc, "-p", folder, "--extendedDiagnostics"], {
    encoding: "utf8",
  });
  const instantiations = Number(/^Instantiations:\s+(\d+)/m.exec(report)?.[1]);
  expect(instantiations).toBeGreaterThan(0);
  expect(instantiations).toBeLessThan(100_000);
});
