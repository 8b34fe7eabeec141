import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { manifestHash, PinionError, validateManifest, type Manifest } from "@pinion/core";
import { readArtifacts } from "@pinion/runtime";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { CANARY, expectUntouched } from "./support/canary.js";
import { runs, timeout } from "./support/runs.js";

/*
 * Artifacts that were damaged or made by hand: they are refused with a code before anything of them is run, or
 * they are a manifest whose every reference leads somewhere.
 */

const built = join(import.meta.dirname, "..", "..", "examples", "nyc-taxi", ".pinion");
const text = readFileSync(join(built, "manifest.json"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "pinion-artifacts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    "__proto__",
    "constructor",
    "../../../etc/passwd",
    "/etc/passwd",
    "\u0000",
    "",
    -1,
    1e308,
    2 ** 53,
  ),
  fc.constant({ ["__proto__"]: { polluted: true } }),
  fc.integer(),
);

interface Damage {
  readonly at: number;
  readonly how: "delete" | "replace" | "add" | "rename";
  readonly value: unknown;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("delete", "replace", "add", "rename"),
  value: hostile,
});

/** Every object and array of a document. */
function containersOf(root: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const open = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    found.push(value as Record<string, unknown>);
    open.push(...(Object.values(value) as unknown[]).filter((part) => part !== undefined));
  }
  return found;
}

function damaged(damages: readonly Damage[]): Record<string, unknown> {
  const document = JSON.parse(text) as Record<string, unknown>;
  for (const { at, how, value: drawn } of damages) {
    // A later damage may fall into it, and what is drawn serves other runs too.
    const value: unknown = structuredClone(drawn);
    const containers = containersOf(document);
    const target = containers[at % containers.length] ?? document;
    const keys = Object.keys(target);
    const key = keys[at % Math.max(1, keys.length)] ?? "x";
    const set = (name: string, to: unknown): void => {
      Object.defineProperty(target, name, {
        value: to,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    };
    if (how === "replace") set(key, value);
    else if (how === "add") set(Array.isArray(target) ? String(target.length) : String(value), value);
    else {
      const before = target[key];
      Reflect.deleteProperty(target, key);
      if (how === "rename" && !Array.isArray(target)) set(String(value), before);
    }
  }
  return document;
}

/** As one who forges a manifest would: the hash is made to fit. */
function sealed(document: Record<string, unknown>): unknown {
  try {
    return { ...document, hash: manifestHash(document as unknown as Manifest) };
  } catch {
    return document;
  }
}

test(
  "a manifest with anything deleted, replaced, added or renamed is refused with a code, or whole",
  () => {
    let [refused, whole] = [0, 0];
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), fc.boolean(), (damages, forged) => {
        const document = damaged(damages);
        const given = JSON.parse(JSON.stringify(forged ? sealed(document) : document)) as unknown;
        try {
          const manifest = validateManifest(given);
          whole++;
          expect(basename(manifest.evaluators.file)).toBe(manifest.evaluators.file);
        } catch (error) {
          if (!(error instanceof PinionError)) throw error;
          refused++;
          expect(error.code).toMatch(/^PN400[234]$/);
        }
        expect("polluted" in {}).toBe(false);
      }),
      runs(600),
    );
    console.info(`${refused} refused, ${whole} whole`);
    expect(refused).toBeGreaterThan(whole);
  },
  timeout,
);

test(
  "bytes that were cut or changed are refused before anything is run",
  async () => {
    cpSync(built, folder, { recursive: true });
    const code = readFileSync(join(built, "evaluators.js"), "utf8");
    const poison = `globalThis.${CANARY}=1;`;
    const change = fc.record({
      file: fc.constantFrom("manifest.json", "evaluators.js"),
      at: fc.nat(),
      how: fc.constantFrom("cut", "poison", "flip"),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ file, at, how }) => {
        const whole = file === "manifest.json" ? text : code;
        const here = at % whole.length;
        const flipped = String.fromCharCode(whole.charCodeAt(here) ^ 1);
        const changed =
          how === "cut"
            ? whole.slice(0, here)
            : how === "poison"
              ? whole.slice(0, here) + poison + whole.slice(here)
              : whole.slice(0, here) + flipped + whole.slice(here + 1);
        writeFileSync(join(folder, file), changed);
        try {
          // Where only spaces of the manifest were changed, it is the same; the code is not.
          const read = await readArtifacts(folder, folder).catch((error: unknown) => {
            if (!(error instanceof PinionError)) throw error;
            expect(error.code).toMatch(/^PN400[234]$/);
            return undefined;
          });
          if (file === "evaluators.js") expect(read).toBeUndefined();
        } finally {
          writeFileSync(join(folder, file), whole);
        }
        expectUntouched();
      }),
      runs(120),
    );
  },
  timeout,
);
