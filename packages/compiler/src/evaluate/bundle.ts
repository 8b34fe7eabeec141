import { resolve } from "node:path";
import { build, stop, type BuildFailure, type Message } from "esbuild";
import { fileMeta, metaDefines } from "./file-meta.js";
import { isOwnFile, ownConditions, ownModule } from "./own-packages.js";
import { packageImports } from "./package-imports.js";

export interface Bundle {
  readonly code: string;
  /** Its source map, as JSON. */
  readonly map: string;
  /** The user's files that went into it, relative to the project's folder. */
  readonly inputs: readonly string[];
}

export type BundleOutcome =
  | { readonly kind: "bundled"; readonly bundle: Bundle }
  | { readonly kind: "refused"; readonly messages: readonly Message[] };

/**
 * One module that imports the files one after the other and reports what they define. Packages stay
 * outside, at the very files they resolve to; files of the project and of its workspace go in.
 */
export async function bundle(
  projectDir: string,
  files: readonly string[],
  outfile: string,
): Promise<BundleOutcome> {
  try {
    const result = await build({
      stdin: { contents: entryOf(files), resolveDir: projectDir, sourcefile: "pinion:entry", loader: "js" },
      absWorkingDir: projectDir,
      outfile,
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      target: "node20",
      charset: "utf8",
      conditions: [...ownConditions],
      sourcemap: "external",
      sourcesContent: false,
      metafile: true,
      logLevel: "silent",
      define: metaDefines,
      plugins: [packageImports, fileMeta],
    });
    const text = (end: string) => result.outputFiles.find((file) => file.path.endsWith(end))?.text ?? "";
    const inputs = Object.keys(result.metafile.inputs).filter(
      (path) => !path.includes(":") && path !== "<stdin>" && !isOwnFile(resolve(projectDir, path)),
    );
    return { kind: "bundled", bundle: { code: text(".mjs"), map: text(".map"), inputs: inputs.sort() } };
  } catch (error) {
    if (isBuildFailure(error)) return { kind: "refused", messages: error.errors };
    // Files nested a million deep end esbuild's process; the next build starts another.
    await stop();
    return { kind: "refused", messages: [messageOf(error)] };
  }
}

function entryOf(files: readonly string[]): string {
  const list = files.map((file) => {
    const path = JSON.stringify(`./${file}`);
    return `  [${JSON.stringify(file)}, () => import(${path})],`;
  });
  const worker = JSON.stringify(ownModule("./worker"));
  return [`import { report } from ${worker};`, "await report([", ...list, "]);"].join("\n");
}

const messageOf = (error: unknown): Message => ({
  id: "",
  pluginName: "",
  text: `esbuild failed: ${error instanceof Error ? error.message : String(error)}`,
  location: null,
  notes: [],
  detail: undefined,
});

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}
