import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";

/** Where Pinion's own packages resolve from. */
export const HERE = path.dirname(fileURLToPath(import.meta.url));

const MAIN_FIELDS = ["module", "main"];

/** What esbuild is told wherever it makes evaluators; in the sources of a checkout there is nothing built to resolve to. */
export const OPTIONS = {
  absWorkingDir: HERE,
  bundle: true,
  write: false,
  metafile: true,
  format: "esm",
  platform: "neutral",
  mainFields: MAIN_FIELDS,
  conditions: import.meta.url.endsWith(".ts") ? ["pinion-source"] : [],
  target: "es2022",
  charset: "ascii",
  legalComments: "inline",
  logLevel: "silent",
  tsconfigRaw: {},
} as const satisfies BuildOptions;

/** The parts of the function library that were put together before, by what was asked for. */
export type Libraries = Map<string, string>;

/**
 * Some exports of the function library and all that they need, as the top of a module. They keep their
 * names, and nothing else there is called as emitted code calls its own: a test holds the library to it.
 */
export async function libraryOf(names: readonly string[], known: Libraries = new Map()): Promise<string> {
  if (names.length === 0) return "";
  const key = names.join();
  let library = known.get(key);
  if (library === undefined) {
    library = await joined(names);
    known.set(key, library);
  }
  return library;
}

async function joined(names: readonly string[]): Promise<string> {
  const result = await build({
    ...OPTIONS,
    stdin: {
      contents: `export { ${names.join(", ")} } from "@pinion/core/std";`,
      resolveDir: HERE,
      sourcefile: "library",
      loader: "js",
    },
  });
  const text = result.outputFiles[0]?.text ?? "";
  const end = text.lastIndexOf("export {\n");
  const exported = text.slice(end).match(/^ {2}.*?(?=,?$)/gm) ?? [];
  if (end < 0 || exported.map((line) => line.trim()).join() !== [...names].sort().join()) {
    throw new Error(`the library gives its exports other names: ${exported.join()}`);
  }
  const inputs = new Set(Object.keys(result.metafile.inputs));
  return text
    .slice(0, end)
    .replace(/^\/\/ (.*)$/gm, (line, input: string) =>
      inputs.has(input) ? `// ${moduleName(input)}` : line,
    );
}

/** `../../core/src/std/cast/int.ts` is `@pinion/core/std/cast/int`. */
export function moduleName(input: string): string {
  const dependency = input.split("node_modules/").at(-1) ?? input;
  const name = /(?:^|\/)(?:core\/)?(?:src|dist)\/(.*)$/.exec(dependency)?.[1];
  return (name === undefined ? dependency : `@pinion/core/${name}`).replace(/\.(?:ts|js)$/, "");
}
