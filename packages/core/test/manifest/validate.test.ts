import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  canonicalJson,
  hashOf,
  manifestHash,
  manifestSchema,
  PinionError,
  validateManifest,
  type JsonValue,
  type Manifest,
  type ProgramEntry,
} from "../../src/index.js";

const program = (id: string, output: ProgramEntry["outputs"][number]): ProgramEntry => ({
  id,
  inputs: [{ name: "fare", type: "double", nullable: true }],
  outputs: [output],
  failures: [{ reason: "division by zero", features: ["f_fare"] }],
});

const content: Omit<Manifest, "hash"> = {
  format: "pinion",
  version: 1,
  evaluators: { file: "evaluators.js", hash: hashOf("") },
  project: {
    name: "taxi",
    timeZone: "America/Los_Angeles",
    windowBounds: "[)",
    maxRejected: { kind: "share", value: 0.01 },
    stores: {
      online: {
        kind: "redis",
        url: { env: "REDIS_URL", fallback: "redis://localhost" },
        password: { env: "P" },
      },
      offline: { kind: "parquet", path: "offline" },
    },
  },
  sources: [
    {
      kind: "file",
      name: "trips",
      path: "trips.parquet",
      columns: [
        { name: "fare", type: "double", nullable: true },
        { name: "__proto__", type: "timestamp", nullable: false, format: "epoch" },
      ],
      eventTimestamp: "__proto__",
    },
  ],
  keys: [{ name: "zone id", type: "bigint" }],
  features: [
    {
      kind: "row",
      name: "f_fare",
      type: "double",
      keys: ["zone id"],
      expression: "fare",
      tags: { team: "a" },
      default: [0, null],
      lineage: { columns: ["trips.fare"], features: [] },
      anchor: "taxi",
      source: "trips",
      output: 0,
      group: 0,
    },
    {
      kind: "window",
      name: "f_avg",
      type: "float",
      keys: ["zone id"],
      expression: "fare",
      place: { file: "features.ts", start: 0, end: 4, line: 1, column: 1 },
      lineage: { columns: ["trips.fare"], features: [] },
      anchor: "taxi",
      source: "trips",
      window: "90d",
      windowMicros: 7_776_000_000_000,
      aggregate: 0,
      finalise: program("w1", { type: "float", nullable: true, inputs: [0] }),
    },
    {
      kind: "derived",
      name: "f_more",
      type: "double",
      keys: ["zone id"],
      expression: "fare + 1",
      lineage: { columns: ["trips.fare"], features: ["f_fare"] },
      inputs: [{ name: "fare", feature: "f_fare" }],
      program: program("d1", { type: "double", nullable: true, inputs: [0] }),
    },
  ],
  plans: [
    {
      source: "trips",
      program: program("s1", { type: "double", nullable: true, inputs: [0], duckdb: "c0" }),
      groups: [{ keys: ["zone id"], outputs: [0] }],
      aggregates: [{ op: "avg", group: 0, argument: 0, argumentType: "double", type: "double" }],
    },
  ],
};
const manifest: Manifest = { ...content, hash: manifestHash(content) };

/** The manifest with another value at a path, hashed anew. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(content) as unknown as Record<string | number, unknown>;
  let at = copy;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  const last = path.at(-1) ?? "";
  if (value === undefined) delete at[last];
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  return { ...copy, hash: manifestHash(copy as unknown as Manifest) };
}

function refusal(json: unknown): PinionError {
  try {
    validateManifest(json);
  } catch (error) {
    if (error instanceof PinionError) return error;
    throw error;
  }
  throw new Error("accepted");
}

describe("validateManifest", () => {
  it("accepts what is right, however it is formatted", () => {
    expect(validateManifest(JSON.parse(JSON.stringify(manifest, null, 2)))).toEqual(manifest);
    const { version, ...rest } = manifest;
    expect(validateManifest({ ...rest, version })).toEqual(manifest);
  });

  it("tells another file, another version and a change apart", () => {
    expect(refusal([]).code).toBe("PN4002");
    expect(refusal(null).code).toBe("PN4002");
    expect(refusal({ format: "other" }).code).toBe("PN4002");
    expect(refusal({ format: "pinion", version: 2 })).toMatchObject({
      code: "PN4004",
      message: "the manifest has version 2, expected 1",
    });
    expect(refusal({ ...manifest, keys: [] }).code).toBe("PN4003");
  });

  it.each([
    [["features", 0, "name"], "a b"],
    [["features", 0, "name"], "x"],
    [["features", 0, "kind"], "other"],
    [["features", 0, "output"], 1],
    [["features", 0, "output"], -1],
    [["features", 0, "aliasOf"], "f_none"],
    [["features", 0, "aliasOf"], "f_avg"],
    [["features", 0, "aliasOf"], "f_fare"],
    [["features", 0, "source"], "constructor"],
    [["features", 0, "type"], "strange"],
    [["features", 0, "keys", 0], "zone"],
    [["features", 0, "extra"], 1],
    [["features", 0, "__proto__"], { polluted: true }],
    [["features", 1, "name"], "f_fare"],
    [["features", 1, "aggregate"], 1],
    [["features", 1, "finalise", "id"], "w1; process.exit()"],
    [["features", 2, "inputs", 0, "feature"], "toString"],
    [["features", 2, "program", "inputs", 0, "name"], "other"],
    [["evaluators", "file"], "../evil.js"],
    [["evaluators", "file"], "/evil.js"],
    [["project", "timeZone"], "../../etc/passwd "],
    [["plans", 0, "program", "id"], "__proto__"],
    [["plans", 0, "program", "outputs", 0, "inputs"], [1]],
    [
      ["plans", 0, "groups", 0, "outputs"],
      [0, 0],
    ],
    [["plans", 0, "aggregates", 0, "op"], "harmonic"],
    [["plans", 0, "aggregates", 0, "filter"], 9],
    [["sources", 0, "eventTimestamp"], "missing"],
    [["sources", 0, "columns", 0, "nullable"], "yes"],
    [["plans"], undefined],
  ] as const)("refuses %j = %j", (path, value) => {
    const error = refusal(changed(path, value));
    expect(error.code).toBe("PN4002");
    expect(error.message).toMatch(/^the manifest is malformed: /);
  });

  it("refuses or accepts anything at all without another error", () => {
    const paths: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]): void => {
      if (path.length > 0) paths.push(path);
      if (Array.isArray(value)) value.forEach((item, i) => walk(item, [...path, i]));
      else if (typeof value === "object" && value !== null) {
        for (const [key, part] of Object.entries(value)) walk(part, [...path, key]);
      }
    };
    walk(content, []);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        try {
          validateManifest(changed(path, value));
        } catch (error) {
          expect(error).toBeInstanceOf(PinionError);
        }
      }),
    );
  });
});

describe("canonicalJson", () => {
  it("is the same for the same content and reads back", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value as JsonValue))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(canonicalJson({ b: [1, null], a: "x" })).toBe('{"a":"x","b":[1,null]}');
  });
});

describe("the published schema", () => {
  it("is the one that manifests are checked by", () => {
    const file = new URL("../../src/manifest/schema.json", import.meta.url);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(manifestSchema)));
  });
});
