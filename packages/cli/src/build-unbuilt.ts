import { existsSync } from "node:fs";
import { join } from "node:path";
import { DefinitionMistakes } from "./output.js";

/** Builds a project that has never been built. */
export async function buildUnbuilt(project: string): Promise<void> {
  const artifacts = join(project, ".pinion");
  if (existsSync(join(artifacts, "manifest.json")) || !existsSync(join(project, "pinion.config.ts"))) return;
  const { compileProject, writeArtifacts } = await import("@pinion/compiler");
  const result = await compileProject(project);
  if (result.kind === "failed") throw new DefinitionMistakes(result);
  await writeArtifacts(artifacts, result.artifacts);
}
