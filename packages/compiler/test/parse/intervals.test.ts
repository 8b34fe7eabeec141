import { describe, expect, test } from "vitest";
import { parsed, problemOf, shapeOf } from "./helpers/parse.js";

describe("INTERVAL", () => {
  test.each([
    ["INTERVAL 1 DAY", "(interval 1 day)"],
    ["interval 1 day 2 hours", "(interval 1 day, 2 hours)"],
    ["interval -1 month", "(interval -1 month)"],
    ["interval + 1 month", "(interval 1 month)"],
    ["interval '1' day", "(interval 1 day)"],
    ["interval -'1-2' year to month", "(interval -1-2 year to month)"],
    ["INTERVAL '1 12:30:15.5' DAY TO SECOND", "(interval 1 12:30:15.5 day to second)"],
    ["interval 1.5 seconds", "(interval 1.5 seconds)"],
    ["interval '1 day 2 hours'", "(interval 1 day 2 hours)"],
    ["interval '1 day' and a", "(and (interval 1 day) a)"],
    ["d + interval 1 day - interval 2 weeks", "(- (+ d (interval 1 day)) (interval 2 weeks))"],
    ["interval 1 day - 2 hours", "(interval 1 day, -2 hours)"],
    ["interval 1 day - x", "(- (interval 1 day) x)"],
    ["interval 1 day * 2", "(* (interval 1 day) 2)"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  test("keeps the place of each part", () => {
    expect(parsed("interval 1 day -2 hours")).toMatchObject({
      span: { start: 0, end: 23 },
      parts: [
        { value: "1", unit: "day", span: { start: 9, end: 14 } },
        { value: "-2", unit: "hours", span: { start: 15, end: 23 } },
      ],
      text: null,
    });
  });

  test.each([
    ["interval + 1", "(+ interval 1)"],
    ["interval - x", "(- interval x)"],
    ["interval", "interval"],
    ["interval(1)", "(interval 1)"],
    ["interval > 5", "(> interval 5)"],
  ])("is a column in %s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  test.each([
    ["interval 1", "the number of an INTERVAL lacks its unit"],
    ["interval 1 dya", "`dya` is no unit of an INTERVAL"],
    ["interval 1 day 2 huors", "expected an operator or the end of the expression, found `2`"],
    ["interval 1L day", "the number of an INTERVAL has neither a suffix nor an exponent"],
    ["interval 1 month 1 day", "an INTERVAL holds years and months, or days and times, not both"],
    ["interval '1' month to year", "an INTERVAL does not run from MONTH to YEAR"],
    ["interval '1' day to day", "an INTERVAL does not run from DAY to DAY"],
    ["interval '1-2' year to month 3 days", "an INTERVAL with TO has one value"],
  ])("%s: %s", (text, message) => {
    expect(problemOf(text).message).toBe(message);
  });
});
