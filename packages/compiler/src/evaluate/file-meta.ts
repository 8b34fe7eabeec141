import { readFileSync } from "node:fs";
import { dirname, extname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Loader, Plugin } from "esbuild";
import { isOwnFile } from "./own-packages.js";

const NAMESPACE = "pinion-meta";

export const metaDefines = {
  "import.meta.url": "pinionMeta.url",
  "import.meta.dirname": "pinionMeta.dirname",
  "import.meta.filename": "pinionMeta.filename",
};

const LOADERS: ReadonlyMap<string, Loader> = new Map([
  [".ts", "ts"],
  [".mts", "ts"],
  [".cts", "ts"],
  [".tsx", "tsx"],
  [".js", "js"],
  [".mjs", "js"],
  [".cjs", "js"],
  [".jsx", "jsx"],
]);

/**
 * Lets `import.meta.url`, `.dirname` and `.filename` mean the original file. The import that brings them in
 * stands behind the last line, so that no position in the file moves.
 */
export const fileMeta: Plugin = {
  name: "pinion-file-meta",
  setup(build) {
    build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: "file" }, ({ path }) => {
      if (isOwnFile(path)) return undefined;
      const text = readText(path);
      const loader = LOADERS.get(extname(path));
      if (loader === undefined || text === undefined || !/\bimport\s*\.\s*meta\b/.test(text))
        return undefined;
      const contents = `${text}\nimport * as pinionMeta from ${JSON.stringify(`${NAMESPACE}:${path}`)};`;
      return { contents, loader };
    });
    build.onResolve({ filter: new RegExp(`^${NAMESPACE}:`) }, (args) => ({
      path: args.path.slice(NAMESPACE.length + 1),
      namespace: NAMESPACE,
    }));
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => {
      const meta = { url: pathToFileURL(path).href, dirname: dirname(path), filename: path };
      const contents = Object.entries(meta).map(
        ([name, value]) => `export const ${name} = ${JSON.stringify(value)};`,
      );
      return { contents: contents.join("\n"), loader: "js" };
    });
  },
};

/** Undefined where esbuild is to say why it cannot be read. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
