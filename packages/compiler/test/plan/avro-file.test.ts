import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { cacheIn } from "../../src/cache/folder.js";
import { resultsOf } from "../../src/cache/results.js";
import { checkProject } from "../../src/compile.js";
import { evaluateProject } from "../../src/evaluate/index.js";
import { watchProject } from "../../src/watch.js";
import { project } from "../evaluate/project.js";

/* The columns of a stream and the schema in a file, held against each other when the project is compiled. */

const FIELDS = [
  { name: "driver_id", type: "long" },
  { name: "trips", type: ["null", "int"] },
  { name: "fare", type: "double" },
  { name: "kind", type: { type: "enum", name: "Kind", symbols: ["A"] } },
  { name: "price", type: { type: "bytes", logicalType: "decimal", precision: 9, scale: 2 } },
  { name: "spots", type: { type: "array", items: ["null", "string"] } },
  { name: "place", type: { type: "record", name: "Place", fields: [{ name: "lat", type: "float" }] } },
  { name: "counted", type: "long" },
  { name: "at", type: { type: "long", logicalType: "timestamp-millis" } },
  { name: "__proto__", type: "int" },
];
const avsc = (fields: readonly unknown[] = FIELDS): string =>
  JSON.stringify({ type: "record", name: "Trip", fields });

const IMPORTS = 'import { avroFile, env, kafkaSource, t } from "@pinion/dsl";';
const sourceOf = (name: string, columns: string, path = '"trips.avsc"', event = "at"): string =>
  `export const ${name} = kafkaSource("${name}", { brokers: ["b:1"], topics: ["trips"],
  schema: avroFile(${path}),
  columns: { ${columns} },
  eventTimestamp: "${event}" });
`;
const source = (columns: string, path?: string, event?: string): string =>
  `${IMPORTS}\n${sourceOf("trips", columns, path, event)}`;

const AT = "at: t.timestamp()";
const FILE = "features/a.ts";
const check = async (text: string, schema: string | undefined = avsc()): Promise<readonly Diagnostic[]> => {
  const dir = project({ [FILE]: text, ...(schema === undefined ? {} : { "trips.avsc": schema }) });
  return diagnosticsIn(dir);
};
const diagnosticsIn = async (dir: string): Promise<readonly Diagnostic[]> => {
  const result = await checkProject(dir);
  return result.kind === "failed" ? result.diagnostics : result.warnings;
};
/** The characters that a diagnostic is about. */
const told = (text: string, { place }: Diagnostic): string =>
  place?.coarse === true ? "coarse" : text.slice(place?.start, place?.end);

