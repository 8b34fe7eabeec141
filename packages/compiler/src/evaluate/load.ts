import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileDigest, type Cache } from "../cache/folder.js";
import type { Locator } from "../locate/index.js";
import type { Bundle, Bundler } from "./bundle.js";
import { bundleFile, run, startWorker, type RunOutcome, type Waiting } from "./run.js";
import { fromPortable } from "./portable.js";
import { refusals, runFailure } from "./problems.js";
import { siteMapper } from "./sites.js";

/** What some files define. */
export interface Loaded {
  /** Branded definitions, in the order they were met; each once. */
  readonly definitions: readonly unknown[];
  readonly inputs: readonly string[];
}

export interface LoadOptions {
  readonly locator: Locator;
  readonly timeoutMs: number;
  readonly worker?: Waiting | undefined;
  readonly cache?: Cache | undefined;
  readonly bundler?: Bundler | undefined;
}

/** Bundles and runs files; throws a PinionError where they do not evaluate. */
export async function load(
  projectDir: string,
  files: readonly string[],
  { locator, timeoutMs, worker = startWorker(), cache, bundler }: LoadOptions,
): Promise<Loaded> {
  const outfile = bundleFile(projectDir);
  const known = cache === undefined ? undefined : readBundle(cache, projectDir, files, outfile);
  if (known !== undefined) {
    const outcome = await run(outfile, known.code, timeoutMs, worker);
    if (outcome.kind === "done") return loaded(known, outcome);
    // A package that it imports may be elsewhere now: what is wrong is said of a new bundle.
    return load(projectDir, files, { locator, timeoutMs });
  }
  const { bundle } = bundler === undefined ? await import("./bundle.js") : { bundle: bundler };
  const bundled = await bundle(projectDir, files, outfile);
  if (bundled.kind === "refused") {
    await worker.dismiss();
    throw refusals(bundled.messages, projectDir, locator);
  }
  if (cache !== undefined) writeBundle(cache, projectDir, files, outfile, bundled.bundle);
  const outcome = await run(outfile, bundled.bundle.code, timeoutMs, worker);
  const { map, inputs } = bundled.bundle;
  if (outcome.kind === "done") return loaded(bundled.bundle, outcome);
  throw runFailure(outcome, { mapSite: siteMapper(projectDir, outfile, map), inputs, locator, timeoutMs });

  function loaded({ map, inputs }: Bundle, { definitions }: Done): Loaded {
    return { definitions: fromPortable(definitions, siteMapper(projectDir, outfile, map)), inputs };
  }
}

type Done = Extract<RunOutcome, { kind: "done" }>;

interface Entry {
  readonly files: readonly string[];
  /** The name that the bundle was made under, which stands in its text. */
  readonly outfile: string;
  readonly digests: readonly (readonly [file: string, digest: string | undefined])[];
  readonly bundle: Bundle;
}

const entryName = (files: readonly string[]): string => (files.length === 1 ? "bundle-one" : "bundle");

function writeBundle(
  cache: Cache,
  projectDir: string,
  files: readonly string[],
  outfile: string,
  bundle: Bundle,
): void {
  const digests = dependencies(projectDir, bundle.inputs).map(
    (file) => [file, fileDigest(resolve(projectDir, file))] as const,
  );
  cache.write(entryName(files), { files, outfile, digests, bundle } satisfies Entry);
}

/** A bundle of the same files with the same contents. */
function readBundle(
  cache: Cache,
  projectDir: string,
  files: readonly string[],
  outfile: string,
): Bundle | undefined {
  const entry = cache.read(entryName(files)) as Entry | undefined;
  if (entry === undefined || entry.files.join("\0") !== files.join("\0")) return undefined;
  const same = entry.digests.every(([file, digest]) => fileDigest(resolve(projectDir, file)) === digest);
  if (!same) return undefined;
  const renamed = entry.bundle.code.replaceAll(basename(entry.outfile), basename(outfile));
  return { ...entry.bundle, code: renamed };
}

/** The files whose content decides what a bundle is, with those that configure it beside them. */
function dependencies(projectDir: string, inputs: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const input of inputs) {
    for (let folder = resolve(projectDir, dirname(input)); !folders.has(folder); folder = dirname(folder)) {
      folders.add(folder);
      if (existsSync(join(folder, ".git"))) break;
    }
  }
  const beside = [...folders].flatMap((folder) => [
    join(folder, "package.json"),
    join(folder, "tsconfig.json"),
  ]);
  return [...inputs, ...beside];
}
