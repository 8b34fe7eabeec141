import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Evaluators, Kernel, RowEvaluator } from "@pinion/core";
import { bundle } from "../../../src/emit/bundle.js";
import { emit, type Emitted } from "../../../src/emit/emit.js";
import type { ProgramSpec } from "../../../src/emit/program.js";

export interface Loaded {
  readonly emitted: Emitted;
  readonly row: (id: string) => RowEvaluator;
  readonly kernel: (id: string) => Kernel;
}

/** Emits, bundles, writes and imports programs, as the runtime gets them. */
export async function load(programs: readonly ProgramSpec[]): Promise<Loaded> {
  const emitted = emit(programs);
  const { code } = await bundle(emitted, "evaluators.js");
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 16);
  // What lies under node_modules is imported by Node itself and not by the test runner.
  const dir = path.join(os.tmpdir(), "node_modules", `pinion-test-${process.pid}`);
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, `${hash}.mjs`);
  writeFileSync(file, code);
  const evaluators = (await import(pathToFileURL(file).href)) as Evaluators;
  const found = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error("not exported");
    return value;
  };
  return {
    emitted,
    row: (id) => found(evaluators[`row_${id}`]),
    kernel: (id) => found(evaluators[`kernel_${id}`]),
  };
}
