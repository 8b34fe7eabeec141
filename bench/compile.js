// Check and build of a large generated project against `tsc --noEmit` on the same files: a process each.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchFolder, median, report } from "./support.js";

const FEATURES = Number(process.env.PINION_BENCH_FEATURES ?? 1000);
const PER_FILE = 50;
const ROUNDS = 5;
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = benchFolder("compile");

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
for (let file = 0; file * PER_FILE < FEATURES; file++) {
  const features = Array.from({ length: Math.min(PER_FILE, FEATURES - file * PER_FILE) }, (_, k) => {
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
${features.join("\n")}
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
writeFileSync(
  join(folder, "build.mjs"),
  `import { compileProject, writeArtifacts } from "@pinion/compiler";
const folder = ${JSON.stringify(folder)};
const started = performance.now();
const compiled = await compileProject(folder);
if (compiled.kind === "failed") throw new Error(JSON.stringify(compiled.diagnostics.slice(0, 3)));
await writeArtifacts(folder + "/.pinion", compiled.artifacts);
console.log(compiled.manifest.features.length, performance.now() - started);
`,
);
rmSync(join(folder, "node_modules"), { recursive: true, force: true });
symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));

/** @param {readonly string[]} command */
function timed(command) {
  const started = performance.now();
  const done = spawnSync(process.execPath, command, { cwd: folder, encoding: "utf8" });
  const took = performance.now() - started;
  if (done.status !== 0) throw new Error(`${command.join(" ")}: ${done.stdout}${done.stderr}`);
  return { took, output: done.stdout };
}

const build = ["build.mjs"];
const tsc = [join(root, "node_modules", "typescript", "bin", "tsc"), "--noEmit", "-p", "tsconfig.json"];
const times = { build: [], inside: [], tsc: [] };
for (let round = -1; round < ROUNDS; round++) {
  const built = timed(build);
  const checked = timed(tsc);
  if (round < 0) continue;
  times.build.push(built.took);
  times.inside.push(Number(built.output.trim().split(" ")[1]));
  times.tsc.push(checked.took);
}
report({
  bench: "compile",
  subject: `check and build of ${FEATURES} features`,
  peer: "tsc --noEmit on the same files",
  ratio: median(times.build) / median(times.tsc),
  subject_ms: median(times.build),
  peer_ms: median(times.tsc),
  without_start_ms: median(times.inside),
});
