import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { ownConditions, ownFolder, ownModule } from "./own-packages.js";

/*
 * What definition files take from Pinion, as one module: each bundle of definitions takes it in, and reading a
 * hundred files of ours takes longer than reading the user's. No two copies of it tell each other apart.
 */

/** What bundles import it by. */
export const OWN = "pinion:own";

/** The file that it was written to, set where the compiler is bundled. */
declare const PINION_OWN: string | undefined;

let known: Promise<string> | undefined;

/** Its text: the same as long as the compiler is. */
function ownText(): Promise<string> {
  known ??=
    typeof PINION_OWN === "string" ? readFile(join(import.meta.dirname, PINION_OWN), "utf8") : bundleOwn();
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
    builder.onResolve({ filter: /^(?:pinion:own|@pinion\/dsl)$/ }, () => ({
      path: "own",
      namespace: "pinion",
    }));
    builder.onLoad({ filter: /^own$/, namespace: "pinion" }, async () => ({
      contents: await ownText(),
      resolveDir: ownFolder,
      loader: "js",
    }));
  },
};
