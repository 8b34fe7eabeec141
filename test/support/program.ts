import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Availability } from "./requires.js";

/** Where a program is: an environment variable's path, or the first on PATH. */
export function findProgram(name: string, variable: string): string | undefined {
  const named = process.env[variable];
  if (named !== undefined && named !== "") return named;
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here.
    }
  }
  return undefined;
}

export const program = (name: string, variable: string): Availability =>
  findProgram(name, variable) === undefined
    ? { available: false, reason: `${name} is not installed; npm test installs it` }
    : { available: true };
