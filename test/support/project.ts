import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { documentOf, pinion, type Ran, type RunOptions } from "./pinion.js";

/** A project in a folder of its own, outside the repository. */
export interface TestProject {
  readonly dir: string;
  /** The absolute path of one of its files. */
  readonly path: (name: string) => string;
  readonly write: (name: string, text: string | Uint8Array) => void;
  readonly read: (name: string) => string;
  readonly exists: (name: string) => boolean;
  /** Runs a command of `pinion` in the project's folder. */
  readonly pinion: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
  /** The same with `--json`; the document that came out. */
  readonly json: (
    args: readonly string[],
    options?: RunOptions,
  ) => Promise<Readonly<Record<string, unknown>>>;
  readonly remove: () => void;
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Names of files with slashes are files in folders. */
export function testProject(files: Files): TestProject {
  const dir = mkdtempSync(join(tmpdir(), "pinion-project-"));
  const path = (name: string): string => join(dir, name);
  const write = (name: string, text: string | Uint8Array): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const run = (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
    pinion(args, { cwd: dir, ...options });
  return {
    dir,
    path,
    write,
    read: (name) => readFileSync(path(name), "utf8"),
    exists: (name) => existsSync(path(name)),
    pinion: run,
    json: async (args, options) => documentOf(await run([...args, "--json"], options)),
    remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 20 }),
  };
}

/** A configuration of one file of definitions, `features.ts`. */
export const config = (more = ""): string =>
  `import { defineConfig, embeddedStore, folderStore, redisStore, env, secret } from "@pinion/dsl";
export default defineConfig({ name: "test", definitions: ["features.ts"], ${more} });
`;

/** The head of a definition file: everything there is to import. */
export const IMPORTS = `import { anchor, avg, count, derived, env, expr, fileSource, first, key, latest, max, min, requestSource, sum, t } from "@pinion/dsl";
`;
