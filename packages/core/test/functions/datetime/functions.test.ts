import { describe, expect, test } from "vitest";
import { refused } from "../../../src/functions/record.js";
import { findFunction } from "../../../src/functions/registry.js";
import type { TypedExpr } from "../../../src/typed/index.js";
import { BIGINT, DATE, DOUBLE, INT, STRING, TIMESTAMP } from "../../../src/types/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

const s = (value: string) => literal(value, STRING);
const T = column("t", TIMESTAMP);
const D = column("d", DATE);

function inZone(timeZone: string, name: string, expr: TypedExpr): TypedExpr {
  const span = { start: 0, end: 0 };
  const resolution = findFunction(name)!.resolve({
    name,
    span,
    nameSpan: span,
    args: [{ kind: "value", expr, type: expr.type, span }],
    context: { timeZone },
  });
  if (refused(resolution)) throw new Error("refused");
  return resolution;
}

describe("clocks", () => {
  test.each([
    ["UTC", 8],
    ["America/Los_Angeles", 0],
    ["+05:30", 14],
    ["Australia/Lord_Howe", 19],
  ])("hour in %s", (timeZone, hour) => {
    expect(valueOf(inZone(timeZone, "hour", T), { t: 1_578_213_000_000_000 })).toBe(hour);
  });

  test("are DuckDB's in UTC alone", () => {
    for (const timeZone of ["UTC", "Z", "+00:00", "GMT", "Etc/UTC"]) {
      expect(inZone(timeZone, "minute", T)).toHaveProperty("impl.duckdb");
    }
    for (const timeZone of ["Europe/London", "+05:30", "Etc/GMT+8"]) {
      expect(inZone(timeZone, "minute", T)).not.toHaveProperty("impl.duckdb");
    }
  });

  test("the reference system's name for hour", () => {
    expect(valueOf(tree("hourofday", T), { t: 0 })).toBe(16);
  });
});

describe("days", () => {
  test("wrap around at the ends of DATE", () => {
    expect(valueOf(tree("date_add", D, literal(1, INT)), { d: 2_147_483_647 })).toBe(-2_147_483_648);
    expect(valueOf(tree("date_diff", D, literal(-1, DATE)), { d: 2_147_483_647 })).toBe(-2_147_483_648);
  });

  test("are no BIGINT and no column of texts", () => {
    expect(refusalOf("date_add", D, literal(1, BIGINT))).toBe(
      "PN2201: argument 2 of `date_add` is bigint, expected int, smallint or tinyint",
    );
    expect(refusalOf("date_sub", D, column("x", STRING))).toMatch(/^PN2201: /);
    expect(refusalOf("date_sub", D, s("1.2"))).toBe(
      "PN2304: argument 2 of `date_sub` is a text that is no whole number",
    );
    expect(valueOf(tree("date_sub", D, s(" 2 ")), { d: 5 })).toBe(3);
  });

  test("months beyond DATE are NULL", () => {
    expect(valueOf(tree("add_months", D, literal(2_147_483_647, INT)), { d: 0 })).toBeNull();
  });
});

