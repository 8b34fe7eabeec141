import { compileProject, writeArtifacts } from "@pinion/compiler";
import { testProject, type Files, type TestProject } from "./project.js";

/** A project, built in this process. */
export async function compiledProject(files: Files): Promise<TestProject> {
  const project = testProject(files);
  const built = await compileProject(project.dir);
  if (built.kind === "failed") throw new Error(built.diagnostics.map(({ message }) => message).join("\n"));
  await writeArtifacts(project.path(".pinion"), built.artifacts);
  return project;
}
