// Emitted evaluators against the same features written by hand: same rows, same machine, a process for each.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import { benchFolder, median, report } from "./support.js";
import { columns as byColumns } from "./evaluators/columns.js";
import { installPeers, peers } from "./evaluators/peers.js";
import { sets } from "./evaluators/sets.js";

const ROUNDS = 3;
const child = fileURLToPath(new URL("evaluators/child.js", import.meta.url));
const engines = installPeers() ? Object.keys(peers) : [];
/** @type {Map<string, number[]>} */
const ratios = new Map();
const note = (name, ratio) => ratios.set(name, [...(ratios.get(name) ?? []), ratio]);
const only = process.argv.slice(2).find((argument) => !argument.startsWith("-"));

for (const set of sets.filter(({ name }) => only === undefined || name === only)) {
  const folder = benchFolder(`evaluators-${set.name.replace(" ", "-")}`);
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

  const runOnce = (mode, engine) => {
    const done = spawnSync(process.execPath, [child, set.name, mode, engine, folder], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (done.status !== 0) throw new Error(`${set.name} ${mode} ${engine} failed`);
    return JSON.parse(done.stdout);
  };
  const least = {};
  const written = (mode) => mode === "rows" || byColumns[set.name] !== undefined;
  for (const mode of ["rows", "columns"]) {
    const times = { emitted: [], hand: [] };
    const checks = new Set();
    for (let round = 0; round < ROUNDS; round++) {
      for (const engine of written(mode) ? ["emitted", "hand"] : ["emitted"]) {
        const { nanos, check } = runOnce(mode, engine);
        times[engine].push(nanos);
        checks.add(check);
      }
    }
    if (checks.size !== 1) throw new Error(`${set.name} ${mode}: results differ: ${[...checks].join(", ")}`);
    least[mode] = Math.min(...times.emitted);
    if (!written(mode)) continue;
    // Each round's two ran one after the other: what else the machine did slowed both.
    const ratio = median(times.emitted.map((nanos, round) => nanos / times.hand[round]));
    note(`emitted ${mode} / hand-written`, ratio);
    const [emitted, hand] = [Math.min(...times.emitted), Math.min(...times.hand)];
    report({
      bench: "evaluators",
      subject: `emitted ${mode}, ${set.name}`,
      peer: "hand-written JavaScript",
      ratio,
      features: Object.keys(set.features).length,
      subject_ns_per_row: emitted,
      peer_ns_per_row: hand,
    });
  }
  let fastest;
  for (const engine of set.trees === undefined ? [] : engines) {
    const { nanos } = runOnce("rows", engine);
    if (nanos === null) continue;
    if (fastest === undefined || nanos < fastest.nanos) fastest = { engine, nanos };
    note(`emitted rows / ${engine}`, least.rows / nanos);
    report({
      bench: "evaluators",
      subject: `emitted rows, ${set.name}`,
      peer: engine,
      ratio: least.rows / nanos,
      subject_ns_per_row: least.rows,
      peer_ns_per_row: nanos,
    });
  }
  if (fastest === undefined) continue;
  const turns = Array.from({ length: ROUNDS }, () => {
    const { nanos } = runOnce("rows", fastest.engine);
    return {
      rows: runOnce("rows", "emitted").nanos / nanos,
      columns: runOnce("columns", "emitted").nanos / nanos,
    };
  });
  const ofColumns = median(turns.map((turn) => turn.columns));
  note("emitted rows / fastest engine", median(turns.map((turn) => turn.rows)));
  note("emitted columns / fastest engine", ofColumns);
  report({
    bench: "evaluators",
    subject: `emitted columns, ${set.name}`,
    peer: `fastest engine, ${fastest.engine}`,
    ratio: ofColumns,
    subject_ns_per_row: least.columns,
    peer_ns_per_row: fastest.nanos,
  });
}

for (const [name, all] of ratios) {
  const [subject, peer] = name.split(" / ");
  report({
    bench: "evaluators",
    subject: `${subject}, geometric mean of ${all.length} sets`,
    peer,
    ratio: Math.exp(all.reduce((sum, ratio) => sum + Math.log(ratio), 0) / all.length),
    worst: Math.max(...all),
  });
}
