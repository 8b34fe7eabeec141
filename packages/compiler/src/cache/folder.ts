import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { deserialize, serialize } from "node:v8";

/** What was computed from the same contents before, kept in files; a file that cannot be read is as none. */
export interface Cache {
  read(name: string): unknown;
  write(name: string, entry: unknown): void;
}

/** The build of the compiler that runs, set where it is bundled; nothing is kept by one that is being worked on. */
declare const PINION_BUILD: string | undefined;
const build = typeof PINION_BUILD === "string" ? PINION_BUILD : undefined;

/**
 * Opens the cache of a project, in the nearest `node_modules/.cache`; undefined where there is no such folder
 * or `PINION_CACHE=off`. What one build of the compiler or one version of Node wrote no other reads.
 */
export function openCache(projectDir: string, env: NodeJS.ProcessEnv = process.env): Cache | undefined {
  if (build === undefined || env["PINION_CACHE"] === "off") return undefined;
  const root = resolve(projectDir);
  const modules = nearestModules(root);
  return modules === undefined
    ? undefined
    : cacheIn(join(modules, ".cache", "pinion", digest([root]).slice(0, 16)), `${build} ${process.version}`);
}

/** A cache in a folder. */
export function cacheIn(folder: string, version: string): Cache {
  return {
    read(name) {
      try {
        const entry: unknown = deserialize(readFileSync(join(folder, name)));
        if (!Array.isArray(entry) || entry.length !== 2 || entry[0] !== version) return undefined;
        return entry[1] as unknown;
      } catch {
        return undefined;
      }
    },
    write(name, entry) {
      const aside = join(folder, `${name}.${process.pid}.tmp`);
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(aside, serialize([version, entry]));
        renameSync(aside, join(folder, name));
      } catch {
        // A cache that cannot be written only costs time.
        if (existsSync(aside)) rmSync(aside, { force: true });
      }
    },
  };
}

/** A digest of texts and bytes in order. */
export function digest(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length} `).update(part);
  return hash.digest("hex");
}

/** The digest of a file's content; undefined where it cannot be read. */
export function fileDigest(path: string): string | undefined {
  try {
    return digest([readFileSync(path)]);
  } catch {
    return undefined;
  }
}

function nearestModules(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    if (statSync(modules, { throwIfNoEntry: false })?.isDirectory() === true) return modules;
    if (folder === dirname(folder)) return undefined;
  }
}
