// Runs every test. What the tests need and the machine lacks is installed first where that can be had: Redis and
// PostgreSQL from Debian's packages (as root). What cannot be had makes its tests skip by name; with CI=true that fails.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fetchKafka } from "./kafka-jars.js";

const root = new URL("..", import.meta.url).pathname;
const given = process.argv.slice(2);

/** @param {string} command @param {string[]} args */
function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
}

/** @param {string} name */
const onPath = (name) =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)));

/** Installs a Debian package without starting its service. @param {string} name */
function installDebian(name) {
  if (!onPath("apt-get") || process.getuid?.() !== 0) {
    console.log(`${name}: not installed, and only root can install it; its tests are skipped`);
    return;
  }
  console.log(`installing ${name} from Debian's packages`);
  const quiet = {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
  };
  // A mirror that does not answer once is asked again.
  const again = ["-o", "Acquire::Retries=3"];
  run("apt-get", [...again, "update", "-qq"], quiet);
  const done = run("apt-get", [...again, "install", "-y", "-qq", "--no-install-recommends", name], quiet);
  if (done.status !== 0) console.log(`${name}: cannot be installed; its tests are skipped`);
}

if (!onPath("redis-server") && !process.env.PINION_REDIS_SERVER) installDebian("redis-server");
if (!onPath("java")) installDebian("default-jre-headless");
if (!onPath("mvn") && !process.env.PINION_KAFKA_JARS) installDebian("maven");
if (!onPath("mvn") || !fetchKafka(root)) console.log("Kafka: its jars cannot be had; its tests are skipped");
if (!existsSync("/usr/lib/postgresql") && !onPath("initdb") && !process.env.PINION_POSTGRES_BIN)
  installDebian("postgresql");

// Tests that run the command or a packed package need the build.
const built = run("npx", ["tsc", "-b"]);
if (built.status !== 0 || run("node", ["scripts/bundle-cli.js"]).status !== 0) process.exit(1);

const results = join(root, ".cache", "test-results.json");
mkdirSync(join(root, ".cache"), { recursive: true });
rmSync(results, { force: true });
const vitest = run("npx", [
  "vitest",
  "run",
  ...(given.length > 0 ? given : []),
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${results}`,
]);

if (existsSync(results)) {
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, success } = JSON.parse(
    readFileSync(results, "utf8"),
  );
  // A suite that could not be loaded failed without a test.
  const failed = numFailedTests + (numFailedTests === 0 && !success ? Math.max(1, numFailedTestSuites) : 0);
  const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : "";
  console.log(`${numPassedTests} passed, ${failed} failed${skipped}`);
}
process.exit(vitest.status ?? 1);
