import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  parseCalendarInterval,
  parseDayTimeInterval,
  parseYearMonthInterval,
  printDayTimeInterval,
  printYearMonthInterval,
  showCalendarInterval,
  showDayTimeInterval,
  showYearMonthInterval,
} from "../../../src/std/interval/index.js";

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;

describe("as CAST writes them", () => {
  test.each([
    [14, "INTERVAL '1-2' YEAR TO MONTH"],
    [-14, "INTERVAL '-1-2' YEAR TO MONTH"],
    [-11, "INTERVAL '-0-11' YEAR TO MONTH"],
    [0, "INTERVAL '0-0' YEAR TO MONTH"],
    [-2147483648, "INTERVAL '-178956970-8' YEAR TO MONTH"],
  ])("%d months", (months, text) => {
    expect(showYearMonthInterval("year", "month", months)).toBe(text);
  });

  test("one field", () => {
    expect(showYearMonthInterval("year", "year", 60)).toBe("INTERVAL '5' YEAR");
    expect(showYearMonthInterval("month", "month", -5)).toBe("INTERVAL '-5' MONTH");
    expect(showDayTimeInterval("day", "day", DAY)).toBe("INTERVAL '1' DAY");
    expect(showDayTimeInterval("hour", "hour", 27 * HOUR)).toBe("INTERVAL '27' HOUR");
    expect(showDayTimeInterval("second", "second", 5_050_000)).toBe("INTERVAL '05.05' SECOND");
    expect(showDayTimeInterval("second", "second", 0)).toBe("INTERVAL '00' SECOND");
    expect(showDayTimeInterval("second", "second", -15_500_000)).toBe("INTERVAL '-15.5' SECOND");
  });

  test.each([
    ["day", "second", DAY + 2 * HOUR + 184_500_000, "INTERVAL '1 02:03:04.5' DAY TO SECOND"],
    ["day", "second", -(DAY + 2 * HOUR + 184_500_000), "INTERVAL '-1 02:03:04.5' DAY TO SECOND"],
    ["day", "hour", DAY + 2 * HOUR, "INTERVAL '1 02' DAY TO HOUR"],
    ["hour", "minute", 27 * HOUR + 300_000_000, "INTERVAL '27:05' HOUR TO MINUTE"],
    ["hour", "second", HOUR + 123_000_001, "INTERVAL '01:02:03.000001' HOUR TO SECOND"],
    ["minute", "second", 6_005_000_000, "INTERVAL '100:05' MINUTE TO SECOND"],
    ["day", "second", -9223372036854775808n, "INTERVAL '-106751991 04:00:54.775808' DAY TO SECOND"],
  ] as const)("%s to %s", (start, end, micros, text) => {
    expect(showDayTimeInterval(start, end, micros)).toBe(text);
  });

  test.each([
    [
      { months: 14, days: 25, micros: 5 * HOUR + 367_008_000 },
      "1 years 2 months 25 days 5 hours 6 minutes 7.008 seconds",
    ],
    [
      { months: -14, days: -4, micros: -(5 * HOUR + 367_008_000) },
      "-1 years -2 months -4 days -5 hours -6 minutes -7.008 seconds",
    ],
    [{ months: 12, days: 0, micros: -500_000 }, "1 years -0.5 seconds"],
    [{ months: 0, days: 0, micros: 0 }, "0 seconds"],
  ])("%j", (interval, text) => {
    expect(showCalendarInterval(interval)).toBe(text);
    expect(parseCalendarInterval(text)).toEqual(interval);
  });
});

test("as the command line prints them", () => {
  expect(printYearMonthInterval(-14)).toBe("-1-2");
  expect(printDayTimeInterval(DAY + 2 * HOUR + 184_500_000)).toBe("1 02:03:04.500000000");
  expect(printDayTimeInterval(-9223372036854775808n)).toBe("-106751991 04:00:54.775808000");
});

describe("parseCalendarInterval", () => {
  test.each([
    ["1 day", { months: 0, days: 1, micros: 0 }],
    [" INTERVAL 1 Year 2 months 3 weeks 4 days ", { months: 14, days: 25, micros: 0 }],
    ["1 days 1 day", { months: 0, days: 2, micros: 0 }],
    ["- 1 day + 2 hours", { months: 0, days: -1, micros: 2 * HOUR }],
    ["-1.5 seconds", { months: 0, days: 0, micros: -1_500_000 }],
    [".5 seconds", { months: 0, days: 0, micros: 500_000 }],
    ["1. second", { months: 0, days: 0, micros: 1_000_000 }],
    ["1.0000001 seconds 10 milliseconds 20 microseconds", { months: 0, days: 0, micros: 1_010_020 }],
  ])("%j", (text, interval) => {
    expect(parseCalendarInterval(text)).toEqual(interval);
  });

  test.each([
    "",
    "interval",
    "interval1 day",
    "1day",
    "1",
    "day",
    "1.5 days",
    "1 quarter",
    "9999999999 days",
    ". seconds",
  ])("%j is none", (text) => {
    expect(parseCalendarInterval(text)).toBeNull();
  });

  test("a megabyte is refused at once", () => {
    expect(parseCalendarInterval(`${"1".repeat(1_000_000)} days`)).toBeNull();
    expect(parseCalendarInterval("1 day ".repeat(150_000))).toEqual({ months: 0, days: 150_000, micros: 0 });
  });
});

describe("texts of certain fields", () => {
  test("round trips", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (months) => {
        expect(parseYearMonthInterval("year", "month", showYearMonthInterval("year", "month", months))).toBe(
          months,
        );
        expect(parseYearMonthInterval("year", "month", printYearMonthInterval(months))).toBe(months);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }), (micros) => {
        expect(parseDayTimeInterval("day", "second", showDayTimeInterval("day", "second", micros))).toBe(
          micros,
        );
        expect(parseDayTimeInterval("day", "second", printDayTimeInterval(micros))).toBe(micros);
      }),
    );
  });

  test.each(["1", "1-12", "- 1-2", "1-2-3", "INTERVAL '1-2' YEAR", "99999999999-0", "178956970-8"])(
    "%j is no YEAR TO MONTH",
    (text) => {
      expect(parseYearMonthInterval("year", "month", text)).toBeNull();
    },
  );

  test.each([
    "1 02:03",
    "1 24:00:00",
    "1 00:60:00",
    "1 00:00:60",
    "1 2:3:4.1234567891",
    "INTERVAL '1' DAY",
    "106751991 04:00:54.775808",
  ])("%j is no DAY TO SECOND", (text) => {
    expect(parseDayTimeInterval("day", "second", text)).toBeNull();
  });

  test("the sign may stand in front of the quotes", () => {
    expect(parseYearMonthInterval("year", "month", "interval -'1-2' year to month")).toBe(-14);
    expect(parseDayTimeInterval("second", "second", "70.5")).toBe(70_500_000);
    expect(parseDayTimeInterval("minute", "second", "70:10")).toBe(4_210_000_000);
  });
});
