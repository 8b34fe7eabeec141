// Emitted evaluators against the same features written by hand: same rows, same machine, a process for each.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import { benchFolder, report } from "./support.js";
import { sets } from "./evaluators/sets.js";

const ROUNDS = 3;
const child = fileURLToPath(new URL("evaluators/child.js", import.meta.url));
const only = process.argv.slice(2).find((argument) => !argument.startsWith("-"));

for (const set of sets.filter(({ name }) => only === undefined || name === only)) {
  const folder = benchFolder(`evaluators-${set.name}`);
  mkdirSync(folder, { recursive: true });
  const columns = Object.entries(set.columns).map(([name, type]) => `    ${name}: ${type},`);
  const features = Object.entries(set.features).map(([name, text]) => `    ${name}: ${text},`);
  writeFileSync(
    join(folder, "pinion.config.ts"),
    `import { defineConfig } from "@pinion/dsl";
export default defineConfig({ name: "bench", definitions: ["features.ts"] });
`,
  );
  writeFileSync(
    join(folder, "features.ts"),
    `import { anchor, expr, fileSource, key, t } from "@pinion/dsl";
const source = fileSource("source", {
  path: "none.parquet",
  columns: {
${columns.join("\n")}
    id: t.int64(),
  },
});
export const features = anchor("features", {
  source,
  key: key("id", t.int64()),
  features: {
${features.join("\n")}
  },
});
`,
  );
  const compiled = await compileProject(folder);
  if (compiled.kind === "failed") throw new Error(JSON.stringify(compiled.diagnostics, null, 2));
  await writeArtifacts(join(folder, ".pinion"), compiled.artifacts);

  for (const mode of ["rows", "columns"]) {
    const times = { emitted: [], hand: [] };
    const checks = new Set();
    for (let round = 0; round < ROUNDS; round++) {
      for (const engine of ["emitted", "hand"]) {
        const done = spawnSync(process.execPath, [child, set.name, mode, engine, folder], {
          encoding: "utf8",
          stdio: ["ignore", "pipe", "inherit"],
        });
        if (done.status !== 0) throw new Error(`${set.name} ${mode} ${engine} failed`);
        const { nanos, check } = JSON.parse(done.stdout);
        times[engine].push(nanos);
        checks.add(check);
      }
    }
    if (checks.size !== 1) throw new Error(`${set.name} ${mode}: results differ: ${[...checks].join(", ")}`);
    const [emitted, hand] = [Math.min(...times.emitted), Math.min(...times.hand)];
    report({
      bench: "evaluators",
      subject: `emitted ${mode}, ${set.name}`,
      peer: "hand-written JavaScript",
      ratio: emitted / hand,
      features: Object.keys(set.features).length,
      subject_ns_per_row: emitted,
      peer_ns_per_row: hand,
    });
  }
}
