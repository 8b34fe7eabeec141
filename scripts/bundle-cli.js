// Joins what `pinion check` and `pinion build` load into a few files in packages/cli/bundle, for start-up: reading
// a thousand modules one by one takes longer than compiling a thousand features. Run behind `tsc -b`.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { build } from "esbuild";

const packages = new URL("../packages/", import.meta.url).pathname;
const cli = join(packages, "cli");
const outdir = join(cli, "bundle");
// Commands may run meanwhile: what they load is there at every moment, of one making.
const making = await mkdtemp(join(cli, ".bundle-"));

/** What stays outside: what is large and seldom loaded, what has files of its own, what other commands are for. */
const ASKS = /import\.meta\.url(?!["'`])/;

const external = ["esbuild", "ts-morph", "@pinion/runtime", "@pinion/runtime/*"];

/** Modules that ask where they are go on getting the answer of their own package, as do what they resolve. */
const ownPlaces = {
  name: "own-places",
  setup(builder) {
    builder.onLoad({ filter: /packages[\\/]\w+[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (!ASKS.test(text)) return undefined;
      const [name, , ...file] = relative(packages, path).split(sep);
      const place = `new URL(${JSON.stringify(`./${file.join("/")}`)}, import.meta.resolve("@pinion/${name}")).href`;
      return { contents: text.replaceAll(new RegExp(ASKS, "g"), `(${place})`), loader: "js" };
    });
  },
};

/** What the bundle was made of: two that differ share no cache. */
async function buildId() {
  const hash = createHash("sha256");
  for (const name of ["core", "dsl", "compiler", "cli"]) {
    const folder = join(packages, name, "dist");
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".js"));
    for (const file of files.sort()) hash.update(`${file}\n`).update(await readFile(join(folder, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

const { bundleOwn } = await import(join(packages, "compiler", "dist", "evaluate", "own-bundle.js"));
await writeFile(join(making, "own.js"), await bundleOwn());
await build({
  entryPoints: [join(cli, "dist", "main.js")],
  outdir: making,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "inline",
  external,
  define: { PINION_BUILD: JSON.stringify(await buildId()), PINION_OWN: '"own.js"' },
  plugins: [ownPlaces],
  logLevel: "warning",
  banner: {
    js: 'import { createRequire as pinionCreateRequire } from "node:module"; const require = pinionCreateRequire(import.meta.url);',
  },
});

// The names of chunks tell what they hold; main.js names them, so it comes last, and what it no longer names goes after it.
await mkdir(outdir, { recursive: true });
const made = await readdir(making);
for (const file of made.filter((name) => name !== "main.js"))
  await rename(join(making, file), join(outdir, file));
await rename(join(making, "main.js"), join(outdir, "main.js"));
for (const file of await readdir(outdir))
  if (!made.includes(file)) await rm(join(outdir, file), { force: true });
await rm(making, { recursive: true });
