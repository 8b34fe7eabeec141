import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Evaluators, Kernel, ProgramEntry, RowEvaluator } from "@pinion/core";
import { emit } from "../../../packages/compiler/src/emit/emit.js";
import type { ProgramSpec } from "../../../packages/compiler/src/emit/program.js";

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** Loads emitted programs. */
export interface Loader {
  readonly load: (programs: readonly ProgramSpec[]) => Promise<Loaded>;
  readonly close: () => void;
}

export interface Loaded {
  /** The module as it was emitted. */
  readonly text: string;
  readonly entries: readonly ProgramEntry[];
  readonly row: (id: string) => RowEvaluator;
  readonly kernel: (id: string) => Kernel;
}

/** The function library is bundled once, rather than into each module of evaluators. */
export async function createLoader(): Promise<Loader> {
  // What lies under node_modules is imported by Node itself and not by the test runner.
  const dir = path.join(os.tmpdir(), "node_modules", `pinion-parity-${process.pid}`);
  mkdirSync(dir, { recursive: true });
  const std = path.join(dir, "std.mjs");
  await build({
    stdin: { contents: `export * from "@pinion/core/std";`, resolveDir: HERE, loader: "js" },
    outfile: std,
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["pinion-source"],
    target: "es2022",
    logLevel: "silent",
    tsconfigRaw: {},
  });
  return {
    async load(programs) {
      const { text, entries } = emit(programs, "./std.mjs");
      const name = createHash("sha256").update(text).digest("hex").slice(0, 16);
      const file = path.join(dir, `${name}.mjs`);
      writeFileSync(file, text);
      const evaluators = (await import(pathToFileURL(file).href)) as Evaluators;
      return {
        text,
        entries,
        row: (id) => exported(evaluators[`row_${id}`]),
        kernel: (id) => exported(evaluators[`kernel_${id}`]),
      };
    },
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function exported<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("not exported");
  return value;
}
