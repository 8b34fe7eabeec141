import { join, relative, resolve } from "node:path";
import { reportOf } from "@pinion/core";
import { compileProject, writeArtifacts, type Engine } from "@pinion/compiler/project";
import { DefinitionMistakes, note, print, printDocument } from "../output.js";
import { printForPeople } from "../print-diagnostics.js";
import { watched } from "../watched.js";

export interface BuildArguments {
  readonly project: string;
  readonly out?: string;
  readonly json?: true;
  readonly watch?: true;
}

/** `pinion build`: nothing is written where there is a mistake; with --watch again after every change. */
export async function build({ watch, ...options }: BuildArguments): Promise<void> {
  if (watch !== true) return buildOnce(options);
  await watched(options, (engine) => buildOnce(options, engine));
}

async function buildOnce({ project, out, json }: BuildArguments, engine?: Engine): Promise<void> {
  const folder = resolve(out ?? join(project, ".pinion"));
  const result = await compileProject(project, { out: folder, ...(engine === undefined ? {} : { engine }) });
  if (result.kind === "failed") {
    if (json !== true) throw new DefinitionMistakes(result);
    printDocument(reportOf(result.diagnostics));
    process.exitCode = 1;
    return;
  }
  await writeArtifacts(folder, result.artifacts);
  const files = [...result.artifacts.keys()].toSorted();
  const { manifest, warnings } = result;
  if (json === true) {
    printDocument({
      ...reportOf(warnings),
      out: folder,
      files,
      hash: manifest.hash,
      features: manifest.features.length,
    });
    return;
  }
  if (warnings.length > 0) note(printForPeople({ diagnostics: warnings, fileText: result.fileText }));
  print(
    `${manifest.features.length} features built into ${relative(process.cwd(), folder) || "."}: ${files.join(", ")}`,
  );
}
