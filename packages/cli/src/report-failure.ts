import { PinionError } from "@pinion/core";
import { EXIT, exitOf, type ExitCode } from "./exit.js";
import { colourWanted, DefinitionMistakes, note, printDocument } from "./output.js";

/** Says what failed and gives the exit code: coded errors are the user's, anything else is a bug. */
export async function reportFailure(error: unknown, json: boolean): Promise<ExitCode> {
  if (!(error instanceof PinionError)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (json)
      printDocument({
        error: { code: "BUG", message: error instanceof Error ? error.message : String(error) },
      });
    note(`pinion: this is a bug of Pinion's, please report it with what follows\n${stack}`);
    return EXIT.bug;
  }
  const exit = exitOf(error.code);
  if (json) {
    printDocument({ error: error.toJSON() });
    return exit;
  }
  if (error instanceof DefinitionMistakes) {
    const { printForPeople } = await import("./print-diagnostics.js");
    note(printForPeople(error));
    return EXIT.failed;
  }
  const bold = (text: string): string =>
    colourWanted(process.stderr) ? `\u001b[1;31m${text}\u001b[0m` : text;
  note(`${bold(`error[${error.code}]`)}: ${error.message}`);
  if (error.help !== undefined) note(`  = help: ${error.help}`);
  note(`  = see:  pinion explain ${error.code}`);
  return exit;
}
