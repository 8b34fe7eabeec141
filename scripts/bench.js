// `npm run bench -- NAME[|NAME…] [--json]`: runs bench/NAME.js and bench/NAME-*.js of the built packages, one
// process each.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const [names = "", ...flags] = process.argv.slice(2);
const all = readdirSync(join(root, "bench"))
  .filter((file) => file.endsWith(".js") && !file.startsWith("support"))
  .map((file) => file.slice(0, -3));
const asked = names === "" || names.startsWith("-") ? all : names.split(/[|,]/u);
const named = (name) => all.filter((file) => file === name || file.startsWith(`${name}-`));
const unknown = asked.find((name) => named(name).length === 0);
if (unknown !== undefined) {
  console.error(`no benchmark ${unknown}; there are ${all.join(", ")}`);
  process.exit(2);
}

for (const name of new Set(asked.flatMap(named))) {
  const file = join(root, "bench", `${name}.js`);
  const done = spawnSync(process.execPath, ["--expose-gc", file, ...flags], { cwd: root, stdio: "inherit" });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
