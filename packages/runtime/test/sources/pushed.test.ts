import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseType, type FileSourceEntry, type Value } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { openDuckdb } from "../../src/sources/duckdb/database.js";
import { scanOf } from "../../src/sources/duckdb/scan.js";
import { textFunctions } from "../../src/sources/duckdb/text-functions.js";
import { openPushLog } from "../../src/sources/pushed/append.js";
import { openPushed } from "../../src/sources/pushed/read.js";
import { rowText } from "../../src/sources/pushed/row-text.js";
import { projectZone } from "../../src/time/instant.js";
import { scratch } from "../support/engine.js";
import { column } from "../support/source-rows.js";

const source = (...columns: readonly (readonly [string, string])[]): FileSourceEntry => ({
  kind: "file",
  name: "rides",
  path: "rides.csv",
  columns: columns.map(([name, type]) => column(name, type)),
});

const NUMBERS = source(["n", "int"]);

/** What a job reads: values as DuckDB shows them, and which rows it rejects. */
async function read(folder: string, of: FileSourceEntry = NUMBERS, timeZone = "UTC") {
  const database = await openDuckdb({ scratch: scratch() });
  try {
    const pushed = await openPushed({ database, source: of, folder });
    if (pushed === undefined) return { rows: [], rejected: [] };
    const scan = scanOf({
      ...{ source: of, tables: [pushed.table], columns: of.columns.map((_, i) => i), rowNumbers: true },
      ...{ functions: textFunctions(database, projectZone(timeZone)), what: "rows" },
    });
    const all = await database.connection.runAndReadAll(`SELECT * FROM (${scan.sql}) ORDER BY rn`);
    const found = all.getRowObjectsJson();
    return {
      rows: found.filter(({ bad }) => bad === null).map((row) => of.columns.map((_, i) => row[`c${i}`])),
      rejected: found.filter(({ bad }) => bad !== null).map(({ bad }) => scan.reasons[Number(bad)]),
    };
  } finally {
    database.close();
  }
}

const segments = (folder: string): readonly string[] => readdirSync(folder).map((name) => join(folder, name));

async function pushed(folder: string, ...rows: readonly string[]): Promise<void> {
  const log = openPushLog(folder, "rides");
  await log.append(rows);
  await log.close();
}

describe("the log of pushed rows", () => {
  it("keeps what was appended at once, in order, by one file", async () => {
    const folder = join(scratch(), "made", "deep");
    const log = openPushLog(folder, "rides");
    const numbers = Array.from({ length: 50 }, (_, i) => i);
    await Promise.all(numbers.map((n) => log.append([`{"n":${n}}`, `{"n":${-n}}`])));
    expect((await read(folder)).rows).toEqual(numbers.flatMap((n) => [[n], [-n + 0]]));
    expect(segments(folder)).toHaveLength(1);
    await log.close();
  });

  it("is never read behind its last line end, nor are the zeros of a lost page", async () => {
    const folder = scratch();
    await pushed(folder, '{"n":1}', '{"n":2}');
    const [first = ""] = segments(folder);
    const whole = readFileSync(first, "utf8");
    const [, second = ""] = whole.split("\n");
    for (let cut = 0; cut <= second.length; cut++) {
      writeFileSync(first, whole + second.slice(0, cut));
      if (cut % 16 === 0 || cut === second.length)
        expect(await read(folder), String(cut)).toEqual({ rows: [[1], [2]], rejected: [] });
    }
    await pushed(folder, '{"n":3}');
    appendFileSync(first, `\0\0\0\n${second.slice(0, 5)}\0`);
    expect(await read(folder)).toEqual({ rows: [[1], [2], [3]], rejected: [] });
  });

  it("tells a line that is none, and rows that fit no longer", async () => {
    const folder = scratch();
    await pushed(folder, '{"n":1}', '{"n":"x"}', "{}");
    appendFileSync(segments(folder)[0] ?? "", 'torn by hand\n{"n":5}\n{"at":1,"row":{"n":}}\n');
    expect(await read(folder)).toEqual({
      rows: [[1], [null]],
      rejected: [
        "the line is no JSON object; JSON Lines are one object a line",
        "`n` is no int",
        "the line is no JSON object; JSON Lines are one object a line",
        "the line is no JSON object; JSON Lines are one object a line",
      ],
    });
  });

  it("goes on in a new file where the one it wrote was removed", async () => {
    const folder = scratch();
    const log = openPushLog(folder, "rides");
    await log.append(['{"n":1}']);
    rmSync(folder, { recursive: true });
    await log.append(['{"n":2}']);
    await log.close();
    expect((await read(folder)).rows).toEqual([[2]]);
  });

  it("says what it cannot write, and goes on when it can", async () => {
    const folder = scratch();
    writeFileSync(join(folder, "file"), "");
    const log = openPushLog(join(folder, "file"), "rides");
    await expect(log.append(['{"n":1}'])).rejects.toMatchObject({ code: "PN6001" });
    rmSync(join(folder, "file"));
    await log.append(['{"n":2}']);
    await log.close();
    expect((await read(join(folder, "file"))).rows).toEqual([[2]]);
  });

  it("orders rows of several processes by when they were pushed, and knows its own source's alone", async () => {
    const folder = scratch();
    const [a, b] = [openPushLog(folder, "rides"), openPushLog(folder, "rides")];
    const other = openPushLog(folder, "rides_2");
    const clock = async (before: number) => {
      while (Date.now() <= before) await new Promise((resolve) => setTimeout(resolve, 1));
    };
    for (let n = 0; n < 6; n++) {
      await (n % 2 === 0 ? a : b).append([`{"n":${n}}`]);
      await other.append(['{"n":99}']);
      await clock(Date.now());
    }
    await Promise.all([a, b, other].map((log) => log.close()));
    expect(segments(folder)).toHaveLength(3);
    expect((await read(folder)).rows).toEqual([[0], [1], [2], [3], [4], [5]]);
  });
});

