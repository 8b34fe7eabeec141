import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "@pinion/core";
import { DefinitionMistakes } from "./output.js";

/** A project's manifest: of its definitions as they stand, or of its artifacts where it has no definitions. */
export async function loadManifest(
  project: string,
): Promise<{ readonly manifest: Manifest; readonly evaluators: string }> {
  if (
    !existsSync(join(project, "pinion.config.ts")) &&
    existsSync(join(project, ".pinion", "manifest.json"))
  ) {
    const { readArtifacts } = await import("@pinion/runtime");
    const { manifest, code } = await readArtifacts(project);
    return { manifest, evaluators: code };
  }
  const { compileProject } = await import("@pinion/compiler/project");
  const result = await compileProject(project);
  if (result.kind === "failed") throw new DefinitionMistakes(result);
  return { manifest: result.manifest, evaluators: result.artifacts.get("evaluators.js") ?? "" };
}
