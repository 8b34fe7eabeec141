import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { handProject, scratch, type HandFeature } from "../support/engine.js";
import { readTable, runJoin, runSql } from "../support/join.js";

const FEATURES: readonly HandFeature[] = (
  [
    ["f_nan", "nan", "double"],
    ["f_map", "m", "map<string,double>"],
    ["f_list", "l", "array<bigint>"],
    ["f_bytes", "y", "binary"],
    ["f_text", "s", "string"],
    ["f_at", "t", "timestamp"],
    ["f_none", "n", "array<double>"],
  ] as const
).map(([name, column, type]) => ({ name, op: "row", column, type }));

const ROW = `SELECT 1::INTEGER AS k, TIMESTAMP '2024-01-01 00:00:00.5' AS t, 'NaN'::DOUBLE AS nan,
    MAP {'a"b': 'NaN'::DOUBLE, 'c': 1.5} AS m, [9007199254740993, NULL]::BIGINT[] AS l, '\\xFF\\x00'::BLOB AS y,
    'a,b	"c"' AS s, NULL::DOUBLE[] AS n`;
const OBSERVED = `SELECT 1::INTEGER AS k, TIMESTAMP '2024-02-01' AS at, '\\xFE'::BLOB AS own_bytes, ['x', ''] AS own_list,
    'Infinity'::DOUBLE AS own_number, 'plain' AS own_text, '' AS empty, 18446744073709551615::UBIGINT AS big`;

async function output(name: string): Promise<string> {
  const folder = scratch();
  const [rows, observed] = [join(folder, "rows.parquet"), join(folder, "observed.parquet")];
  await runSql(
    `COPY (${ROW}) TO '${rows}' (FORMAT parquet)`,
    `COPY (${OBSERVED}) TO '${observed}' (FORMAT parquet)`,
  );
  const project = handProject({
    file: rows,
    format: "parquet",
    columns: [
      { name: "k", type: "int", nullable: true },
      { name: "t", type: "timestamp", nullable: true },
      ...FEATURES.filter(({ column }) => column !== "t").map(({ column = "", type }) => ({
        name: column,
        type,
        nullable: true,
      })),
    ],
    eventTimestamp: "t",
    keys: ["k"],
    features: FEATURES,
  });
  const file = join(folder, name);
  await runJoin(project, {
    observations: { path: observed, eventTimestamp: "at" },
    features: FEATURES.map((feature) => feature.name),
    output: file,
  });
  return file;
}

describe("the output of a join", () => {
  it("is JSON of every value in JSON Lines", async () => {
    const text = readFileSync(await output("out.jsonl"), "utf8");
    expect(text).toContain('"f_list":[9007199254740993,null]');
    expect(JSON.parse(text)).toEqual({
      k: 1,
      at: "2024-02-01 00:00:00",
      own_bytes: "/g==",
      own_list: ["x", ""],
      own_number: "Infinity",
      own_text: "plain",
      empty: "",
      big: "18446744073709551615",
      f_nan: "NaN",
      f_map: [
        ['a"b', "NaN"],
        ["c", 1.5],
      ],
      f_list: [9007199254740992, null],
      f_bytes: "/wA=",
      f_text: 'a,b\t"c"',
      f_at: "2024-01-01T00:00:00.500000Z",
      f_none: null,
    });
  });

  it.each([
    ["out.csv", ","],
    ["out.tsv", "\t"],
  ])("is read again by a source of the same types from %s", async (name, delimiter) => {
    const own = ["1", "2024-02-01 00:00:00", "/g==", '"[""x"",""""]"', "Infinity", "plain", '""'];
    const features = [
      "NaN",
      '"[[""a\\""b"",""NaN""],[""c"",1.5]]"',
      delimiter === "," ? '"[9007199254740993,null]"' : "[9007199254740993,null]",
      "/wA=",
      '"a,b\t""c"""',
      "2024-01-01T00:00:00.500000Z",
      "",
    ];
    const lines = readFileSync(await output(name), "utf8").split("\n");
    expect(lines[0]).toBe(
      ["k,at,own_bytes,own_list,own_number,own_text,empty,big", ...FEATURES.map((feature) => feature.name)]
        .join(",")
        .replaceAll(",", delimiter),
    );
    expect(lines[1]).toBe([...own, "18446744073709551615", ...features].join(delimiter));
  });

  it("says of times in Parquet that they are instants", async () => {
    const { columns, types } = await readTable(`read_parquet('${await output("out.parquet")}')`);
    expect(types[columns.indexOf("f_at")]).toBe("TIMESTAMP WITH TIME ZONE");
    expect(types[columns.indexOf("at")]).toBe("TIMESTAMP");
  });
});
