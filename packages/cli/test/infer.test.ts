import { createWriteStream, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { compileProject } from "@pinion/compiler";
import { inferFile } from "@pinion/runtime/infer";
import avsc from "avsc";
import { describe, expect, it } from "vitest";
import { definitionOf } from "../src/commands/infer.js";

const folder = (): string => mkdtempSync(join(tmpdir(), "pinion-infer-"));

/** The printed definition of a file; it compiles. */
async function printed(name: string, content: string | ((path: string) => Promise<void>)): Promise<string> {
  const dir = folder();
  const path = join(dir, name);
  if (typeof content === "string") writeFileSync(path, content);
  else await content(path);
  const text = definitionOf(name, await inferFile(path, folder()));
  writeFileSync(
    join(dir, "pinion.config.ts"),
    'import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ name: "i", definitions: ["features.ts"] });\n',
  );
  writeFileSync(join(dir, "features.ts"), text);
  const result = await compileProject(dir);
  expect(result.kind === "failed" ? result.diagnostics : []).toEqual([]);
  return text;
}

describe("what infer prints compiles and says", () => {
  it("of CSV what all sampled values are, and no more", async () => {
    const text = await printed(
      "2024 trips.csv",
      [
        'zone,fare,big,ok,code,at,day,german,either,seen_at,empty,__proto__,__proto__,"odd ""name",',
        "1,2.5,9007199254740993,true,007,2020-01-01 00:00:00,2020-02-29,31.12.2020 23:59,03/04/2020,1577836800,,1,2,x,",
        "-2,1e3,1,FALSE,12,2020-01-02 00:00:00,2020-03-01,01.02.2020 00:00,05/06/2020,1577836900,,5,6,,",
      ].join("\n"),
    );
    expect(text).toBe(`import { fileSource, t } from "@pinion/dsl";

export const source2024TripsSource = fileSource("source_2024_trips", {
  path: "2024 trips.csv",
  columns: {
    zone: t.int32(),
    fare: t.double(),
    big: t.int64(),
    ok: t.boolean(),
    code: t.string(),
    at: t.timestamp({ format: "yyyy-MM-dd HH:mm:ss" }),
    day: t.date(),
    german: t.timestamp({ format: "dd.MM.yyyy HH:mm" }),
    either: t.string(),
    seen_at: t.timestamp({ format: "epoch" }),
    empty: t.string(),
    ["__proto__"]: t.int32(),
    "odd \\"name": t.string(),
    // left out: "__proto__", for its name stands there twice
    // left out: "", for it has no name
  },
  // eventTimestamp: one of "at", "german", "seen_at"
});`);
  });

  it("of other delimiters", async () => {
    expect(await printed("a.csv", 'x;y\n1;"a;b"\n')).toContain('delimiter: ";"');
    expect(await printed("a.tsv", "x\ty\n1\t2024-01-01T00:00:00Z\n")).toContain('eventTimestamp: "y"');
  });

  it("of JSON Lines", async () => {
    const lines = [
      {
        k: "a",
        n: 1,
        d: 1,
        at: "2024-01-01T10:00:00Z",
        tags: ["x"],
        point: { x: 1, y: null },
        mixed: 1,
        big: 5e9,
      },
      {
        k: null,
        n: 2,
        d: 0.5,
        at: "2024-01-02T10:00:00Z",
        tags: [],
        point: { x: 2, y: 0.5, z: [1] },
        mixed: "x",
        big: 1,
      },
    ];
    const text = await printed("rows.jsonl", lines.map((line) => JSON.stringify(line)).join("\n"));
    for (const line of [
      "k: t.string(),",
      "n: t.int32(),",
      "d: t.double(),",
      "at: t.timestamp(),",
      "tags: t.array(t.string()),",
      "point: t.struct({ x: t.int32(), y: t.double(), z: t.array(t.int32()) }),",
      "mixed: t.string(),",
      "big: t.int64(),",
      'eventTimestamp: "at",',
    ])
      expect(text).toContain(line);
  });

  it("of Parquet, by its schema", async () => {
    const text = await printed("typed.parquet", async (path) => {
      const connection = await (await DuckDBInstance.create(":memory:")).connect();
      await connection.run(
        `COPY (SELECT 1::TINYINT AS i8, 2::USMALLINT AS u16, 3::BIGINT AS i64, 0.5::FLOAT AS f, 1.25::DECIMAL(9,2) AS m, 'x' AS s, 'y'::BLOB AS y, DATE '2020-01-01' AS day, TIMESTAMPTZ '2020-01-01 00:00:00+00' AS at, [1, 2] AS list, MAP {'a': 1.5::DOUBLE} AS map, {'a': 1, 'b c': 'x'} AS s2, TIME '10:00:00' AS clock) TO '${path}' (FORMAT parquet)`,
      );
    });
    for (const line of [
      "i8: t.int8(),",
      "u16: t.int32(),",
      "m: t.decimal(9, 2),",
      "y: t.bytes(),",
      "list: t.array(t.int32()),",
      "map: t.map(t.string(), t.double()),",
      's2: t.struct({ a: t.int32(), "b c": t.string() }),',
      '// left out: "clock", for it is TIME',
      'eventTimestamp: "at",',
    ])
      expect(text).toContain(line);
  });

  it("of Avro, by its schema", async () => {
    const text = await printed(
      "typed.avro",
      (path) =>
        new Promise((resolve, reject) => {
          const schema = {
            type: "record",
            name: "Row",
            fields: [
              { name: "k", type: "string" },
              { name: "v", type: ["null", "double"] },
              { name: "at", type: { type: "long", logicalType: "timestamp-millis" } },
              {
                name: "tree",
                type: ["null", { type: "record", name: "T", fields: [{ name: "n", type: ["null", "T"] }] }],
              },
            ],
          };
          const encoder = new avsc.streams.BlockEncoder(schema as avsc.Schema);
          encoder.pipe(createWriteStream(path)).on("error", reject).on("finish", resolve);
          encoder.end({ k: "a", v: 1, at: 0, tree: null });
        }),
    );
    for (const line of [
      "k: t.string({ nullable: false }),",
      "v: t.double(),",
      "at: t.timestamp({ nullable: false }),",
      '// left out: "tree"',
    ])
      expect(text).toContain(line);
  });

  it("nothing of what is no file with columns", async () => {
    await expect(inferFile(join(folder(), "none.csv"), folder())).rejects.toMatchObject({ code: "PN5001" });
    const empty = join(folder(), "empty.csv");
    writeFileSync(empty, "");
    await expect(inferFile(empty, folder())).rejects.toMatchObject({ code: "PN5002" });
    const sheet = join(folder(), "a.xlsx");
    await expect(inferFile(sheet, folder())).rejects.toMatchObject({ code: "PN5001" });
    writeFileSync(sheet, "PK");
    await expect(inferFile(sheet, folder())).rejects.toMatchObject({ code: "PN5005" });
  });
});
