// Check and build of a large generated project against `tsc --noEmit` on the same files: a process each.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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
rmSync(join(folder, "node_modules"), { recursive: true, force: true });
mkdirSync(join(folder, "node_modules"));
for (const name of ["@pinion", "typescript"]) {
  symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
}

// Both are what a user runs: a process each, in turn. The processor's time is told too, for busy machines.
const bundling = spawnSync(process.execPath, [join(root, "scripts", "bundle-cli.js")], { stdio: "inherit" });
if (bundling.status !== 0) process.exit(1);
const pinion = join(root, "packages", "cli", "bin", "pinion.js");
const tsc = [join(root, "node_modules", "typescript", "bin", "tsc"), "--noEmit", "-p", "tsconfig.json"];

/** @param {readonly string[]} command @param {Record<string, string>} env */
function timed(command, env = {}) {
  const before = childTime();
  const started = performance.now();
  const done = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  const took = performance.now() - started;
  if (done.status !== 0) throw new Error(`${command.join(" ")}: ${done.stdout}${done.stderr}`);
  return { took, cpu: childTime() - before };
}

/** What ended children used of the processor, in milliseconds; NaN where the system does not tell. */
function childTime() {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1].split(" ");
    return (Number(fields[13]) + Number(fields[14])) * 10;
  } catch {
    return NaN;
  }
}

const off = { PINION_CACHE: "off" };
const contenders = {
  "check and build, nothing known": () => timed([pinion, "build"], off),
  "check, nothing known": () => timed([pinion, "check"], off),
  "check and build, nothing changed": () => timed([pinion, "build"]),
  "check, nothing changed": () => timed([pinion, "check"]),
  tsc: () => timed(tsc),
};
const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, { took: [], cpu: [] }]));
for (let round = -1; round < ROUNDS; round++) {
  for (const [name, run] of Object.entries(contenders)) {
    const { took, cpu } = run();
    if (round < 0) continue;
    times[name].took.push(took);
    times[name].cpu.push(cpu);
  }
}
const peer = times.tsc;
for (const [name, { took, cpu }] of Object.entries(times)) {
  if (name === "tsc") continue;
  report({
    bench: "compile",
    subject: `${name}, ${FEATURES} features`,
    peer: "tsc --noEmit on the same files",
    ratio: median(took) / median(peer.took),
    cpu_ratio: median(cpu) / median(peer.cpu),
    subject_ms: median(took),
    peer_ms: median(peer.took),
    subject_cpu_ms: median(cpu),
    peer_cpu_ms: median(peer.cpu),
  });
}

// One feature changes while the command watches.
for (const command of ["check", "build"]) {
  const watching = spawn(process.execPath, [pinion, command, "--watch"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const runs = [];
  let told = "";
  let wake = () => {};
  watching.stderr.setEncoding("utf8").on("data", (text) => {
    told += text;
    for (const [all, ms] of told.matchAll(/this took (\d+) ms\n/g)) {
      runs.push(Number(ms));
      told = told.slice(told.indexOf(all) + all.length);
    }
    wake();
  });
  const changed = join(folder, "features", "part0.ts");
  const text = readFileSync(changed, "utf8");
  const changes = 15;
  for (let change = 1; change <= changes; change++) {
    while (runs.length < change) await new Promise((resolve) => (wake = resolve));
    await new Promise((resolve) => setTimeout(resolve, 150));
    writeFileSync(
      changed,
      text.replace(/f_2: expr\("case when (\w+) > \d+/, `f_2: expr("case when $1 > ${1000 + change}`),
    );
  }
  while (runs.length <= changes) await new Promise((resolve) => (wake = resolve));
  watching.kill("SIGINT");
  writeFileSync(changed, text);
  const later = runs.slice(-10);
  report({
    bench: "compile",
    subject: `${command} --watch, one of ${FEATURES} features changed`,
    peer: "tsc --noEmit on the same files",
    ratio: median(later) / median(peer.took),
    subject_ms: median(later),
    least_ms: Math.min(...later),
    peer_ms: median(peer.took),
  });
}
