import { DuckDBInstance } from "@duckdb/node-api";
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failureOf } from "../support/pinion.js";
import { config, IMPORTS, testProject, type TestProject } from "../support/project.js";
import { readRows } from "./support/rides.js";

/* Files that are not what their source says. A job that fails leaves every store as it was. */

const FORMATS = ["csv", "tsv", "parquet", "jsonl"] as const;
type Format = (typeof FORMATS)[number];

const DEFINITIONS = `${IMPORTS}
${FORMATS.map(
  (format) => `
const ${format} = fileSource("${format}", {
  path: env("FILE", "rides.${format}"),
  format: "${format}",
  columns: { zone: t.int32(), ended: t.timestamp(), fare: t.double() },
  eventTimestamp: "ended",
  maxRejected: ${format === "jsonl" ? '"50%"' : "1"},
});
export const by_${format} = anchor("by_${format}", {
  source: ${format},
  key: key("zone", t.int32()),
  features: { ${format}_rides: count({ window: "90d" }), ${format}_fare: sum("fare", { window: "90d" }) },
});`,
).join("\n")}
const required = fileSource("required", {
  path: env("FILE_WITHOUT_DEFAULT"),
  format: "csv",
  columns: { zone: t.int32(), ended: t.timestamp(), fare: t.double({ nullable: false }) },
  eventTimestamp: "ended",
});
export const by_required = anchor("by_required", {
  source: required,
  key: key("zone", t.int32()),
  features: { required_rides: count({ window: "90d" }), required_fare: sum("fare", { window: "90d" }) },
});
`;

const ROWS = [
  ["1", "2024-03-01 10:00:00", "10.5"],
  ["1", "2024-03-02 10:00:00", "2"],
  ["2", "2024-03-02 11:00:00", ""],
] as const;
const csv = (rows: readonly (readonly string[])[] = ROWS, separator = ","): string =>
  [["zone", "ended", "fare"], ...rows].map((row) => `${row.join(separator)}\n`).join("");
const jsonl = ROWS.map(([zone, ended, fare]) =>
  JSON.stringify({ zone: Number(zone), ended, fare: fare === "" ? null : Number(fare) }),
);

let project: TestProject;
let parquet: Uint8Array;

beforeAll(async () => {
  project = testProject({ "pinion.config.ts": config(), "features.ts": DEFINITIONS });
  project.write("rides.csv", csv());
  project.write("rides.tsv", csv(ROWS, "\t"));
  project.write("rides.jsonl", `${jsonl.join("\n")}\n`);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const copy = (file: string, select: string): Promise<unknown> =>
    connection.run(`COPY (${select}) TO '${project.path(file)}' (FORMAT parquet)`);
  const good = `SELECT column0::INTEGER AS zone, column1::TIMESTAMP AS ended, column2::DOUBLE AS fare
    FROM (VALUES ${ROWS.map(([zone, ended, fare]) => `(${zone}, '${ended}', ${fare === "" ? "NULL" : fare})`).join(", ")}) AS v(column0, column1, column2)`;
  await copy("rides.parquet", good);
  await copy("texts.parquet", good.replace("::DOUBLE", "::VARCHAR || ' dollars'"));
  await copy("other-types.parquet", good.replace("column1::TIMESTAMP", "[1, 2]"));
  await copy("no-fare.parquet", `SELECT zone, ended FROM (${good})`);
  await copy("no-rows.parquet", `${good} LIMIT 0`);
  parquet = readFileSync(project.path("rides.parquet"));
  connection.closeSync();
  expect((await project.pinion(["build"])).code).toBe(0);
});
afterAll(() => project.remove());

const job = (format: string, end: string, more: readonly string[] = []): readonly string[] => [
  ...["materialize", "--features", `${format}_rides,${format}_fare`, "--table", format, "--end", end],
  ...more,
];

describe.each(FORMATS)("%s", (format) => {
  it("is read as it is", async () => {
    const report = await project.json(job(format, "2024-03-03"));
    expect(report).toMatchObject({ keys: 2, sources: [{ rowsRead: 3, rowsRejected: 0 }] });
    expect(await stored(format)).toEqual(STORED(format));
  });
});

const STORED = (format: Format) => [
  [true, "2024-03-03T00:00:00Z", { [`${format}_rides`]: 2, [`${format}_fare`]: 12.5 }],
  [true, "2024-03-03T00:00:00Z", { [`${format}_rides`]: 1, [`${format}_fare`]: null }],
];

