import { reportOf } from "@pinion/core";
import { checkProject, type Engine } from "@pinion/compiler/project";
import { DefinitionMistakes, note, print, printDocument } from "../output.js";
import { printForPeople } from "../print-diagnostics.js";
import { watched } from "../watched.js";

export interface CheckArguments {
  readonly project: string;
  readonly json?: true;
  readonly watch?: true;
}

/** `pinion check`: every mistake of every definition, in one run; with --watch after every change. */
export async function check({ watch, ...options }: CheckArguments): Promise<void> {
  if (watch !== true) return checkOnce(options);
  await watched(options, (engine) => checkOnce(options, engine));
}

async function checkOnce({ project, json }: CheckArguments, engine?: Engine): Promise<void> {
  const result = await checkProject(project, engine === undefined ? {} : { engine });
  if (result.kind === "failed") {
    if (json !== true) throw new DefinitionMistakes(result);
    printDocument(reportOf(result.diagnostics));
    process.exitCode = 1;
    return;
  }
  if (json === true) {
    printDocument(reportOf(result.warnings));
    return;
  }
  if (result.warnings.length > 0)
    note(printForPeople({ diagnostics: result.warnings, fileText: result.fileText }));
  const count = result.features;
  print(`${count} ${count === 1 ? "feature is" : "features are"} in order`);
}
