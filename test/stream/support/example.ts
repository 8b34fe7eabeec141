import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, run, type Ran } from "../../support/pinion.js";

/** Runs the driver-trips example, in a copy of its own: what it writes is nobody else's. */
export async function runDriverTrips(...args: readonly string[]): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "pinion-example-"));
  try {
    cpSync(join(ROOT, "examples/driver-trips"), folder, {
      recursive: true,
      filter: (path) => !/\/(?:node_modules|data|store|stream|dead-letters|jobs|scratch)$/u.test(path),
    });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    return await run(process.execPath, ["demo.js", ...args], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
