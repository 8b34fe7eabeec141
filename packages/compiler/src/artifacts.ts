import { hashOf, type Manifest, type ProgramEntry } from "@pinion/core";
import { bundle } from "./emit/bundle.js";
import { clientTypes } from "./emit/client-types.js";
import { emit } from "./emit/emit.js";
import { sqlScript } from "./emit/sql/script.js";
import { manifestOf, printManifest } from "./plan/manifest.js";
import type { Memory } from "./plan/memory.js";
import type { ProjectPlan } from "./plan/index.js";
import type { Artifacts } from "./write.js";

const EVALUATORS = "evaluators.js";

/** `root`: the project's folder seen from the artifacts'. `memory`: what a process that builds again and again keeps. */
export async function artifactsOf(
  plan: ProjectPlan,
  root: string,
  memory?: Memory,
): Promise<{ readonly manifest: Manifest; readonly artifacts: Artifacts }> {
  const emitted = emit(plan.programs, undefined, memory);
  const users = {
    functions: plan.programs.flatMap(({ functions = [] }) => functions),
    projectDir: plan.evaluated.projectDir,
  };
  const { code, map } = await bundle(emitted, EVALUATORS, root, users, memory?.libraries);
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
