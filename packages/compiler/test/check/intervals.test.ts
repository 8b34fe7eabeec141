import { showType } from "@pinion/core";
import { expect, test } from "vitest";
import { problemOf, typed } from "./support.js";

test.each([
  ["interval 1 day", "interval day", 86_400_000_000],
  ["interval 2 weeks", "interval day", 1_209_600_000_000],
  ["interval 1 day 2 hours", "interval day to hour", 93_600_000_000],
  ["interval 2 hours 1 day", "interval day to hour", 93_600_000_000],
  ["interval '1.5' second", "interval second", 1_500_000],
  ["interval 3 milliseconds", "interval second", 3_000],
  ["interval -1 hour", "interval hour", -3_600_000_000],
  ["interval '1 day -2 seconds'", "interval day to second", 86_398_000_000],
  ["interval 1 year", "interval year", 12],
  ["interval '1-2' year to month", "interval year to month", 14],
  ["interval -'1-2' year to month", "interval year to month", -14],
  ["interval '1 02:03:04.5' day to second", "interval day to second", 93_784_500_000],
  ["interval '3 months'", "interval month", 3],
])("%s is %s", (text, type, value) => {
  const expr = typed(text);
  expect(showType(expr.type)).toBe(type);
  expect(expr).toMatchObject({ kind: "literal", value });
});

test.each([
  "«interval '1-13' year to month»",
  "«interval '1 day 2' hour»",
  "«interval ''»",
  "«interval '1 fortnight'»",
])("%s does not read", (marked) => {
  expect(problemOf(marked).code).toBe("PN2403");
});

test("months and days in one text are refused as in a list of units", () => {
  for (const marked of ["«interval '1 year 2 days'»", "«interval '1 month -3 hours'»"]) {
    expect(problemOf(marked)).toMatchObject({
      code: "PN2020",
      message: "an INTERVAL holds years and months, or days and times, not both",
    });
  }
});