describe("columns beside avroFile", () => {
  it("are fields, of types that the decoder reads these as", async () => {
    const columns = `driver_id: t.int64({ nullable: false }), trips: t.int64(), fare: t.double(), kind: t.string(),
      price: t.decimal(10, 2), spots: t.array(t.string()), place: t.struct({ lat: t.double(), lon: t.double() }),
      counted: t.timestamp({ format: "epoch" }), ${AT}, ["__proto__"]: t.int32()`;
    expect(await check(source(columns))).toEqual([]);
  });

  it("are refused where they stand, with what mends them", async () => {
    const rows: readonly (readonly [column: string, at: string, help: string, mended: string | undefined])[] =
      [
        ["fares: t.double()", "fares", "did you mean `fare`?", "fare"],
        ['"fares": t.double()', '"fares"', "did you mean `fare`?", "fare"],
        ["colour: t.string()", "colour", "a column has the name of its field", undefined],
        ["driver_id: t.int32()", "t.int32()", "it is long there: declare it t.int64()", "t.int64()"],
        [
          "driver_id: t.string({ nullable: false })",
          "t.string({ nullable: false })",
          "it is long there",
          "t.int64({ nullable: false })",
        ],
        [
          "trips: t.boolean({\n nullable: false })",
          "t.boolean({\n nullable: false })",
          "null or int",
          "t.int32()",
        ],
        ["price: t.decimal(9, 3)", "t.decimal(9, 3)", "bytes (decimal)", "t.decimal(9, 2)"],
        ["place: t.array(t.float())", "t.array(t.float())", "record", "t.struct({ lat: t.float() })"],
        ["spots: t.array(t.int32())", "t.array(t.int32())", "array", "t.array(t.string())"],
        ["counted: t.timestamp()", "t.timestamp()", 't.timestamp({ format: "epoch_millis" })', undefined],
        [
          "trips: t.int32({ nullable: false })",
          "t.int32({ nullable: false })",
          "`nullable: false`",
          "t.int32()",
        ],
        ['["__proto__"]: t.string()', "t.string()", "it is int there", "t.int32()"],
      ];
    const text = [IMPORTS, ...rows.map(([column], i) => sourceOf(`trips${i}`, `${column}, ${AT}`))].join(
      "\n",
    );
    const diagnostics = await check(text);
    expect(diagnostics.map((each) => [each.code, told(text, each), each.suggestion?.text])).toEqual(
      rows.map(([, at, , mended]) => ["PN1154", at, mended]),
    );
    for (const [i, [, , help]] of rows.entries()) expect(diagnostics[i]?.help).toContain(help);
    const mended = diagnostics.reduceRight((left, { suggestion }) => {
      if (suggestion === undefined) return left;
      const { start, end } = suggestion.place;
      return left.slice(0, start) + suggestion.text + left.slice(end);
    }, text);
    const after = await check(mended);
    expect(after).toHaveLength(rows.filter(([, , , by]) => by === undefined).length);
  });

  it("are refused all at once, the event's time among them", async () => {
    const text = source(`fares: t.double(), fare: t.int32(), ${AT.replace("at", "att")}`, undefined, "att");
    const diagnostics = await check(text);
    expect(diagnostics.map((each) => told(text, each))).toEqual(["fares", "t.int32()", "att"]);
    expect(diagnostics[0]?.suggestion).toBeUndefined();
    const related = diagnostics[2]?.related?.[0];
    expect(text.slice(related?.place.start, related?.place.end)).toBe('"att"');
  });

  it("are left alone where they are declared elsewhere, but for the place", async () => {
    const text = source(`driver_id, ${AT}`).replace("export", "const driver_id = t.int32();\nexport");
    const [diagnostic] = await check(text);
    expect(diagnostic).toMatchObject({ code: "PN1154" });
    expect(diagnostic?.suggestion).toBeUndefined();
    expect(diagnostic && told(text, diagnostic)).toBe("driver_id");
  });

  it("wait for the run where the path comes from the environment", async () => {
    expect(await check(source(`no: t.int32(), ${AT}`, 'env("AVSC", "none.avsc")'))).toEqual([]);
  });
});

