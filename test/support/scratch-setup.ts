import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives all tests of a run one folder for what they write, and removes it behind them. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "pinion-tests-"));
  process.env["TMPDIR"] = folder;
  // What a process that is being ended still writes may come between.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
}
