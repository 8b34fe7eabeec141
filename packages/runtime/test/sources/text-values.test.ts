import { parseType, type ColumnEntry, type Value } from "@pinion/core";
import {
  parseDateText,
  parseTimestampText,
  stringToBigint,
  stringToBoolean,
  stringToDecimal,
  stringToDouble,
  stringToFloat,
} from "@pinion/core/std";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openDuckdb } from "../../src/sources/duckdb/database.js";
import { sqlText } from "../../src/sources/duckdb/sql-types.js";
import { streamChunks } from "../../src/sources/duckdb/stream.js";
import { textFunctions } from "../../src/sources/duckdb/text-functions.js";
import { typedColumn } from "../../src/sources/duckdb/typed-column.js";
import { valueAt } from "../../src/sources/duckdb/vectors.js";
import { projectZone } from "../../src/time/instant.js";
import { scratch } from "../support/engine.js";

const ZONE = projectZone("America/New_York");

/** What a column of a file of texts is of each text; "rejected" where it is not of its type. */
async function valuesOf(column: Omit<ColumnEntry, "name" | "nullable">, texts: readonly string[]) {
  const database = await openDuckdb({ scratch: scratch(), threads: 1 });
  try {
    const { value, bad = "false" } = typedColumn(
      { name: "v", nullable: true, ...column },
      { raw: "v", type: "TEXT" },
      textFunctions(database, ZONE),
      "the file",
    );
    const type = parseType(column.type) ?? { kind: "void" };
    const rows = texts.map((text, i) => `(${i}, ${sqlText(text)})`).join(", ");
    const sql = `SELECT ${value}, coalesce(${bad}, false) FROM (VALUES ${rows}) given(i, v) ORDER BY i`;
    const found: Value[] = [];
    const types = [type, { kind: "boolean" }] as const;
    for await (const { count, columns } of streamChunks(database.connection, sql, types)) {
      const [values, rejected] = columns;
      if (values === undefined || rejected === undefined) continue;
      for (let i = 0; i < count; i++)
        found.push(valueAt(rejected, types[1], i) === true ? "rejected" : valueAt(values, type, i));
    }
    return found;
  } finally {
    database.close();
  }
}

const pieces = (...all: readonly string[]) => fc.array(fc.constantFrom(...all), { maxLength: 7 });
const joined = (arbitrary: fc.Arbitrary<string[]>) => arbitrary.map((parts) => parts.join(""));
const NUMBERS = joined(
  pieces(
    "0",
    "1",
    "7",
    "12",
    "99",
    "000",
    "+",
    "-",
    ".",
    "_",
    "e",
    "E",
    "x",
    "0x",
    "0b",
    "f",
    "d",
    "L",
    " ",
    "\t",
    ",",
    "inf",
    "nan",
    "１",
  ),
);
const NEAR_NUMBERS = fc
  .tuple(
    fc.constantFrom("", "+", "-", " ", "+-", "\t"),
    fc.constantFrom(
      "",
      "0",
      "1",
      "12",
      "1_0",
      "1_000",
      "0x1F",
      "0b11",
      "2147483647",
      "9223372036854775807",
      "1e39",
    ),
    fc.constantFrom("", ".", ".0", ".5", ".000", ".0_0", ".125"),
    fc.constantFrom("", "e2", "E-1", "e1_0", "e+3", "e", "_", "d"),
    fc.constantFrom("", " ", "\n"),
  )
  .map((parts) => parts.join(""));
const TIMES = fc
  .tuple(
    fc.constantFrom("2024", "0024", "-123", "+024", "12024", "024", "2O24", "epoch", "infinity"),
    fc.constantFrom("-", "/", ""),
    fc.constantFrom("01", "1", "02", "13", " 1"),
    fc.constantFrom("-", "/", ""),
    fc.constantFrom("01", "1", "30", "31", " 1", "1 "),
    fc.constantFrom("", " ", "T", "  "),
    fc.constantFrom("", "10", "24", "23", " 1", "1"),
    fc.constantFrom("", ":00:00", ":59:60", ":0:0", ":00: 0", ":00:0Z", ":00:0.", ":00:00.5", ":00"),
    fc.constantFrom("", "", "Z", " (BC)", "+01:00", " "),
  )
  .map((parts) => parts.join(""));
const TRUTHS = joined(pieces("t", "T", "rue", "true", "f", "alse", "0", "1", " ", "yes", "no"));

const seed = Number(process.env["PINION_SEED"] ?? 1);
const texts = (arbitrary: fc.Arbitrary<string>) => [
  ...new Set(fc.sample(arbitrary, { seed, numRuns: 3_000 })),
];

/** Of a whole number with an exponent the cast to an integer of Spark's gives NULL; files take it. */
const whole = (text: string): Value => {
  const value = /e/iu.test(text) ? stringToDouble(text) : stringToBigint(text);
  return value === 0 ? 0 : value;
};
const decimal = (text: string): Value => stringToDecimal(20, 2, text);

it.each<[string, fc.Arbitrary<string>, (text: string) => Value]>([
  ["tinyint", NEAR_NUMBERS, whole],
  ["int", NEAR_NUMBERS, whole],
  ["int", NUMBERS, whole],
  ["bigint", NEAR_NUMBERS, whole],
  ["bigint", NUMBERS, whole],
  ["float", NEAR_NUMBERS, stringToFloat],
  ["double", NEAR_NUMBERS, stringToDouble],
  ["double", NUMBERS, stringToDouble],
  ["decimal(20,2)", NEAR_NUMBERS, decimal],
  ["decimal(20,2)", NUMBERS, decimal],
  ["boolean", TRUTHS, stringToBoolean],
  ["date", TIMES, parseDateText],
  ["timestamp", TIMES, (text) => parseTimestampText(text, ZONE)],
])(
  `a %s of a file is what a CAST makes of the text, or it is rejected, %#, seed ${seed}`,
  async (type, arbitrary, cast) => {
    const given = texts(arbitrary);
    const found = await valuesOf({ type }, given);
    const other = given.flatMap((text, i) => {
      if (found[i] === "rejected" || text.trim() === "") return [];
      return Object.is(found[i], cast(text)) ? [] : [[text, found[i], cast(text)]];
    });
    expect(other).toEqual([]);
    expect(found.some((value) => value !== "rejected" && value !== null)).toBe(true);
  },
);

it("no number is written in any other way than in an expression", async () => {
  const numbers = ["1_0", "1_000.5", "0x1F", "0X1f", "0b11", "+-1", "1e1_0"];
  for (const type of ["tinyint", "smallint", "int", "bigint", "float", "double", "decimal(12,2)"])
    expect([type, ...(await valuesOf({ type }, numbers))]).toEqual([type, ...numbers.map(() => "rejected")]);
  for (const format of ["epoch", "epoch_millis", "epoch_micros"])
    expect(await valuesOf({ type: "timestamp", format }, numbers)).toEqual(numbers.map(() => "rejected"));
  const plain = ["1", "+1", "-1", "1.0", "1.", "1e2", "100e-2"];
  for (const type of ["int", "bigint", "float", "double"])
    expect(await valuesOf({ type }, plain)).toEqual([1, 1, -1, 1, 1, 100, 1]);
});
