// A generated project of so many features over one source, and the compilers that it is measured against.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchFolder } from "../support.js";

const PER_FILE = 50;
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** TypeScript's compiler in JavaScript, which most projects run; installed when the benchmark is run. */
const JAVASCRIPT_TYPESCRIPT = "5.9.3";

/** The compilers to measure against, as arguments of node; the one in JavaScript only where it can be installed. */
export function compilers() {
  const native = join(root, "node_modules", "typescript", "bin", "tsc");
  const folder = join(root, ".cache", "typescript");
  const javascript = join(folder, "node_modules", "typescript", "bin", "tsc");
  if (!existsSync(javascript)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    const quiet = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
    const wanted = `typescript@${JAVASCRIPT_TYPESCRIPT}`;
    spawnSync("npm", ["install", ...quiet, "--prefix", folder, wanted], { stdio: "inherit" });
  }
  const args = ["--noEmit", "-p", "tsconfig.json"];
  return {
    "tsc --noEmit (native)": [native, ...args],
    ...(existsSync(javascript)
      ? { [`tsc --noEmit (${JAVASCRIPT_TYPESCRIPT}, JavaScript)`]: [javascript, ...args] }
      : {}),
  };
}

const of = (kind, i) => `c${((i * 7) % 10) * 4 + kind}`;
const shapes = [
  (i) => `expr("${of(0, i)} * ${i} + ${of(0, i + 1)} / ${of(0, i + 2)}")`,
  (i) => `avg("cast_float(${of(0, i)})", { window: "${1 + (i % 90)}d" }).as(t.float())`,
  (i) => `expr("case when ${of(1, i)} > ${i} then upper(${of(2, i)}) else concat(${of(2, i)}, '-${i}') end")`,
  (i) => `sum("${of(1, i)} + ${i % 5}", { window: "7d", filter: "${of(2, i)} in ('a', 'b', '${i}')" })`,
  (i) => `expr("dayofweek(${of(3, i)}) + hour(${of(3, i + 1)}) * ${i}").as(t.int32())`,
  (i) => `expr("coalesce(${of(0, i)}, ${of(0, i + 3)}, ${i}.5D) > ${of(1, i)}").as(t.boolean())`,
  (i) => `max("abs(${of(0, i)} - ${of(0, i + 1)})", { window: "36h" })`,
  (i) =>
    `expr("(to_unix_timestamp(${of(3, i)}) - to_unix_timestamp(${of(3, i + 2)})) / ${60 + i}").as(t.float())`,
];

/** Writes the project and returns its folder. @param {number} features */
export function generate(features) {
  const folder = benchFolder(`compile-${features}`);
  rmSync(join(folder, "features"), { recursive: true, force: true });
  mkdirSync(join(folder, "features"), { recursive: true });
  const columns = Array.from({ length: 40 }, (_, i) => [
    `c${i}`,
    ["double", "int32", "string", "timestamp"][i % 4],
  ]);
  writeFileSync(
    join(folder, "features", "source.ts"),
    `import { fileSource, key, t } from "@pinion/dsl";
export const source = fileSource("source", {
  path: "none.parquet",
  eventTimestamp: "at",
  columns: {
    at: t.timestamp(),
    id: t.int64(),
${columns.map(([name, type]) => `    ${name}: t.${type}(),`).join("\n")}
  },
});
export const id = key("id", t.int64());
`,
  );
  for (let file = 0; file * PER_FILE < features; file++) {
    const lines = Array.from({ length: Math.min(PER_FILE, features - file * PER_FILE) }, (_, k) => {
      const i = file * PER_FILE + k;
      return `    f_${i}: ${shapes[i % shapes.length](i)},`;
    });
    writeFileSync(
      join(folder, "features", `part${file}.ts`),
      `import { anchor, avg, expr, max, sum, t } from "@pinion/dsl";
import { id, source } from "./source.js";
export const part${file} = anchor("part${file}", {
  source,
  key: id,
  features: {
${lines.join("\n")}
  },
});
`,
    );
  }
  writeFileSync(
    join(folder, "pinion.config.ts"),
    `import { defineConfig } from "@pinion/dsl";
export default defineConfig({ name: "bench", definitions: ["features/*.ts"] });
`,
  );
  writeFileSync(join(folder, "package.json"), `{ "type": "module" }\n`);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        target: "ES2023",
        module: "NodeNext",
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
      },
      include: ["*.ts", "features/*.ts"],
    }),
  );
  rmSync(join(folder, "node_modules"), { recursive: true, force: true });
  mkdirSync(join(folder, "node_modules"));
  for (const name of ["@pinion", "typescript"]) {
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  }

  return folder;
}
