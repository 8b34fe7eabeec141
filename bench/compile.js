// Check and build of large generated projects against `tsc --noEmit` on the same files: a process each.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compilers, generate, root } from "./compile/project.js";
import { median, report } from "./support.js";

const FEATURES = 1000;
const MANY = 10_000;
const ROUNDS = Number(process.env.PINION_BENCH_ROUNDS ?? 5);

// Both are what a user runs: a process each, in turn. The processor's time is told too, for busy machines.
const bundling = spawnSync(process.execPath, [join(root, "scripts", "bundle-cli.js")], { stdio: "inherit" });
if (bundling.status !== 0) process.exit(1);
const pinion = join(root, "packages", "cli", "bin", "pinion.js");
const peers = compilers();
const off = { PINION_CACHE: "off" };

/** @param {string} folder @param {readonly string[]} command @param {Record<string, string>} env */
function timed(folder, command, env = {}) {
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

/**
 * The medians of what contenders take in a folder, in turn.
 * @param {string} folder
 * @param {Record<string, readonly [command: readonly string[], env?: Record<string, string>]>} contenders
 * @param {{ rounds: number, warmup: number }} options
 */
function measured(folder, contenders, { rounds, warmup }) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, { took: [], cpu: [] }]));
  for (let round = -warmup; round < rounds; round++) {
    for (const [name, [command, env]] of Object.entries(contenders)) {
      const { took, cpu } = timed(folder, command, env);
      if (round < 0) continue;
      times[name].took.push(took);
      times[name].cpu.push(cpu);
    }
  }
  return Object.fromEntries(
    Object.entries(times).map(([name, { took, cpu }]) => [name, { took: median(took), cpu: median(cpu) }]),
  );
}

/** @param {Record<string, { took: number, cpu: number }>} found @param {object} names @param {number} features */
function reportPeers(found, names, features) {
  for (const name of Object.keys(names)) {
    for (const peer of Object.keys(peers)) {
      report({
        bench: "compile",
        subject: `${name}, ${features} features`,
        peer: `${peer} on the same files`,
        ratio: found[name].took / found[peer].took,
        cpu_ratio: found[name].cpu / found[peer].cpu,
        subject_ms: found[name].took,
        peer_ms: found[peer].took,
        subject_cpu_ms: found[name].cpu,
        peer_cpu_ms: found[peer].cpu,
      });
    }
  }
}

const tscs = Object.fromEntries(Object.entries(peers).map(([name, command]) => [name, [command]]));
const COLD = {
  "check and build, nothing known": [[pinion, "build"], off],
  "check, nothing known": [[pinion, "check"], off],
};
const KNOWN = {
  "check and build, nothing changed": [[pinion, "build"]],
  "check, nothing changed": [[pinion, "check"]],
};

const folder = generate(FEATURES);
const times = measured(folder, { ...COLD, ...KNOWN, ...tscs }, { rounds: ROUNDS, warmup: 1 });
reportPeers(times, { ...COLD, ...KNOWN }, FEATURES);

// Ten times as many features are to take no more than ten times as long.
const many = measured(generate(MANY), { ...COLD, ...tscs }, { rounds: 1, warmup: 0 });
for (const name of Object.keys(COLD)) {
  report({
    bench: "compile",
    subject: `${name}, time a feature of ${MANY} features`,
    peer: `of ${FEATURES}`,
    ratio: (many[name].took / MANY / times[name].took) * FEATURES,
    cpu_ratio: (many[name].cpu / MANY / times[name].cpu) * FEATURES,
    subject_ms_a_feature: many[name].took / MANY,
    peer_ms_a_feature: times[name].took / FEATURES,
    subject_cpu_ms_a_feature: many[name].cpu / MANY,
    peer_cpu_ms_a_feature: times[name].cpu / FEATURES,
  });
}
reportPeers(many, COLD, MANY);

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
    peer: "100 ms",
    ratio: median(later) / 100,
    subject_ms: median(later),
    least_ms: Math.min(...later),
  });
}
