import type { Locator } from "../locate/index.js";
import { bundle } from "./bundle.js";
import { bundleFile, run } from "./run.js";
import { fromPortable } from "./portable.js";
import { refusals, runFailure } from "./problems.js";
import { siteMapper } from "./sites.js";

/** What some files define. */
export interface Loaded {
  /** Branded definitions, in the order they were met; each once. */
  readonly definitions: readonly unknown[];
  readonly inputs: readonly string[];
}

/** Bundles and runs files; throws a PinionError where they do not evaluate. */
export async function load(
  projectDir: string,
  files: readonly string[],
  locator: Locator,
  timeoutMs: number,
): Promise<Loaded> {
  const outfile = bundleFile(projectDir);
  const bundled = await bundle(projectDir, files, outfile);
  if (bundled.kind === "refused") throw refusals(bundled.messages, projectDir, locator);
  const { code, map, inputs } = bundled.bundle;
  const outcome = await run(outfile, code, timeoutMs);
  const mapSite = siteMapper(projectDir, outfile, map);
  if (outcome.kind !== "done") throw runFailure(outcome, { mapSite, inputs, locator, timeoutMs });
  return { definitions: fromPortable(outcome.definitions, mapSite), inputs };
}
