import { join, relative, resolve, sep } from "node:path";
import { hashOf, PinionError, type Diagnostic, type Manifest, type ProgramEntry } from "@pinion/core";
import { bundle } from "./emit/bundle.js";
import { clientTypes } from "./emit/client-types.js";
import { emit } from "./emit/emit.js";
import { sqlScript } from "./emit/sql/script.js";
import { evaluateProject, type Evaluated } from "./evaluate/index.js";
import { createLocator, type Locator } from "./locate/index.js";
import { manifestOf, printManifest } from "./plan/manifest.js";
import { planProject, type ProjectPlan } from "./plan/index.js";
import type { Artifacts } from "./write.js";

export interface CompileOptions {
  /** Where the artifacts will be; `.pinion` in the project's folder unless given. Source maps point from there. */
  readonly out?: string;
  /** How long definition files may run, in milliseconds. */
  readonly timeoutMs?: number;
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

const EVALUATORS = "evaluators.js";

/** Compiles a project in a folder; nothing is written. Mistakes of the user's are in the result. */
export async function compileProject(dir: string, options: CompileOptions = {}): Promise<CompileResult> {
  const checked = await checkProject(dir, options);
  if (checked.kind === "failed") return checked;
  const { plan, warnings, locator } = checked;
  const out = resolve(options.out ?? join(dir, ".pinion"));
  const { manifest, artifacts } = await artifactsOf(plan, relative(out, resolve(dir)).split(sep).join("/"));
  const { inputs } = plan.evaluated;
  return { kind: "compiled", manifest, artifacts, warnings, inputs, fileText: locator.fileText };
}

export interface Checked {
  readonly kind: "checked";
  readonly plan: ProjectPlan;
  readonly warnings: readonly Diagnostic[];
  readonly locator: Locator;
}

/** Everything up to emission: what an editor wants to know. */
export async function checkProject(dir: string, options: CompileOptions = {}): Promise<Checked | Failed> {
  const locator = createLocator(resolve(dir));
  const { fileText } = locator;
  const { timeoutMs } = options;
  let evaluated: Evaluated;
  try {
    evaluated = await evaluateProject(dir, { locator, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  } catch (error) {
    if (!(error instanceof PinionError)) throw error;
    return { kind: "failed", diagnostics: diagnosticsOf(error), fileText };
  }
  const result = planProject(evaluated, locator);
  return result.kind === "refused"
    ? { kind: "failed", diagnostics: result.diagnostics, fileText }
    : { kind: "checked", plan: result.plan, warnings: result.warnings, locator };
}

/** `root`: the project's folder seen from the artifacts'. */
async function artifactsOf(
  plan: ProjectPlan,
  root: string,
): Promise<{ readonly manifest: Manifest; readonly artifacts: Artifacts }> {
  const emitted = emit(plan.programs);
  const { code, map } = await bundle(emitted, EVALUATORS, root);
  const manifest = manifestOf(plan, emitted.entries, { file: EVALUATORS, hash: hashOf(code) });
  const artifacts = new Map([
    [EVALUATORS, code],
    [`${EVALUATORS}.map`, map],
    ["client.d.ts", clientTypes(plan.keys, plan.features)],
    ...scripts(plan, emitted.entries),
    ["manifest.json", printManifest(manifest)],
  ]);
  return { manifest, artifacts };
}

/** One text a source; a name that would not do as a file's is numbered. */
function scripts(plan: ProjectPlan, entries: readonly ProgramEntry[]): readonly [string, string][] {
  return plan.plans.flatMap((source, i): [string, string][] => {
    const program = plan.programs.find(({ id }) => id === source.program);
    const entry = entries.find(({ id }) => id === source.program);
    if (program === undefined || entry === undefined) throw new Error(`no program ${source.program}`);
    const name = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(source.source) ? source.source : `source${i + 1}`;
    return [[`sql/${name}.sql`, sqlScript(source.source, program, entry)]];
  });
}

function diagnosticsOf(error: PinionError): readonly Diagnostic[] {
  if (error.diagnostics.length > 0) return error.diagnostics;
  const { code, message, help } = error;
  return [{ code, severity: "error", message, ...(help === undefined ? {} : { help }) }];
}
