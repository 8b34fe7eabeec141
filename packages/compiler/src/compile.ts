import { join, relative, resolve, sep } from "node:path";
import { PinionError, type Diagnostic, type Manifest } from "@pinion/core";
import { openCache, type Cache } from "./cache/folder.js";
import { resultsOf } from "./cache/results.js";
import { evaluateProject, type Engine, type Evaluated, type EvaluateOptions } from "./evaluate/index.js";
import { createLocator, type Locator } from "./locate/index.js";
import type { ProjectPlan } from "./plan/index.js";
import type { Artifacts } from "./write.js";

export interface CompileOptions {
  /** Where the artifacts will be; `.pinion` in the project's folder unless given. Source maps point from there. */
  readonly out?: string;
  /** How long definition files may run, in milliseconds. */
  readonly timeoutMs?: number;
  /** What a process that compiles again and again keeps ready. */
  readonly engine?: Engine;
}

export type CompileResult = Compiled | Failed;

export interface Compiled {
  readonly kind: "compiled";
  readonly manifest: Manifest;
  readonly artifacts: Artifacts;
  readonly warnings: readonly Diagnostic[];
  /** The files that the result depends on, relative to the project's folder. */
  readonly inputs: readonly string[];
  /** Texts of the project's files, for printing. */
  readonly fileText: (file: string) => string | undefined;
}

export interface Failed {
  readonly kind: "failed";
  /** At least one error; warnings too. */
  readonly diagnostics: readonly Diagnostic[];
  readonly fileText: (file: string) => string | undefined;
}

/** Compiles a project in a folder; nothing is written. Mistakes of the user's are in the result. */
export async function compileProject(dir: string, options: CompileOptions = {}): Promise<CompileResult> {
  const root = relative(resolve(options.out ?? join(dir, ".pinion")), resolve(dir))
    .split(sep)
    .join("/");
  const memory = resultsOf(cacheFor(dir, options), "built", root);
  const front = startFront(dir, options, memory.any());
  const evaluated = await front.evaluated;
  if (evaluated.kind === "failed") return evaluated;
  const { fileText } = front.locator;
  const { inputs } = evaluated.evaluated;
  const known = memory.read(evaluated.evaluated) as Built | undefined;
  if (known !== undefined) {
    const manifest = JSON.parse(known.artifacts.get("manifest.json") ?? "") as Manifest;
    return {
      kind: "compiled",
      manifest,
      artifacts: known.artifacts,
      warnings: known.warnings,
      inputs,
      fileText,
    };
  }
  const result = await front.plan(evaluated.evaluated);
  if (result.kind === "failed") return result;
  const { artifactsOf } = await import("./artifacts.js");
  const { manifest, artifacts } = await artifactsOf(result.plan, root, options.engine?.memory);
  const { warnings } = result;
  memory.write(evaluated.evaluated, { artifacts, warnings } satisfies Built);
  return { kind: "compiled", manifest, artifacts, warnings, inputs, fileText };
}

interface Built {
  readonly artifacts: Artifacts;
  readonly warnings: readonly Diagnostic[];
}

export interface Checked {
  readonly kind: "checked";
  /** How many features there are. */
  readonly features: number;
  readonly warnings: readonly Diagnostic[];
  readonly fileText: (file: string) => string | undefined;
}

/** Everything up to emission: what an editor wants to know. */
export async function checkProject(dir: string, options: CompileOptions = {}): Promise<Checked | Failed> {
  const memory = resultsOf(cacheFor(dir, options), "checked", "");
  const front = startFront(dir, options, memory.any());
  const evaluated = await front.evaluated;
  if (evaluated.kind === "failed") return evaluated;
  const { fileText } = front.locator;
  const known = memory.read(evaluated.evaluated) as Omit<Checked, "kind" | "fileText"> | undefined;
  if (known !== undefined) return { kind: "checked", ...known, fileText };
  const result = await front.plan(evaluated.evaluated);
  if (result.kind === "failed") return result;
  const { warnings } = result;
  const features = result.plan.features.length;
  memory.write(evaluated.evaluated, { features, warnings });
  return { kind: "checked", features, warnings, fileText };
}

/** A process that keeps what it knows needs no files for it. */
const cacheFor = (dir: string, { engine }: CompileOptions): Cache | undefined =>
  engine === undefined ? openCache(dir) : undefined;

type EvaluatedOrFailed = { readonly kind: "evaluated"; readonly evaluated: Evaluated } | Failed;

interface Front {
  readonly locator: Locator;
  readonly evaluated: Promise<EvaluatedOrFailed>;
  readonly plan: (evaluated: Evaluated) => Promise<Planned | Failed>;
}

interface Planned {
  readonly kind: "planned";
  readonly plan: ProjectPlan;
  readonly warnings: readonly Diagnostic[];
}

/** Starts evaluating; what checks expressions is loaded meanwhile, unless it may not be needed at all. */
function startFront(dir: string, options: CompileOptions, lazy: boolean): Front {
  const { timeoutMs, engine } = options;
  const locator = createLocator(resolve(dir));
  const evaluated = evaluate(dir, locator, {
    cache: cacheFor(dir, options),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(engine === undefined ? {} : { engine }),
  });
  const load = () => import("./plan/index.js");
  const planning = lazy ? undefined : load();
  return {
    locator,
    evaluated,
    async plan(definitions) {
      const { planProject } = await (planning ?? load());
      const result = planProject(definitions, locator, engine?.memory);
      if (result.kind === "planned") return result;
      return { kind: "failed", diagnostics: result.diagnostics, fileText: locator.fileText };
    },
  };
}

async function evaluate(
  dir: string,
  locator: Locator,
  options: Omit<EvaluateOptions, "locator">,
): Promise<EvaluatedOrFailed> {
  try {
    return { kind: "evaluated", evaluated: await evaluateProject(dir, { locator, ...options }) };
  } catch (error) {
    if (!(error instanceof PinionError)) throw error;
    return { kind: "failed", diagnostics: diagnosticsOf(error), fileText: locator.fileText };
  }
}

function diagnosticsOf(error: PinionError): readonly Diagnostic[] {
  if (error.diagnostics.length > 0) return error.diagnostics;
  const { code, message, help } = error;
  return [{ code, severity: "error", message, ...(help === undefined ? {} : { help }) }];
}
