import {
  codes,
  nearest,
  PinionError,
  type Code,
  type CodePage,
  type FeatureEntry,
  type Manifest,
} from "@pinion/core";
import { findFeature } from "@pinion/runtime";
import { functionText } from "../function-text.js";
import { loadManifest } from "../load-manifest.js";
import { print, printDocument } from "../output.js";
import { describedFeature } from "./describe.js";
import { whereItRuns } from "./where-it-runs.js";

/** `pinion explain FEATURE|CODE`. */
export async function explain(
  subject: string,
  { project, json }: { readonly project: string; readonly json?: true },
): Promise<void> {
  if (/^PN\d+$/iu.test(subject)) return explainCode(subject.toUpperCase(), json === true);
  const { manifest, evaluators } = await loadManifest(project);
  const feature = findFeature(manifest, subject);
  const program = programOf(manifest, feature);
  const javascript = program === undefined ? undefined : functionText(evaluators, `row_${program.id}`);
  const sql = sqlOf(manifest, feature);
  const parts = whereItRuns(manifest, feature);
  if (json === true) {
    printDocument({
      ...feature,
      ...(javascript === undefined ? {} : { javascript }),
      ...(sql === undefined ? {} : { sql }),
      runs: parts,
    });
    return;
  }
  for (const [label, text] of describedFeature(manifest, feature)) print(`${`${label}:`.padEnd(14)}${text}`);
  if (javascript !== undefined) print(`\nemitted JavaScript:\n\n${javascript}`);
  print("\nin a batch job:\n");
  const widest = Math.max(...parts.map(({ part }) => part.length));
  for (const { part, runs, why } of parts) print(`  ${part.padEnd(widest)}  ${runs.padEnd(10)}  ${why}`);
}

function explainCode(code: string, json: boolean): void {
  const page = Object.hasOwn(codes, code) ? codes[code as Code] : undefined;
  if (page === undefined) {
    const guess = nearest(code, Object.keys(codes));
    throw new PinionError("PN8002", `there is no code ${code}`, {
      help: guess === undefined ? "codes look like PN2104" : `did you mean ${guess}?`,
    });
  }
  if (json) printDocument({ code, ...page });
  else print(pageText(code, page));
}

function pageText(code: string, { title, explanation, example }: CodePage): string {
  const lines = [`${code}: ${title}`, "", explanation];
  const beside = example?.kind === "project" ? Object.entries(example.beside ?? {}) : [];
  for (const [file, text] of beside) lines.push("", `${file}:`, "", indent(text));
  if (example !== undefined)
    lines.push("", "wrong:", "", indent(example.wrong), "", "right:", "", indent(example.right));
  return lines.join("\n");
}

const indent = (text: string): string =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");

function programOf(manifest: Manifest, feature: FeatureEntry): { readonly id: string } | undefined {
  if (feature.kind === "derived") return feature.program;
  if (feature.kind === "lookup") return feature.finalise;
  return manifest.plans.find((plan) => plan.source === feature.source)?.program;
}

function sqlOf(manifest: Manifest, feature: FeatureEntry): string | undefined {
  if (feature.kind === "derived") return feature.program.outputs[0]?.duckdb;
  if (feature.kind === "lookup") return undefined;
  const plan = manifest.plans.find((candidate) => candidate.source === feature.source);
  const output = feature.kind === "row" ? feature.output : plan?.aggregates[feature.aggregate]?.argument;
  return output === undefined ? undefined : plan?.program.outputs[output]?.duckdb;
}
