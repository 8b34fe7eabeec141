import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { checkText } from "../options/check.js";
import { PinionError, validateManifest, type Evaluators, type Manifest } from "@pinion/core";

export interface LoadedProject {
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
}

export interface ProjectArtifacts {
  readonly manifest: Manifest;
  /** The text of the evaluators. */
  readonly code: string;
  readonly file: string;
  readonly hash: string;
}

/** Loads what the compiler wrote. Nothing is run before versions and hashes hold. Throws PN4xxx. */
export async function loadProject(project: string, artifacts?: string): Promise<LoadedProject> {
  const { manifest, file, hash } = await readArtifacts(project, artifacts);
  // The hash makes the module's address its content: a project built anew is loaded anew.
  const module = (await import(`${pathToFileURL(file).href}?${hash.slice(0, 16)}`)) as Evaluators;
  return { manifest, evaluators: module };
}

/** Reads what the compiler wrote and checks versions and hashes. Throws PN4xxx, PN7010 where an argument is no text. */
export async function readArtifacts(project: string, artifacts?: string): Promise<ProjectArtifacts> {
  checkText(project, "project");
  if (artifacts !== undefined) checkText(artifacts, "artifacts");
  return readFolder(project, artifacts ?? join(project, ".pinion"));
}

async function readFolder(project: string, artifacts: string): Promise<ProjectArtifacts> {
  const folder = resolve(artifacts);
  if (!existsSync(folder) && !existsSync(project)) {
    throw new PinionError("PN4001", `there is no project ${resolve(project)}`, {
      help: "name the folder that holds pinion.config.ts",
    });
  }
  const manifest = validateManifest(parseJson(await readArtifact(join(folder, "manifest.json"))));
  const file = join(folder, manifest.evaluators.file);
  const code = await readArtifact(file);
  const hash = createHash("sha256").update(code).digest("hex");
  if (hash !== manifest.evaluators.hash) {
    throw new PinionError("PN4003", `${file} is not the file that its manifest was made with`, {
      help: "build the project again: `pinion build`",
    });
  }
  return { manifest, code, file, hash };
}

async function readArtifact(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "";
    const missing = reason === "ENOENT" || reason === "ENOTDIR";
    throw new PinionError(
      "PN4001",
      missing ? `the project is not built: ${file} is missing` : `${file} cannot be read: ${reason}`,
      { help: missing ? "build it: `pinion build`" : "see to it that the file may be read", cause: error },
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PinionError("PN4002", "the manifest is no JSON", {
      help: "build the project again: `pinion build`",
      cause: error,
    });
  }
}
