import { symlinkSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { evaluateProject } from "../../src/evaluate/index.js";
import { project } from "./project.js";

const sourceOf = (name: string) =>
  `fileSource("${name}", { path: "a.csv", columns: { x: t.int32() }, description: String(value) })`;

/** The description of the only source, which the files computed. */
async function described(files: Readonly<Record<string, string>>): Promise<string | undefined> {
  const { sources } = await evaluateProject(project(files));
  expect(sources).toHaveLength(1);
  return sources[0]?.description;
}

const using = (imports: string) =>
  `import { fileSource, t } from "@pinion/dsl";\n${imports}\nexport const source = ${sourceOf("a")};\n`;

test("installed packages stay outside and are resolved from the file that imports them", async () => {
  const files = {
    "features/a.ts": using('import { value } from "some-package";'),
    "node_modules/some-package/package.json":
      '{ "name": "some-package", "type": "module", "exports": { "import": "./i.js", "require": "./r.cjs" } }',
    "node_modules/some-package/i.js": "export const value = import.meta.url.endsWith('/some-package/i.js');",
    "node_modules/some-package/r.cjs": "exports.value = 'require';",
  };
  expect(await described(files)).toBe("true");
});

test("CommonJS packages and Node's own modules", async () => {
  const files = {
    "features/a.ts": using(
      'import { join } from "path";\nimport { value as v } from "cjs";\nconst value = join("x", v);',
    ),
    "node_modules/cjs/package.json": '{ "name": "cjs", "main": "./m.js" }',
    "node_modules/cjs/m.js": "exports.value = 'cjs';",
  };
  expect(await described(files)).toBe(join("x", "cjs"));
});

test("a package of the workspace may be TypeScript", async () => {
  const folder = project({
    "features/a.ts": using('import { value } from "@acme/shared";'),
    "packages/shared/package.json": '{ "name": "@acme/shared", "exports": "./src/index.ts" }',
    "packages/shared/src/index.ts": "export const value: number = 42;",
  });
  mkdirSync(join(folder, "node_modules/@acme"), { recursive: true });
  symlinkSync(join(folder, "packages/shared"), join(folder, "node_modules/@acme/shared"));
  const { sources, inputs } = await evaluateProject(folder);
  expect(sources[0]?.description).toBe("42");
  expect(inputs).toContain("packages/shared/src/index.ts");
});

test("aliases of tsconfig.json", async () => {
  const files = {
    "features/a.ts": using('import { value } from "@/lib/value";'),
    "lib/value.ts": "export const value = 'aliased';",
    "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
  };
  expect(await described(files)).toBe("aliased");
});

test("a package may bring definitions made with its own copy of the builders", async () => {
  const brand = 'Symbol.for("pinion.definition")';
  const files = {
    "features/a.ts": 'export { source } from "brought";',
    "node_modules/brought/package.json": '{ "name": "brought", "type": "module", "exports": "./i.js" }',
    "node_modules/brought/i.js": `export const source = { [${brand}]: "source", kind: "request", name: "a", site: "at file:///x/y.js:1:2", columns: [], description: "brought" };`,
  };
  expect(await described(files)).toBe("brought");
});

test("import.meta means the original file, and moves no place", async () => {
  const folder = project({
    "features/a.ts": using(
      'import { readFileSync } from "node:fs";\nconst value = readFileSync(new URL("./a.txt", import.meta.url), "utf8") + import.meta.dirname + import.meta.filename;',
    ),
    "features/b.ts":
      'import { fileSource, t } from "@pinion/dsl";\nconst value = import.meta.url;\nexport const source = fileSource("b", { path: value + ".csv", columns: { x: t.int32() } });',
    "features/a.txt": "text",
  });
  const { sources } = await evaluateProject(folder);
  const file = join(folder, "features/a.ts");
  expect(sources[0]).toMatchObject({
    site: "features/a.ts:4:23",
    description: `text${dirname(file)}${file}`,
  });
  expect(sources[1]).toMatchObject({
    site: "features/b.ts:3:23",
    path: expect.stringMatching(/features\/b\.ts\.csv$/),
  });
});

test("JSON, top-level await and dynamic imports", async () => {
  const files = {
    "features/a.ts": using(
      'import limits from "./limits.json" with { type: "json" };\nconst { more } = await import("../lib/more.js");\nconst value = limits.a + more;',
    ),
    "features/limits.json": '{ "a": 40 }',
    "lib/more.ts": "export const more = await Promise.resolve(2);",
  };
  expect(await described(files)).toBe("42");
});

test("patterns choose the files", async () => {
  const config = `import { defineConfig } from "@pinion/dsl";
export default defineConfig({ definitions: ["f/**/*.{ts,js}", "one.ts", "!**/*.test.ts"] });
`;
  const definition = (name: string) =>
    `import { requestSource, t } from "@pinion/dsl";\nexport const s = requestSource("${name}", { columns: { x: t.int32() } });`;
  const folder = project({
    "pinion.config.ts": config,
    "one.ts": definition("one"),
    "two.ts": definition("two"),
    "f/a.ts": definition("a"),
    "f/deep/er/b.js": definition("b"),
    "f/c.test.ts": "throw 1;",
    "f/d.d.ts": "throw 1;",
    "f/.hidden/e.ts": "throw 1;",
    "f/node_modules/x/f.ts": "throw 1;",
  });
  const { files, sources } = await evaluateProject(folder);
  expect(files).toEqual(["f/a.ts", "f/deep/er/b.js", "one.ts"]);
  expect(sources.map((each) => each.name)).toEqual(["a", "b", "one"]);
});
