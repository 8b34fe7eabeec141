import { readFile } from "node:fs/promises";
import { build, type Plugin } from "esbuild";
import { ownFile } from "./own-file.js";
import { ownConditions, ownFolder, ownModule } from "./own-packages.js";

/*
 * What definition files take from Pinion, as one module: each bundle of definitions takes it in, and reading a
 * hundred files of ours takes longer than reading the user's. No two copies of it tell each other apart.
 */

/** What bundles import it by. */
export const OWN = "pinion:own";

let known: Promise<string> | undefined;

/** Its text: the same as long as the compiler is. */
function ownText(): Promise<string> {
  known ??= ownFile === undefined ? bundleOwn() : readFile(new URL(ownFile), "utf8");
  return known;
}

export async function bundleOwn(): Promise<string> {
  const worker = JSON.stringify(ownModule("./worker"));
  const result = await build({
    stdin: {
      contents: `export * from "@pinion/dsl";\nexport { report } from ${worker};`,
      resolveDir: ownFolder,
      sourcefile: OWN,
      loader: "js",
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: [...ownConditions],
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: "silent",
    tsconfigRaw: {},
  });
  return result.outputFiles[0]?.text ?? "";
}

export const ownBundle: Plugin = {
  name: "pinion-own-bundle",
  setup(builder) {
    builder.onResolve({ filter: /^(?:pinion:own|@pinion\/dsl)$/ }, ({ kind }) =>
      ownFile === undefined || kind === "require-call"
        ? { path: "own", namespace: "pinion" }
        : { path: ownFile, external: true },
    );
    builder.onLoad({ filter: /^own$/, namespace: "pinion" }, async () => ({
      contents: await ownText(),
      resolveDir: ownFolder,
      loader: "js",
    }));
  },
};
