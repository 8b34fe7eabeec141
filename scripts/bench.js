// `npm run bench -- NAME[|NAME…] [--json]`: runs bench/NAME.js of the built packages, one process each.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const [names = "", ...flags] = process.argv.slice(2);
const all = readdirSync(join(root, "bench"))
  .filter((file) => file.endsWith(".js"))
  .map((file) => file.slice(0, -3));
const wanted = names === "" || names.startsWith("-") ? all : names.split(/[|,]/u);

for (const name of wanted) {
  const file = join(root, "bench", `${name}.js`);
  if (!existsSync(file)) {
    console.error(`no benchmark ${name}; there are ${all.join(", ")}`);
    process.exit(2);
  }
  const done = spawnSync(process.execPath, ["--expose-gc", file, ...flags], { cwd: root, stdio: "inherit" });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