describe("the file of a schema", () => {
  const nested = 1_000_000;
  const chain = Array.from({ length: 60 }, (_, i) => ({
    name: `f${i}`,
    type: {
      ...{ type: "record", name: `R${i}` },
      fields: ["a", "b"].map((name) => ({ name, type: i === 0 ? "int" : `R${i - 1}` })),
    },
  }));
  it("is refused at its path where it is no record's", async () => {
    const rows: readonly (readonly [what: string, schema: string | undefined, message: string])[] = [
      ["missing", undefined, "is missing"],
      ["empty", "", "it is no JSON"],
      ["no JSON", "record Trip {}", "it is no JSON"],
      ["binary", "\0\u0001Obj", "it is no JSON"],
      ["no schema", "null", "it is no Avro schema"],
      ["no record", '"string"', "of type string"],
      ["a list of records", `[${avsc()}]`, "of type union"],
      ["of a type that is not there", avsc([{ name: "at", type: "Time" }]), 'unknown type "Time"'],
      ["of fields that are none", avsc([null]), "no name"],
      ["without fields", '{"type":"record","name":"Trip"}', "lacks a list"],
      ["nothing but brackets", "[".repeat(nested), "it is no JSON"],
      ["nested", `${"[".repeat(nested)}${"]".repeat(nested)}`, "nests too deep"],
      ["nested by types", `${'{"type":'.repeat(nested / 8)}"int"${"}".repeat(nested / 8)}`, "nests too deep"],
    ];
    const path = (i: number) => `${"abcdefghijklmnopq"[i]?.repeat(9)}.avsc`;
    const text = [IMPORTS, ...rows.map((_, i) => sourceOf(`s${i}`, AT, JSON.stringify(path(i))))].join("\n");
    const files = rows.flatMap(([, schema], i) => (schema === undefined ? [] : [[path(i), schema]]));
    const diagnostics = await diagnosticsIn(project({ [FILE]: text, ...Object.fromEntries(files) }));
    expect(diagnostics.map((each) => [each.code, told(text, each)])).toEqual(
      rows.map((_, i) => ["PN1153", path(i)]),
    );
    for (const [i, [what, , message]] of rows.entries()) {
      expect(diagnostics[i]?.message, what).toContain(message);
    }
  });

  it("is no folder, and not any bytes a path can have", async () => {
    const dir = project({ [FILE]: source(AT) });
    mkdirSync(join(dir, "trips.avsc"));
    expect(await diagnosticsIn(dir)).toMatchObject([
      { code: "PN1153", message: 'the schema file "trips.avsc" is a folder' },
    ]);
    writeFileSync(join(dir, FILE), source(AT, '"a\\0b"'));
    expect(await diagnosticsIn(dir)).toMatchObject([{ code: "PN1153" }]);
  });

  it("that lies beside the path is proposed", async () => {
    const text = source(AT, '"schemas/trip.avsc"');
    const dir = project({ [FILE]: text, "schemas/trips.avsc": avsc() });
    const [diagnostic] = await diagnosticsIn(dir);
    expect(diagnostic).toMatchObject({ code: "PN1153", help: "did you mean `trips.avsc`?" });
    const { place, text: by } = diagnostic?.suggestion ?? {};
    writeFileSync(join(dir, FILE), text.slice(0, place?.start) + by + text.slice(place?.end));
    expect(await diagnosticsIn(dir)).toEqual([]);
  });

  it("is read in no time whatever its types hold of each other", async () => {
    const schema = avsc([...chain, FIELDS[8]]);
    const text = source(`f59: t.int32(), ${AT}`);
    expect(await check(text, schema)).toMatchObject([{ code: "PN1154" }]);
    const self = [{ name: "next", type: ["null", "Trip"] }, FIELDS[8]];
    expect(await check(source(`next: t.struct({ next: t.int32() }), ${AT}`), avsc(self))).toMatchObject([
      { code: "PN1154" },
    ]);
  });

  it("is an input: another content is another result", async () => {
    const dir = project({ [FILE]: source(AT), "trips.avsc": avsc() });
    const evaluated = await evaluateProject(dir);
    expect(evaluated.inputs).toContain("trips.avsc");
    const results = resultsOf(cacheIn(join(dir, "cache"), "1"), "checked", "");
    results.write(evaluated, "known");
    expect(results.read(evaluated)).toBe("known");
    writeFileSync(join(dir, "trips.avsc"), avsc([]));
    expect(results.read(evaluated)).toBeUndefined();
  });

  it.each(["trips.avsc", "../trips-schema.txt"])("wakes who watches the project: %s", async (path) => {
    const outer = project({ "p/pinion.config.ts": "", [`p/${FILE}`]: source(AT, JSON.stringify(path)) });
    const dir = join(outer, "p");
    writeFileSync(
      join(dir, "pinion.config.ts"),
      'import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ definitions: ["features/*.ts"] });\n',
    );
    const ended = new AbortController();
    const watching = watchProject(dir, ended.signal);
    const codes = async () => {
      const { value } = await watching.next();
      if (value === undefined) throw new Error("watching has ended");
      const result = await checkProject(dir, { engine: value });
      return result.kind === "failed" ? result.diagnostics.map(({ code }) => code) : [];
    };
    expect(await codes()).toEqual(["PN1153"]);
    writeFileSync(join(dir, path), avsc());
    expect(await codes()).toEqual([]);
    const last = watching.next();
    ended.abort();
    await last;
  });
});
