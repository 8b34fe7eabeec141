import { mkdtempSync, readdirSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { ROOT, run, type Ran } from "../support/pinion.js";
import { RIDES, RIDES_CSV } from "./support/rides.js";

/* The packages as users get them: packed, installed into an empty project, run from there. */

const PACKAGES = ["core", "dsl", "compiler", "runtime", "cli"] as const;
const QUIET = ["--no-audit", "--no-fund", "--loglevel", "error"] as const;

const folder = mkdtempSync(join(tmpdir(), "pinion-packed-"));
const project = join(folder, "project");
const service = join(folder, "service");
const tarballs = join(folder, "tarballs");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const npm = (args: readonly string[], cwd: string): Promise<Ran> => run("npm", args, { cwd });
const tarball = (start: string): string => {
  const name = readdirSync(tarballs).find((file) => file.startsWith(start));
  if (name === undefined) throw new Error(`${start} was not packed`);
  return join(tarballs, name);
};

beforeAll(async () => {
  for (const made of [project, service, tarballs]) mkdirSync(made);
  const workspaces = PACKAGES.flatMap((name) => ["--workspace", `packages/${name}`]);
  const packed = await npm(
    ["pack", ...workspaces, "--pack-destination", tarballs, "--ignore-scripts", ...QUIET],
    ROOT,
  );
  expect(packed.code, packed.stderr).toBe(0);
}, 300_000);

describe("a package", () => {
  it.each(PACKAGES)("%s holds what it exports, and no tests", async (name) => {
    const { messages, pkg } = await publint({
      pkgDir: join(ROOT, "packages", name),
      level: "warning",
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
    const start = name === "cli" ? "pinion-0" : `pinion-${name}-`;
    const listed = await run("tar", ["-tzf", tarball(start)]);
    const files = listed.stdout.trim().split("\n");
    expect(files).toContain("package/README.md");
    expect(files).toContain("package/LICENSE");
    expect(files.filter((file) => /\.test\.|\/test\/|tsbuildinfo/u.test(file))).toEqual([]);
  });
});

describe("an empty project with the packages installed", () => {
  const node = (args: readonly string[], cwd = project): Promise<Ran> => run("node", args, { cwd });
  const pinion = (...args: readonly string[]): Promise<Ran> =>
    run("npx", ["--no-install", "pinion", ...args], { cwd: project });

  beforeAll(async () => {
    writeFileSync(join(project, "package.json"), '{ "name": "mine", "private": true, "type": "module" }');
    const all = readdirSync(tarballs).map((file) => join(tarballs, file));
    const installed = await npm(["install", "--prefer-offline", ...QUIET, ...all], project);
    expect(installed.code, installed.stderr).toBe(0);
    writeFileSync(
      join(project, "pinion.config.ts"),
      'import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ name: "mine", definitions: ["features.ts"] });\n',
    );
    writeFileSync(join(project, "features.ts"), RIDES);
    writeFileSync(join(project, "rides.csv"), RIDES_CSV);
  }, 600_000);

  it("builds, materialises and reads", async () => {
    const built = await pinion("build");
    expect(built, built.stderr).toMatchObject({ code: 0 });
    const features = "f_zone_rides,f_zone_avg_fare";
    const done = await pinion(
      "materialize",
      "--features",
      features,
      "--table",
      "zones",
      "--end",
      "2024-03-06",
    );
    expect(done, done.stderr).toMatchObject({ code: 0 });
    const got = await pinion("get", "zones", "1", "--features", features, "--json");
    expect(JSON.parse(got.stdout)).toMatchObject({
      rows: [{ found: true, features: { f_zone_rides: 3, f_zone_avg_fare: 6.5 } }],
    });
  });

  it("has types for definitions and for clients", async () => {
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    writeFileSync(
      join(project, "service.ts"),
      `import { openClient } from "@pinion/runtime";
import type { PinionFeatureKeys, PinionFeatures, PinionKeys } from "./.pinion/client.js";
const client = await openClient<PinionFeatures, PinionKeys, PinionFeatureKeys>({ project: "." });
const { f_zone_avg_fare } = await client.getOnlineFeatures("zones", 1, ["f_zone_avg_fare"]);
export const value: number | null = f_zone_avg_fare;
// @ts-expect-error no such feature
await client.getOnlineFeatures("zones", 1, ["f_zone_avg_fair"]);
const { rows } = await client.getFeatures({ features: ["f_zone_avg_fare"], entities: [{ zone: 1 }] });
export const same: number | null | undefined = rows[0]?.values[0];
// @ts-expect-error no such key
await client.getFeatures({ features: ["f_zone_avg_fare"], entities: [{ zones: 1 }] });
`,
    );
    const options = ["--noEmit", "--strict", "--target", "es2023", "--module", "nodenext", "--skipLibCheck"];
    const checked = await node([tsc, ...options, "pinion.config.ts", "features.ts", "service.ts"]);
    expect(checked, checked.stdout).toMatchObject({ code: 0, stdout: "" });
  });

  it("is read by a service that has the runtime alone", async () => {
    writeFileSync(join(service, "package.json"), '{ "name": "service", "private": true, "type": "module" }');
    const both = [tarball("pinion-core-"), tarball("pinion-runtime-")];
    const installed = await npm(["install", "--prefer-offline", ...QUIET, ...both], service);
    expect(installed.code, installed.stderr).toBe(0);
    expect(readdirSync(join(service, "node_modules/@pinion")).toSorted()).toEqual(["core", "runtime"]);
    writeFileSync(
      join(service, "read.js"),
      `import { openClient } from "@pinion/runtime";
const client = await openClient({ project: process.argv[2] });
console.log(JSON.stringify(await client.getOnlineFeatures("zones", "1", ["f_zone_rides"])));
await client.close();
`,
    );
    const read = await node(["read.js", project], service);
    expect(read, read.stderr).toMatchObject({ code: 0, stdout: '{"f_zone_rides":3}\n', stderr: "" });
  }, 600_000);
});
