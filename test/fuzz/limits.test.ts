import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SHAPES } from "./support/shapes.js";

/*
 * Texts that are hard by their shape, small and as long as an expression may be: each is refused with a code or
 * compiles, in a process with little memory, which none of them ends.
 */

const folder = mkdtempSync(join(tmpdir(), "pinion-limits-"));
const child = join(folder, "child.mjs");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first is beyond what most refusals need; the last is about the longest text there may be, and beyond. */
const SIZES = (process.env["PINION_LIMIT_SIZES"] ?? "300,6000,70000").split(",").map(Number);
const MEGABYTES = 400;

interface Outcome {
  readonly name: string;
  readonly size: number;
  readonly became?: string;
}

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, "support", "limits-child.ts")],
    outfile: child,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["pinion-source"],
    logLevel: "error",
  });
});

describe.each(SIZES)("texts of about %i characters", (size) => {
  it("are refused or compile, whatever their shape", async () => {
    const outcomes = await outcomesOf(size);
    const became = new Map(outcomes.map((each) => [each.name, each.became]));
    expect([...became.keys()]).toEqual(Object.keys(SHAPES));
    for (const [name, what] of became) expect(what, name).toMatch(/^(?:compiles|PN\d{4}(?: PN\d{4})*)$/);
  }, 300_000);
});

async function outcomesOf(size: number): Promise<readonly Outcome[]> {
  const args = [`--max-old-space-size=${MEGABYTES}`, child, String(size)];
  const options = { maxBuffer: 1e8, timeout: 280_000 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch(
    (error: { stdout?: string; message: string }) => {
      const last = error.stdout?.trim().split("\n").at(-1) ?? "";
      throw new Error(`the process ended at ${last}: ${error.message.slice(0, 2_000)}`);
    },
  );
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Outcome)
    .filter((outcome) => outcome.became !== undefined);
}
