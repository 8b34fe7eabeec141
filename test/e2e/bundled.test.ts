import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT, run } from "../support/pinion.js";

/* The command as it starts once installed: bundled, with what it keeps of former runs. */

const folder = mkdtempSync(join(tmpdir(), "pinion-bundled-"));
const project = join(folder, "flight-delays");
const script = join(folder, "run.mjs");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bundled = (args: readonly string[], env: Record<string, string> = {}) =>
  run(process.execPath, [script, ...args, "--project", project], { env });
const artifact = (name: string) => readFileSync(join(project, ".pinion", name), "utf8");

beforeAll(async () => {
  const made = await run(process.execPath, [join(ROOT, "scripts", "bundle-cli.js")], { cwd: ROOT });
  expect(made.code, made.stderr).toBe(0);
  const main = join(ROOT, "packages", "cli", "bundle", "main.js");
  writeFileSync(
    script,
    `import { main } from ${JSON.stringify(main)};\nawait main(process.argv.slice(2));\n`,
  );
  const example = join(ROOT, "examples", "flight-delays");
  for (const part of ["features", "pinion.config.ts", "package.json"]) {
    cpSync(join(example, part), join(project, part), { recursive: true });
  }
  mkdirSync(join(project, "node_modules"));
  symlinkSync(join(ROOT, "node_modules", "@pinion"), join(project, "node_modules", "@pinion"));
});

describe("the bundled command", () => {
  it("builds what the modules build, with a cache and without", async () => {
    const plain = await run(process.execPath, [
      "--input-type=module",
      "-e",
      `import { compileProject } from ${JSON.stringify(join(ROOT, "packages/compiler/dist/index.js"))};
const { artifacts } = await compileProject(${JSON.stringify(project)});
console.log(JSON.stringify([...artifacts]));`,
    ]);
    expect(plain.code, plain.stderr).toBe(0);
    const expected = new Map(JSON.parse(plain.stdout) as [string, string][]);
    for (const env of [{ PINION_CACHE: "off" }, {}, {}]) {
      rmSync(join(project, ".pinion"), { recursive: true, force: true });
      const built = await bundled(["build"], env);
      expect(built.code, built.stderr).toBe(0);
      for (const [name, text] of expected) expect(artifact(name), name).toBe(text);
    }
  });

  it("sees each change: of an imported file, of what definitions read, of the configuration", async () => {
    const extra = join(project, "features", "extra.ts");
    const value = join(project, "value.ts");
    writeFileSync(value, "export const factor = 2;\n");
    const count = async () => {
      const done = await bundled(["check", "--json"]);
      const document = JSON.parse(done.stdout) as { diagnostics: { code: string }[] };
      return document.diagnostics.map(({ code }) => code);
    };
    const text = `import { anchor, expr, fileSource, key, t } from "@pinion/dsl";
import { factor } from "../value.js";
import { readFileSync } from "node:fs";
const column = readFileSync(${JSON.stringify(join(project, "column.txt"))}, "utf8");
const source = fileSource("extra", { path: "none.parquet", columns: { id: t.int64(), one: t.int32() } });
export const extra = anchor("extra", {
  source,
  key: key("id", t.int64(), { alias: "extra_id" }),
  features: { f_extra_tried: expr(column + " * " + factor) },
});
`;
    writeFileSync(join(project, "column.txt"), "one");
    writeFileSync(extra, text);
    expect(await count()).toEqual([]);
    expect(await count()).toEqual([]);
    writeFileSync(value, 'export const factor = "nothing";\n');
    expect(await count()).toEqual(["PN2104"]);
    writeFileSync(value, "export const factor = 3;\n");
    expect(await count()).toEqual([]);
    writeFileSync(join(project, "column.txt"), "unknown_column");
    expect(await count()).toEqual(["PN2104"]);
    rmSync(extra);
    expect(await count()).toEqual([]);
  });
});
