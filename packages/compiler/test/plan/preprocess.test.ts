import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { Evaluators, Value } from "@pinion/core";
import { compileProject, type Compiled } from "../../src/compile.js";
import { project } from "../evaluate/project.js";

const CLEAN = `
import { DIGITS } from "../lib/digits.js";
export function cleanPhone({ phone, fare }: { phone: string | null; fare: number | null }) {
  if (phone === "boom") throw new Error("boom");
  const digits = (phone ?? "").replace(DIGITS, "");
  return { country: digits.slice(0, 2) || null, length: digits.length, wide: fare === -1 ? "no number" as never : fare };
}`;

const CALLS = `
import { anchor, expr, fileSource, key, max, preprocess, t } from "@pinion/dsl";
import { cleanPhone } from "./clean.js";
const raw = fileSource("calls", {
  path: "calls.csv",
  eventTimestamp: "at",
  columns: { at: t.timestamp(), phone: t.string(), fare: t.double() },
});
const calls = preprocess(raw, {
  inputs: ["phone", "fare"],
  columns: { country: t.string(), length: t.int32(), wide: t.double() },
  run: cleanPhone,
});
export const perCountry = anchor("perCountry", {
  source: calls,
  key: key("land", t.string(), { expression: "upper(country)" }),
  features: { f_length: max("length", { window: "7d" }), f_twice: expr("wide * 2 + fare") },
});`;

const compile = (files: Readonly<Record<string, string>>) => compileProject(project(files));

async function compiled(files: Readonly<Record<string, string>>): Promise<Compiled> {
  const result = await compile(files);
  if (result.kind === "failed") throw new Error(JSON.stringify(result.diagnostics, null, 2));
  return result;
}

const FILES = {
  "features/calls.ts": CALLS,
  "features/clean.ts": CLEAN,
  "lib/digits.ts": "export const DIGITS = /[^0-9]/g;",
};

describe("preprocess", () => {
  it("bundles the function with what it imports, and computes its columns in rows", async () => {
    const { artifacts, manifest } = await compiled(FILES);
    const code = artifacts.get("evaluators.js") ?? "";
    expect(code).not.toMatch(/^import/mu);
    expect(code).not.toContain(tmpdir());
    const file = join(mkdtempSync(join(tmpdir(), "preprocess-")), "evaluators.mjs");
    writeFileSync(file, code);
    const evaluators = (await import(pathToFileURL(file).href)) as Evaluators;
    const program = manifest.plans[0]?.program;
    expect(program?.inputs.map(({ name }) => name)).toEqual(["phone", "fare"]);
    const run = (phone: Value, fare: Value): readonly [Value[], number] => {
      const out: Value[] = [];
      const failures = new Float64Array(program?.failures.length ?? 0);
      evaluators["row_s1"]?.([phone, fare], out, failures);
      return [out, failures.reduce((sum, count) => sum + count, 0)];
    };
    expect(run("+49 30-12", 2)).toEqual([["49", 6, 6], 0]);
    expect(run(null, null)).toEqual([[null, 0, null], 0]);
    expect(run("boom", 2)).toEqual([[null, null, null], 1]);
    expect(run("49", -1)).toEqual([[null, null, null], 1]);
    expect(manifest.features.find(({ name }) => name === "f_length")?.lineage.columns).toEqual([
      "calls.fare",
      "calls.phone",
    ]);
    expect(program?.failures).toEqual([
      {
        reason: "the preprocess function threw, or gave what is not of a column's type",
        features: ["f_length", "f_twice"],
      },
    ]);
  });

  it("is the same in another folder", async () => {
    const [one, other] = [await compiled(FILES), await compiled(FILES)];
    expect(one.artifacts.get("evaluators.js")).toBe(other.artifacts.get("evaluators.js"));
  });

  it("needs a function that a definition file exports", async () => {
    const result = await compile({
      ...FILES,
      "features/calls.ts": CALLS.replace("run: cleanPhone", "run: (row) => cleanPhone(row)"),
    });
    expect(result.kind === "failed" ? result.diagnostics.map(({ code }) => code) : []).toContain("PN1117");
  });
});