describe("units", () => {
  test("of timestampadd and timestampdiff", () => {
    expect(refusalOf("timestampadd", s("fortnight"), literal(1, INT), T)).toBe(
      "PN2304: `fortnight` is no unit of `timestampadd`",
    );
    expect(refusalOf("timestampdiff", column("u", STRING), T, T)).toMatch(/^PN2303: /);
    expect(refusalOf("timestampadd", s("day"), D, T)).toMatch(/^PN2201: argument 2 /);
  });

  test("of time_duration", () => {
    const minutes = tree("time_duration", T, column("u", TIMESTAMP), s("minutes"));
    expect(minutes.type).toEqual(DOUBLE);
    expect(valueOf(minutes, { t: 0, u: 90_000_000 })).toBe(1.5);
    expect(valueOf(minutes, { t: -9_223_372_036_854_775_808n, u: 9_223_372_036_854_775_807n })).toBeCloseTo(
      Number(2n ** 64n) / 6e7,
      3,
    );
    expect(valueOf(tree("time_duration", T, T, s("Hour")), { t: 5 })).toBe(0);
    expect(refusalOf("time_duration", T, T, s("months"))).toMatch(/^PN2304: /);
    const texts = tree("time_duration", column("a", STRING), column("b", STRING), s("days"));
    expect(valueOf(texts, { a: "2020-01-01", b: "2020-01-02 12:00:00" })).toBe(1.5);
    expect(valueOf(texts, { a: "2020-01-01", b: "soon" })).toBeNull();
  });

  test("of date_part", () => {
    expect(refusalOf("date_part", s("epoch"), T)).toBe(
      "PN2304: `epoch` is no part of a date, time, timestamp or interval",
    );
    expect(refusalOf("date_part", column("p", STRING), T)).toMatch(/^PN2303: /);
    expect(refusalOf("date_part", s("year"), literal(1, INT))).toMatch(/^PN2201: /);
  });

  test("of trunc and date_trunc come from rows too", () => {
    const truncated = tree("date_trunc", column("u", STRING), T);
    expect(valueOf(truncated, { u: "Hour", t: 3_600_000_001 })).toBe(3_600_000_000);
    expect(valueOf(truncated, { u: "fortnight", t: 1 })).toBeNull();
    expect(valueOf(tree("trunc", D, column("u", STRING)), { u: "day", d: 1 })).toBeNull();
  });
});

describe("time zones", () => {
  test("that there are not are refused where they are constant and NULL in rows", () => {
    expect(refusalOf("from_utc_timestamp", T, s("Mars/Phobos"))).toBe(
      "PN2304: there is no time zone `Mars/Phobos`",
    );
    const moved = tree("to_utc_timestamp", T, column("z", STRING));
    expect(valueOf(moved, { t: 0, z: "Asia/Seoul" })).toBe(-32_400_000_000);
    expect(valueOf(moved, { t: 0, z: "Mars/Phobos" })).toBeNull();
    expect(refusalOf("convert_timezone", s("UTC"), s("nowhere"), T)).toMatch(/^PN2304: /);
  });

  test("convert_timezone keeps to what clocks show", () => {
    const converted = tree("convert_timezone", s("Europe/Brussels"), s("America/Los_Angeles"), T);
    // 2021-12-06 00:00:00 in Brussels is 2021-12-05 15:00:00 in Los Angeles.
    expect(valueOf(converted, { t: 1_638_777_600_000_000 })).toBe(1_638_745_200_000_000);
  });
});

test("a truncated hour keeps to its pass of an overlap", () => {
  const truncated = tree("date_trunc", s("hour"), T);
  // 2020-11-01 01:30 first at -07:00, then at -08:00.
  expect(valueOf(truncated, { t: 1_604_219_400_000_000 })).toBe(1_604_217_600_000_000);
  expect(valueOf(truncated, { t: 1_604_223_000_000_000 })).toBe(1_604_221_200_000_000);
});

test("make_timestamp tells which counts of arguments there are", () => {
  expect(refusalOf("make_timestamp", ...Array.from({ length: 5 }, () => literal(1, INT)))).toBe(
    "PN2302: `make_timestamp` takes 1, 2, 3, 6 or 7 arguments, not 5",
  );
});

test("timestamps of years beyond 2255 stay exact", () => {
  expect(valueOf(tree("timestamp_micros", column("n", BIGINT)), { n: 9_223_372_036_854_775_807n })).toBe(
    9_223_372_036_854_775_807n,
  );
  expect(valueOf(tree("unix_millis", T), { t: -9_223_372_036_854_775_808n })).toBe(-9_223_372_036_854_776n);
  expect(valueOf(tree("timestamp_seconds", column("n", BIGINT)), { n: 9_223_372_036_855 })).toBeNull();
  const later = tree("timestampadd", s("microsecond"), column("n", BIGINT), T);
  expect(valueOf(later, { n: 1, t: 9_007_199_254_740_991 })).toBe(9_007_199_254_740_992n);
  expect(valueOf(later, { n: 1, t: 9_223_372_036_854_775_807n })).toBeNull();
});