describe("rows of a segment", () => {
  const there = async (type: string, value: Value, zone = "America/New_York") => {
    const folder = scratch();
    const of = source(["a/b~", type], ["__proto__", type], ["none", type]);
    const parsed = parseType(type);
    if (parsed === undefined) throw new Error(type);
    const columns = of.columns.map(({ name }) => ({ name, type: parsed }));
    await pushed(folder, rowText(columns)([value, value, null]));
    const { rows, rejected } = await read(folder, of, zone);
    expect(rejected).toEqual([]);
    expect(rows[0]?.[0]).toEqual(rows[0]?.[1]);
    expect(rows[0]?.[2]).toBeNull();
    return rows[0]?.[0];
  };

  it.each<[string, Value, unknown]>([
    ["bigint", -(2n ** 63n), "-9223372036854775808"],
    ["double", Infinity, "Infinity"],
    ["double", 5e-324, 5e-324],
    ["double", 1.7976931348623157e308, 1.7976931348623157e308],
    ["float", Math.fround(0.1), Math.fround(0.1)],
    ["string", '"\\\n\u0000\u2028𝄞', '"\\\n\u0000\u2028𝄞'],
    ["string", "", ""],
    ["boolean", false, false],
    // 01:30 comes twice in New York on this day.
    ["timestamp", Date.UTC(2024, 10, 3, 5, 30) * 1000 + 1, "2024-11-03 05:30:00.000001"],
    ["timestamp", Date.UTC(2024, 10, 3, 6, 30) * 1000, "2024-11-03 06:30:00"],
    ["timestamp", -62_135_596_800_000_001n, "0000-12-31 23:59:59.999999"],
    ["timestamp", 9_000_000_000_000_000_000n, "287168-08-24 16:00:00"],
    ["date", 19_000, "2022-01-08"],
    ["array<timestamp>", [0, null], ["1970-01-01 00:00:00", null]],
    ["map<string,bigint>", [["a", 2n ** 60n]], [{ key: "a", value: String(2n ** 60n) }]],
    ["struct<x:double,y:array<decimal(5,2)>>", [1.5, [12_345n, null]], { x: 1.5, y: ["123.45", null] }],
  ])("hold %s exactly, case %#", async (type, value, expected) => {
    expect(await there(type, value)).toEqual(expected);
  });
});
