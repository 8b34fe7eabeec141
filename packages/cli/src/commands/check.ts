import { reportOf } from "@pinion/core";
import { checkProject } from "@pinion/compiler";
import { DefinitionMistakes, note, print, printDocument } from "../output.js";
import { printForPeople } from "../print-diagnostics.js";

export interface CheckArguments {
  readonly project: string;
  readonly json?: true;
}

/** `pinion check`: every mistake of every definition, in one run. */
export async function check({ project, json }: CheckArguments): Promise<void> {
  const result = await checkProject(project);
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
    note(printForPeople({ diagnostics: result.warnings, fileText: result.locator.fileText }));
  const count = result.plan.features.length;
  print(`${count} ${count === 1 ? "feature is" : "features are"} in order`);
}
