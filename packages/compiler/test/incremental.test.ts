import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileProject, type CompileResult } from "../src/compile.js";
import { watchProject } from "../src/watch.js";
import { project } from "./evaluate/project.js";

const SOURCE = `import { fileSource, key, t } from "@pinion/dsl";
export const source = fileSource("rides", {
  path: "none.parquet",
  eventTimestamp: "at",
  columns: {
    at: t.timestamp(), id: t.int64(), fare: t.double(), tip: t.float(), seats: t.int32(),
    units: t.int64({ nullable: false }), zone: t.string(), xs: t.array(t.int32()),
  },
});
export const id = key("id", t.int64());
export const text = "zone like ";
`;

/** Features that share work, constants, lambdas, failures, aggregates and finalisers, and some that are wrong. */
const FEATURES = [
  (n: number) => `expr("fare * ${n} + tip / seats")`,
  (n: number) => `expr("tip / seats - ${n}")`,
  () => `expr("upper(concat(zone, '-', zone))")`,
  (n: number) => `expr("zone in ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', '${n}')")`,
  (n: number) => `expr("transform(xs, x -> x + ${n % 3})")`,
  (n: number) => `expr("regexp_extract(zone, '([a-z]+)${n % 2}', 1)")`,
  (n: number) => `expr("cast(zone as int) + ${n}")`,
  (n: number) => `expr("cast(zone as int) div seats").as(t.${n % 2 === 0 ? "int64" : "double"}())`,
  (n: number) => `expr(\`\${text} '%${n}'\`)`,
  (n: number) => `expr("case when fare > ${n} then upper(zone) end", { description: "number ${n}" })`,
  (n: number) => `avg("fare * ${n % 2}", { window: "${1 + (n % 3)}d" }).as(t.float())`,
  (n: number) => `sum("units + ${n % 2}", { window: "7d", filter: "zone = 'a'" })`,
  (n: number) => `count({ window: "${1 + (n % 2)}h" })`,
  (n: number) => `expr("fair * ${n}")`,
  () => `expr("fare +")`,
] as const;

interface Feature {
  readonly name: string;
  readonly shape: number;
  readonly n: number;
}

type Files = ReadonlyMap<string, readonly Feature[]>;

const FILES = ["features/one.ts", "features/two.ts", "features/three.ts"];

const textOf = (file: string, features: readonly Feature[]): string => `\
import { anchor, avg, count, expr, sum, t } from "@pinion/dsl";
import { id, source, text } from "../source.js";
export const uses = [avg, count, expr, sum, t, text];
export const part = anchor("${file.replace(/\W/g, "_")}", {
  source,
  key: id,
  features: {
    f_always_${file.length}: expr("fare"),
${features.map(({ name, shape, n }) => `    ${name}: ${FEATURES[shape]?.(n) ?? ""},`).join("\n")}
  },
});
`;

const feature = fc.record({
  // Wrong ones are rarer, so that most runs emit something.
  shape: fc.oneof(
    { weight: 12, arbitrary: fc.nat({ max: FEATURES.length - 3 }) },
    { weight: 1, arbitrary: fc.nat({ max: FEATURES.length - 1 }) },
  ),
  n: fc.nat({ max: 5 }),
});
const edit = fc.record({
  kind: fc.constantFrom("change", "change", "add", "add", "remove", "rename", "move", "drop", "column"),
  file: fc.nat({ max: FILES.length - 1 }),
  at: fc.nat({ max: 20 }),
  made: feature,
});

/** One step of somebody's work; `next` names what is new. */
function edited(
  files: Files,
  { kind, file, at, made }: typeof edit extends fc.Arbitrary<infer T> ? T : never,
  next: number,
): Files {
  const name = FILES[file] ?? "";
  const features = files.get(name) ?? [];
  const index = features.length === 0 ? 0 : at % features.length;
  const old = features[index];
  const changed = new Map(files);
  const fresh = { name: `f_${(next * 7) % 10}_${next}`, ...made };
  if (kind === "drop") changed.delete(name);
  else if (kind === "add" || old === undefined) changed.set(name, features.toSpliced(index, 0, fresh));
  else if (kind === "change") changed.set(name, features.with(index, { ...old, ...made }));
  else if (kind === "remove") changed.set(name, features.toSpliced(index, 1));
  else if (kind === "rename") changed.set(name, features.with(index, { ...old, name: fresh.name }));
  else if (kind === "move") {
    const to = FILES[(file + 1) % FILES.length] ?? "";
    changed.set(name, features.toSpliced(index, 1));
    changed.set(to, [...(changed.get(to) ?? []), old]);
  }
  return changed;
}

/** All that a user sees of a compilation. */
const seen = (result: CompileResult): unknown =>
  result.kind === "failed"
    ? { kind: "failed", diagnostics: result.diagnostics }
    : { ...result, fileText: undefined, artifacts: [...result.artifacts] };

describe("a compiler that keeps what it knows", () => {
  it(
    "gives after any edits what one gives that knows nothing, mistakes too",
    { timeout: 600_000 },
    async () => {
      let failed = 0;
      let compiled = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(edit, { minLength: 3, maxLength: 6 }), async (edits) => {
          let files: Files = new Map([[FILES[0] ?? "", [{ name: "f_first", shape: 0, n: 1 }]]]);
          let columns = 0;
          const dir = project({ "features/all.ts": "export {};", "source.ts": SOURCE });
          await rm(join(dir, "features", "all.ts"));
          const write = async (): Promise<void> => {
            for (const file of FILES) {
              const features = files.get(file);
              await mkdir(dirname(join(dir, file)), { recursive: true });
              if (features === undefined) await rm(join(dir, file), { force: true });
              else await writeFile(join(dir, file), textOf(file, features));
            }
            const added = `columns: {\n    added: t.int32(), `;
            const source = columns % 2 === 0 ? SOURCE : SOURCE.replace("columns: {", added);
            await writeFile(join(dir, "source.ts"), source);
          };
          const ended = new AbortController();
          await write();
          const watching = watchProject(dir, ended.signal);
          const { value: engine } = await watching.next();
          if (engine === undefined) throw new Error("watching has ended");
          for (const [i, each] of edits.entries()) {
            const known = seen(await compileProject(dir, { engine }));
            const fresh = seen(await compileProject(dir));
            expect(known).toEqual(fresh);
            if ((fresh as CompileResult).kind === "failed") failed++;
            else compiled++;
            if (each.kind === "column") columns++;
            else files = edited(files, each, i + 1);
            await write();
          }
          ended.abort();
          await watching.return(undefined);
        }),
        { numRuns: Number(process.env["PINION_EDIT_RUNS"] ?? 3) },
      );
      expect(failed + compiled).toBeGreaterThan(0);
      if (process.env["PINION_EDIT_RUNS"] !== undefined)
        expect(Math.min(failed, compiled)).toBeGreaterThan(0);
    },
  );
});
