import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PinionError } from "@pinion/core";

/** What is built, by path in the folder of artifacts. */
export type Artifacts = ReadonlyMap<string, string>;

/** The folder whose files are all ours, so that those of sources that are gone can be told. */
const OWNED = "sql";

/**
 * Writes artifacts into a folder. Each file is written aside and renamed, the manifest last: a reader finds
 * the old file or the new one, and a manifest whose evaluators are not there yet does not match them. Files
 * that have not changed are left alone. Throws PN4005.
 */
export async function writeArtifacts(folder: string, artifacts: Artifacts): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const inOrder = [...artifacts].sort(([a], [b]) => Number(a === MANIFEST) - Number(b === MANIFEST));
    for (const [file, text] of inOrder) await replace(join(folder, file), text);
    await removeOld(folder, artifacts);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PinionError("PN4005", `the artifacts cannot be written: ${why}`, {
      help: `make ${folder} a folder that can be written`,
      cause: error,
    });
  }
}

async function removeOld(folder: string, artifacts: Artifacts): Promise<void> {
  const found = await readdir(join(folder, OWNED)).catch(() => []);
  const old = found.filter((file) => file.endsWith(".sql") && !artifacts.has(`${OWNED}/${file}`));
  for (const file of old) await rm(join(folder, OWNED, file), { force: true });
}

const MANIFEST = "manifest.json";

async function replace(file: string, text: string): Promise<void> {
  const current = await readFile(file, "utf8").catch(() => undefined);
  if (current === text) return;
  const aside = `${file}.${process.pid}.tmp`;
  await mkdir(join(file, ".."), { recursive: true });
  try {
    await writeFile(aside, text);
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
