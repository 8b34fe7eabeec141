import { basename, resolve } from "node:path";
import {
  build,
  context,
  stop,
  type BuildContext,
  type BuildFailure,
  type BuildOptions,
  type BuildResult,
  type Message,
} from "esbuild";
import { fileMeta, metaDefines } from "./file-meta.js";
import { OWN, ownBundle } from "./own-bundle.js";
import { isOwnFile, ownConditions } from "./own-packages.js";
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

export type Bundler = (
  projectDir: string,
  files: readonly string[],
  outfile: string,
) => Promise<BundleOutcome>;

/**
 * One module that imports the files one after the other and reports what they define. Packages stay
 * outside, at the very files they resolve to; files of the project and of its workspace go in.
 */
export const bundle: Bundler = async (projectDir, files, outfile) => {
  const outcome = await tried(() => build(optionsOf(projectDir, files, outfile)));
  return "kind" in outcome ? outcome : bundled(outcome, projectDir);
};

/** Bundles again and again: of files that have not changed nothing is read anew. */
export interface Rebundler {
  readonly bundle: Bundler;
  readonly dispose: () => Promise<void>;
}

export function createRebundler(): Rebundler {
  const known = new Map<string, { readonly context: BuildContext<Options>; readonly outfile: string }>();
  const dispose = async (): Promise<void> => {
    await Promise.all([...known.values()].map(({ context }) => context.dispose()));
    known.clear();
  };
  return {
    dispose,
    async bundle(projectDir, files, outfile) {
      const key = [projectDir, ...files].join("\0");
      let entry = known.get(key);
      if (entry === undefined) {
        // Two sets of files are bundled in turn, the configuration and the definitions.
        if (known.size >= 2) await dispose();
        entry = { context: await context(optionsOf(projectDir, files, outfile)), outfile };
        known.set(key, entry);
      }
      const { rebuild } = entry.context;
      const outcome = await tried(() => rebuild());
      if ("kind" in outcome) return outcome;
      const made = bundled(outcome, projectDir);
      const code = made.bundle.code.replaceAll(basename(entry.outfile), basename(outfile));
      return { ...made, bundle: { ...made.bundle, code } };
    },
  };
}

type Options = ReturnType<typeof optionsOf>;
type Bundled = Extract<BundleOutcome, { kind: "bundled" }>;

const optionsOf = (projectDir: string, files: readonly string[], outfile: string) =>
  ({
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
    plugins: [ownBundle, packageImports, fileMeta],
  }) as const satisfies BuildOptions;

async function tried<T>(make: () => Promise<T>): Promise<T | Extract<BundleOutcome, { kind: "refused" }>> {
  try {
    return await make();
  } catch (error) {
    if (isBuildFailure(error)) return { kind: "refused", messages: error.errors };
    // Files nested a million deep end esbuild's process; the next build starts another.
    await stop();
    return { kind: "refused", messages: [messageOf(error)] };
  }
}

function bundled({ outputFiles, metafile }: BuildResult<Options>, projectDir: string): Bundled {
  const text = (end: string) => outputFiles.find((file) => file.path.endsWith(end))?.text ?? "";
  const inputs = Object.keys(metafile.inputs).filter(
    (path) => !path.includes(":") && path !== "<stdin>" && !isOwnFile(resolve(projectDir, path)),
  );
  return { kind: "bundled", bundle: { code: text(".mjs"), map: text(".map"), inputs: inputs.sort() } };
}

function entryOf(files: readonly string[]): string {
  const list = files.map((file) => {
    const path = JSON.stringify(`./${file}`);
    return `  [${JSON.stringify(file)}, () => import(${path})],`;
  });
  return [`import { report } from ${JSON.stringify(OWN)};`, "await report([", ...list, "]);"].join("\n");
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
