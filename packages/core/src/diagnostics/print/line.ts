import type { Diagnostic } from "../diagnostic.js";
import { visible } from "./width.js";

/** A diagnostic in one line, `file(line,col): error PN2104: text`, as editors read it. */
export function printLine({ code, severity, message, place }: Diagnostic): string {
  const where = place === undefined ? "" : `${visible(place.file)}(${place.line},${place.column}): `;
  return `${where}${severity} ${code}: ${visible(message)}`;
}