const stored = async (format: Format): Promise<unknown> =>
  (await readRows(project, format, ["1", "2"], `${format}_rides,${format}_fare`)).map(
    ({ found, asOf, features }) => [found, asOf, features],
  );

/** Writes the file, runs the job over it and expects that it fails, with every store as it was. */
async function expectFailure(
  format: Format,
  code: string,
  message: RegExp,
  file: { readonly name: string; readonly content?: string | Uint8Array },
): Promise<void> {
  if (file.content !== undefined) project.write(file.name, file.content);
  const args = job(format, "2024-04-01", ["--sink", "embedded", "--sink", "parquet:offline", "--json"]);
  const failure = failureOf(await project.pinion(args, { env: { FILE: file.name } }));
  expect(failure.code).toBe(code);
  expect(failure.message).toMatch(message);
  expect(await stored(format)).toEqual(STORED(format));
  expect(project.exists("offline")).toBe(false);
}

describe("a file that is not there or not whole", () => {
  it("is missing", async () => {
    await expectFailure("csv", "PN5001", /nowhere\.csv.*\(from FILE\).*source csv is missing/u, {
      name: "nowhere.csv",
    });
  });

  it("is a URL", async () => {
    await expectFailure("csv", "PN5001", /https:\/\//u, { name: "https://example.com/rides.csv" });
  });

  it("is of a variable that is not set", async () => {
    const args = ["materialize", "--features", "required_rides", "--table", "r", "--json"];
    expect(failureOf(await project.pinion(args))).toMatchObject({ code: "PN5007" });
  });

  it.each(FORMATS)("is empty: %s", async (format) => {
    await expectFailure(format, "PN5002", /is empty|cannot be read/u, {
      name: `empty.${format}`,
      content: "",
    });
  });

  it.each([4, 100, -9])("is Parquet cut at byte %i", async (at) => {
    await expectFailure("parquet", "PN5002", /cut\.parquet.*cannot be read/u, {
      name: "cut.parquet",
      content: parquet.slice(0, at),
    });
  });

  it("is no Parquet", async () => {
    await expectFailure("parquet", "PN5002", /cannot be read/u, { name: "text.parquet", content: csv() });
  });

  it("is Parquet with damage inside", async () => {
    const damaged = Uint8Array.from(parquet);
    damaged.fill(0xff, 4, Math.min(80, damaged.length - 200));
    await expectFailure("parquet", "PN5002", /cannot be read/u, {
      name: "damaged.parquet",
      content: damaged,
    });
  });

  it("is a folder", async () => {
    project.write("folder.csv/x", "");
    await expectFailure("csv", "PN5002", /folder\.csv/u, { name: "folder.csv" });
  });
});

describe("a column", () => {
  it("that is missing is named, with the nearest", async () => {
    await expectFailure("csv", "PN5003", /has no column `fare`/u, {
      name: "fares.csv",
      content: csv().replace("fare", "fares"),
    });
    await expectFailure("parquet", "PN5003", /has no column `fare`/u, { name: "no-fare.parquet" });
  });

  it("of a typed file that cannot be of its type is told before the scan", async () => {
    await expectFailure("parquet", "PN5004", /`ended` is INTEGER\[\], declared timestamp/u, {
      name: "other-types.parquet",
    });
  });
});

describe("values of the wrong type", () => {
  it("are counted and sampled, and their rows left out", async () => {
    project.write("one-bad.csv", csv([...ROWS, ["x", "2024-03-01 00:00:00", "1"]]));
    const args = job("csv", "2024-03-03").with(4, "rejects");
    const report = await project.json(args, { env: { FILE: "one-bad.csv" } });
    expect(report["sources"]).toMatchObject([
      {
        rowsRead: 4,
        rowsRejected: 1,
        rejected: [{ reason: "`zone` is no int", rows: 1, samples: ["x"] }],
      },
    ]);
    const people = await project.pinion(args, { env: { FILE: "one-bad.csv" } });
    expect(people.stdout).toContain('1 rejected: `zone` is no int, such as "x"');
  });

  it("fail the job beyond maxRejected", async () => {
    const bad = [
      ["x", "2024-03-01 00:00:00", "1"],
      ["1", "2024-03-01 00:00:00", "cheap"],
    ];
    await expectFailure("csv", "PN5006", /2 of 5 rows of source csv were rejected/u, {
      name: "two-bad.csv",
      content: csv([...ROWS, ...bad]),
    });
    await expectFailure("tsv", "PN5006", /2 of 5 rows/u, {
      name: "two-bad.tsv",
      content: csv([...ROWS, ...bad], "\t"),
    });
  });

  it("fail a Parquet file whose column holds texts", async () => {
    await expectFailure("parquet", "PN5006", /`fare` is no double.*10\.5 dollars/u, {
      name: "texts.parquet",
    });
  });

  it("as event times fail it too, with a sample", async () => {
    const times = ["yesterday", "2024-13-01 00:00:00", "", "2024-02-30 00:00:00"];
    await expectFailure("csv", "PN5006", /4 of 7 rows.*`ended` is no timestamp.*"yesterday"/u, {
      name: "times.csv",
      content: csv([...ROWS, ...times.map((time) => ["1", time, "1"])]),
    });
  });

  it("are lines of JSON that are none", async () => {
    project.write("half.jsonl", `${jsonl.join("\n")}\n{"zone": 1,\n[]\n\n`);
    const report = await project.json(job("jsonl", "2024-03-03").with(4, "half"), {
      env: { FILE: "half.jsonl" },
    });
    const [source] = report["sources"] as { rowsRead: number; rowsRejected: number }[];
    expect(source).toMatchObject({ rowsRead: 5, rowsRejected: 2 });
    await expectFailure("jsonl", "PN5006", /the line is no JSON/u, {
      name: "broken.jsonl",
      content: `${jsonl[0]}\n{\n{\n`,
    });
  });

  it("are keys that are NULL", async () => {
    await expectFailure("csv", "PN5006", /the key is NULL or NaN/u, {
      name: "keys.csv",
      content: csv([...ROWS, ["", ROWS[0][1], "1"], ["", ROWS[0][1], "2"]]),
    });
  });

  it("are NULLs of columns declared never NULL, where a feature reads them", async () => {
    project.write("nulls.csv", csv());
    const args = ["materialize", "--table", "required", "--end", "2024-03-03", "--json", "--features"];
    const env = { FILE_WITHOUT_DEFAULT: "nulls.csv" };
    expect((await project.pinion([...args, "required_rides"], { env })).code).toBe(0);
    const failure = failureOf(await project.pinion([...args, "required_fare"], { env }));
    expect(failure.message).toMatch(/1 of 3 rows.*`fare` is NULL, declared not nullable/u);
    expect(failure.code).toBe("PN5006");
  });
});

describe("a file that is good", () => {
  it("may have no rows at all", async () => {
    project.write("head.csv", "zone,ended,fare\n");
    for (const [format, file] of [
      ["csv", "head.csv"],
      ["parquet", "no-rows.parquet"],
    ] as const) {
      const report = await project.json(job(format, "2024-03-03").with(4, `no-rows-${format}`), {
        env: { FILE: file },
      });
      expect(report).toMatchObject({ keys: 0, sources: [{ rowsRead: 0, rowsRejected: 0 }] });
    }
  });

  it("may have a byte order mark, CRLF, quotes, other columns and another order", async () => {
    const text = `\uFEFF"note","fare","ended",zone\r\n"a, ""b""\nc",10.5,2024-03-01 10:00:00,1\r\n,2,2024-03-02T10:00:00Z,1\r\n"",,2024-03-02 11:00:00,2\r\n`;
    project.write("excel.csv", text);
    const table = "excel";
    const report = await project.json(job("csv", "2024-03-03").with(4, table), {
      env: { FILE: "excel.csv" },
    });
    expect(report).toMatchObject({ sources: [{ rowsRead: 3, rowsRejected: 0 }] });
    const rows = await readRows(project, table, ["1", "2"], "csv_rides,csv_fare");
    expect(rows.map(({ features }) => Object.values(features))).toEqual([
      [2, 12.5],
      [1, null],
    ]);
  });

  it("may be compressed", async () => {
    project.write("rides.csv.gz", gzipSync(csv()));
    const report = await project.json(job("csv", "2024-03-03").with(4, "gz"), {
      env: { FILE: "rides.csv.gz" },
    });
    expect(report).toMatchObject({ keys: 2, sources: [{ rowsRead: 3 }] });
  });
});
