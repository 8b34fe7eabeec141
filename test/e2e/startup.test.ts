import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ROOT, run } from "../support/pinion.js";

/*
 * What a process loads is asked of the process itself: a loader hook writes down every module it is asked for.
 */

const HOOK = `
import { appendFileSync } from "node:fs";
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  appendFileSync(process.env.LOADED, found.url + "\\n");
  return found;
}
`;
const PRELOAD = `
import { register } from "node:module";
register("data:text/javascript," + encodeURIComponent(${JSON.stringify(HOOK)}));
`;

/** The npm packages that a script loads, those that CommonJS requires among them. */
async function packagesLoadedBy(script: string): Promise<{ packages: string[]; stdout: string }> {
  const folder = mkdtempSync(join(tmpdir(), "pinion-loaded-"));
  const loaded = join(folder, "loaded.txt");
  writeFileSync(join(folder, "preload.mjs"), PRELOAD);
  writeFileSync(
    join(folder, "script.mjs"),
    `${script}
import { createRequire } from "node:module";
import { appendFileSync } from "node:fs";
for (const file of Object.keys(createRequire(import.meta.url).cache)) appendFileSync(process.env.LOADED, file + "\\n");
`,
  );
  const done = await run(
    process.execPath,
    ["--import", join(folder, "preload.mjs"), join(folder, "script.mjs")],
    {
      env: { LOADED: loaded },
    },
  );
  expect(done.code, done.stderr).toBe(0);
  const urls = readFileSync(loaded, "utf8").split("\n");
  rmSync(folder, { recursive: true });
  const packages = urls.flatMap((url) => {
    const name =
      /node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(url)?.[1] ?? /packages\/(\w+)\/dist/u.exec(url)?.[1];
    return name === undefined ? [] : [name];
  });
  return { packages: [...new Set(packages)], stdout: done.stdout };
}

const HEAVY = [
  "@duckdb/node-api",
  "@duckdb/node-bindings",
  "esbuild",
  "ts-morph",
  "chevrotain",
  "ioredis",
  "lmdb",
];
const dist = (name: string): string => JSON.stringify(join(ROOT, "packages", name));

describe("what is loaded", () => {
  beforeAll(() => {
    expect(existsSync(join(ROOT, "packages/cli/dist/main.js")), "build first: npm run build").toBe(true);
  });

  it("is for help next to nothing", async () => {
    const { packages, stdout } = await packagesLoadedBy(`
      const { main } = await import(${dist("cli/dist/main.js")});
      await main(["--help"]);
    `);
    expect(stdout).toContain("Usage: pinion");
    expect(packages).toContain("commander");
    expect(packages.filter((name) => HEAVY.includes(name))).toEqual([]);
  });

  it("is for the code of a message no compiler and no store", async () => {
    const { packages, stdout } = await packagesLoadedBy(`
      const { main } = await import(${dist("cli/dist/main.js")});
      await main(["explain", "PN2104"]);
    `);
    expect(stdout).toContain("PN2104");
    expect(packages.filter((name) => HEAVY.includes(name))).toEqual([]);
  });

  it("is for a service that reads from Redis neither the engine nor the compiler", async () => {
    const { packages } = await packagesLoadedBy(`
      await import(${dist("runtime/dist/index.js")});
      await import(${dist("runtime/dist/stores/redis/index.js")});
    `);
    expect(packages.filter((name) => HEAVY.includes(name))).toEqual(["ioredis"]);
  });

  it("is seen by this test at all", async () => {
    const { packages } = await packagesLoadedBy(`
      await import(${dist("compiler/dist/parse/index.js")});
      await import(${dist("compiler/dist/evaluate/bundle.js")});
      await import(${dist("runtime/dist/materialise/run.js")});
    `);
    for (const name of ["@duckdb/node-api", "esbuild", "chevrotain"]) expect(packages).toContain(name);
  });
});
