import { describe, expect, it } from "vitest";
import {
  manifestHash,
  PinionError,
  validateManifest,
  type FeatureEntry,
  type LookupFeature,
  type Manifest,
  type ProgramEntry,
} from "../../src/index.js";

const program = (id: string): ProgramEntry => ({ id, inputs: [], outputs: [], failures: [] });
const common = { type: "bigint", keys: ["user"], expression: "x", lineage: { columns: [], features: [] } };
const derived = (name: string, inputs: readonly string[]): FeatureEntry => ({
  ...common,
  kind: "derived",
  name,
  inputs: inputs.map((feature) => ({ name: feature, feature })),
  program: program("d1"),
});
const lookup = (name: string, base: string, expansion: string, more: object = {}): LookupFeature => ({
  ...common,
  kind: "lookup",
  name,
  bases: [{ key: "user", feature: base }],
  expansion,
  finalise: program("w1"),
  ...more,
});

function manifestOf(features: readonly FeatureEntry[]): Manifest {
  const content: Omit<Manifest, "hash"> = {
    format: "pinion",
    version: 1,
    evaluators: { file: "evaluators.js", hash: "0".repeat(64) },
    project: {
      name: "test",
      timeZone: "UTC",
      windowBounds: "[)",
      maxRejected: { kind: "rows", value: 0 },
      stores: { online: { kind: "embedded", path: "store" } },
    },
    sources: [],
    keys: [{ name: "user", type: "bigint" }],
    features,
    plans: [],
  };
  return { ...content, hash: manifestHash(content) };
}

function refusal(features: readonly FeatureEntry[]): string {
  try {
    validateManifest(manifestOf(features));
  } catch (error) {
    if (error instanceof PinionError) return `${error.code} ${error.message}`;
    throw error;
  }
  return "";
}

describe("lookups of a manifest", () => {
  const base = derived("f_base", []);

  it("are accepted where everything that they name is there", () => {
    const aggregation = { op: "avg", argumentType: "bigint", type: "double" } as const;
    expect(
      refusal([base, lookup("f_a", "f_base", "f_base"), lookup("f_b", "f_a", "f_a", { aggregation })]),
    ).toBe("");
  });

  it.each([
    ["no such base", [base, lookup("f_a", "f_none", "f_base")], "/features/1/bases"],
    ["no such expansion", [base, lookup("f_a", "f_base", "f_none")], "/features/1/expansion"],
    ["no base", [base, lookup("f_a", "f_base", "f_base", { bases: [] })], "/features/1/bases"],
    [
      "another key",
      [base, lookup("f_a", "f_base", "f_base", { bases: [{ key: "item", feature: "f_base" }] })],
      "/features/1/bases",
    ],
    [
      "no such aggregation",
      [
        base,
        lookup("f_a", "f_base", "f_base", { aggregation: { op: "topK", argumentType: "int", type: "int" } }),
      ],
      "/features/1",
    ],
    [
      "no type",
      [
        base,
        lookup("f_a", "f_base", "f_base", { aggregation: { op: "sum", argumentType: "in", type: "int" } }),
      ],
      "/features/1/aggregation",
    ],
    ["itself as its base", [base, lookup("f_a", "f_a", "f_base")], "is computed from itself"],
    ["itself as its expansion", [base, lookup("f_a", "f_base", "f_a")], "is computed from itself"],
    [
      "a circle",
      [
        base,
        lookup("f_a", "f_base", "f_b"),
        derived("f_b", ["f_base", "f_c"]),
        lookup("f_c", "f_a", "f_base"),
      ],
      "is computed from itself",
    ],
    [
      "a circle of derived features",
      [derived("f_a", ["f_b"]), derived("f_b", ["f_a"])],
      "is computed from itself",
    ],
  ] as const)("are refused with %s", (_, features, where) => {
    expect(refusal(features)).toContain("PN4002");
    expect(refusal(features)).toContain(where);
  });
});
