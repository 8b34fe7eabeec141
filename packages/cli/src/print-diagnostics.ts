import { printDiagnostics } from "@pinion/core";
import { colourWanted, type FailedCheck } from "./output.js";

/** Diagnostics with the lines they are about. */
export const printForPeople = ({ diagnostics, fileText }: FailedCheck): string =>
  printDiagnostics(diagnostics, { textOf: fileText, color: colourWanted(process.stderr) });
