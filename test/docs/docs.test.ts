import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const PAGES = [
  "README.md",
  "docs/getting-started.md",
  "docs/aggregates.md",
  "docs/definitions.md",
  "docs/lookups.md",
  "docs/expressions.md",
  "docs/time.md",
  "docs/sources.md",
  "docs/stores.md",
  "docs/serving.md",
  "docs/jobs.md",
  "docs/training.md",
  "docs/streams.md",
  "packages/core/README.md",
  "packages/dsl/README.md",
  "packages/compiler/README.md",
  "packages/runtime/README.md",
  "packages/cli/README.md",
  "examples/flight-delays/README.md",
  "examples/nyc-taxi/README.md",
];

interface Block {
  readonly language: string;
  /** What stands behind the language: `file=` a file of the page's project, `project=` the example that commands run in. */
  readonly info: string;
  readonly text: string;
}

const blocksOf = (page: string): readonly Block[] =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gmu)].map(
    ([, language = "", info = "", text = ""]) => ({
      language,
      info,
      text,
    }),
  );

const setting = (info: string, name: string): string | undefined =>
  new RegExp(`${name}=(\\S+)`, "u").exec(info)?.[1];

const CONFIG = `import { defineConfig } from "@pinion/dsl";
export default defineConfig({ name: "docs", definitions: ["features/*.ts"] });
`;

/** A folder with the files that a page shows. */
function projectOf(page: string, blocks: readonly Block[]): string {
  const example = blocks.map(({ info }) => setting(info, "project")).find((name) => name !== undefined);
  const folder = mkdtempSync(join(tmpdir(), "docs-"));
  if (example !== undefined) {
    cpSync(join(root, "examples", example), folder, {
      recursive: true,
      filter: (file) => !/node_modules|\/store|\/offline|\/scratch|\/data$/u.test(file),
    });
    return folder;
  }
  const shown = blocks.flatMap(({ info, text }) => {
    const file = setting(info, "file");
    return file === undefined ? [] : [[file, text] as const];
  });
  // The README's first block is a file of definitions by itself.
  const first = blocks.find(({ language, text }) => language === "ts" && text.includes("@pinion/dsl"));
  const files =
    shown.length > 0 ? shown : first === undefined ? [] : [["features/shown.ts", first.text] as const];
  for (const [file, text] of [["pinion.config.ts", CONFIG] as const, ...files]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** What TypeScript itself says of the files, as an editor would. */
function typeMistakes(folder: string, files: readonly string[]): string {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2023", "--module", "nodenext"];
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const done = spawnSync(process.execPath, [tsc, ...options, ...files], { cwd: folder, encoding: "utf8" });
  return done.status === 0 ? "" : `tsc ended with ${done.status}: ${done.stdout}${done.stderr}`;
}

for (const page of PAGES) {
  const blocks = blocksOf(page);
  const folder = projectOf(page, blocks);
  const types = blocks.filter(({ language }) => language === "ts");
  const defines = types.some(({ text }) => text.includes("@pinion/dsl"));
  const commands = blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.split("\n"))
    .map((line) =>
      line
        .replace(/\s#.*$/u, "")
        .replace(/^npx /u, "")
        .trim(),
    )
    .filter((line) => /^(?:pinion|node) /u.test(line));

  describe(page, () => {
    if (types.length > 0) {
      it("compiles", async () => {
        if (defines || types.some(({ text }) => text.includes("./.pinion/client.js"))) {
          const result = await compileProject(folder);
          if (result.kind === "failed") return expect(result.diagnostics).toEqual([]);
          await writeArtifacts(join(folder, ".pinion"), result.artifacts);
        }
        types.forEach(({ text }, i) => {
          if (!text.includes("@pinion/dsl")) writeFileSync(join(folder, `shown${i}.ts`), text);
        });
        expect(typeMistakes(folder, sourcesOf(folder))).toBe("");
      });
    }

    if (commands.length > 0) {
      it("has commands that run", () => {
        const flights = join(root, "node_modules/vega-datasets/data/flights-3m.parquet");
        for (const command of commands) {
          const program = command.startsWith("node ")
            ? ""
            : JSON.stringify(join(root, "packages/cli/bin/pinion.js"));
          const script = `${JSON.stringify(process.execPath)} ${program} ${command.slice(command.indexOf(" "))}`;
          const cwd = page === "README.md" ? root : folder;
          const done = spawnSync("sh", ["-c", script], {
            cwd,
            encoding: "utf8",
            env: { ...process.env, FLIGHTS_PARQUET: flights },
          });
          expect(done.status, `${command}\n${done.stdout}${done.stderr}`).toBe(0);
        }
      });
    }
  });
}

/** The TypeScript files of a page's project. */
const sourcesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.includes("node_modules") && !file.endsWith(".d.ts"),
  );
