import { existsSync, realpathSync } from "node:fs";
import { dirname, extname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * Definition files are evaluated with the compiler's own copies of Pinion's packages, wherever they import
 * them from: then definitions, errors and call sites are those that this compiler knows.
 */

const here = fileURLToPath(import.meta.url);

/** Where the compiler resolves its own imports. */
export const ownFolder = dirname(here);

/** Set where the compiler runs from its sources, as it does in its tests. */
export const ownConditions: readonly string[] = extname(here) === ".ts" ? ["pinion-source"] : [];

/** A sibling of this module. */
export const ownModule = (name: string): string =>
  fileURLToPath(new URL(name + extname(here), import.meta.url));

const PACKAGES: readonly string[] = ["@pinion/dsl", "@pinion/core"];

export const isOwnPackage = (specifier: string): boolean =>
  PACKAGES.some((name) => specifier === name || specifier.startsWith(`${name}/`));

/** Whether a file is one of Pinion's. */
export const isOwnFile = (path: string): boolean => folders.some((folder) => path.startsWith(folder + sep));

const folders = [ownFolder, ...PACKAGES.map(installed)];

function installed(name: string): string {
  for (let folder = ownFolder; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(candidate)) return realpathSync(candidate);
    if (folder === dirname(folder)) throw new Error(`${name} is not installed beside the compiler`);
  }
}
