import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BIGINT,
  BOOLEAN,
  CALENDAR_INTERVAL,
  DATE,
  DAY_SECOND_INTERVAL,
  decimal,
  DOUBLE,
  INT,
  showType,
  STRING,
  TIMESTAMP,
  YEAR_MONTH_INTERVAL,
  type DataType,
} from "../../../src/types/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

const DAY: DataType = { kind: "dayTimeInterval", start: "day", end: "day" };
const col = (type: DataType) => column(type.kind, type);

describe("types", () => {
  test.each([
    [DATE, "+", INT, "date"],
    [INT, "+", DATE, "date"],
    [DATE, "-", INT, "date"],
    [DATE, "-", DATE, "interval day"],
    [DATE, "-", TIMESTAMP, "interval day to second"],
    [TIMESTAMP, "-", TIMESTAMP, "interval day to second"],
    [STRING, "-", DATE, "interval day"],
    [DATE, "+", DAY, "date"],
    [DATE, "+", DAY_SECOND_INTERVAL, "timestamp"],
    [DATE, "-", YEAR_MONTH_INTERVAL, "date"],
    [DATE, "+", CALENDAR_INTERVAL, "date"],
    [TIMESTAMP, "+", DAY, "timestamp"],
    [YEAR_MONTH_INTERVAL, "+", TIMESTAMP, "timestamp"],
    [TIMESTAMP, "-", CALENDAR_INTERVAL, "timestamp"],
    [STRING, "+", DAY, "string"],
    [DAY, "+", DAY, "interval day"],
    [DAY, "-", DAY_SECOND_INTERVAL, "interval day to second"],
    [CALENDAR_INTERVAL, "+", CALENDAR_INTERVAL, "interval"],
    [DAY, "*", INT, "interval day to second"],
    [DOUBLE, "*", YEAR_MONTH_INTERVAL, "interval year to month"],
    [DAY, "/", decimal(3, 1), "interval day to second"],
    [CALENDAR_INTERVAL, "*", STRING, "interval"],
  ] as const)("%j %s %j", (left, op, right, type) => {
    expect(showType(tree(op, col(left), col(right)).type)).toBe(type);
  });

  test.each([
    [DATE, "+", BIGINT],
    [DATE, "+", STRING],
    [DATE, "+", DATE],
    [INT, "-", DATE],
    [TIMESTAMP, "+", INT],
    [TIMESTAMP, "-", STRING],
    [STRING, "+", YEAR_MONTH_INTERVAL],
    [DAY, "+", YEAR_MONTH_INTERVAL],
    [CALENDAR_INTERVAL, "+", DAY],
    [DAY, "-", DATE],
    [INT, "/", DAY],
    [DAY, "*", DAY],
    [DATE, "*", INT],
    [DATE, "/", DATE],
    [DAY, "+", BOOLEAN],
  ] as const)("no %j %s %j", (left, op, right) => {
    expect(refusalOf(op, col(left), col(right))).toMatch(/^PN22/);
  });

  test("of signs", () => {
    expect(tree("negative", col(DAY)).type).toEqual(DAY);
    expect(tree("positive", col(CALENDAR_INTERVAL))).toMatchObject({ kind: "column" });
    expect(tree("abs", col(YEAR_MONTH_INTERVAL)).type).toEqual(YEAR_MONTH_INTERVAL);
    expect(refusalOf("abs", col(CALENDAR_INTERVAL))).toMatch(/^PN2201: /);
    expect(refusalOf("negative", col(DATE))).toMatch(/^PN2201: /);
  });
});

const HOUR = 3_600_000_000;
/** 2020-03-07 02:30:00 in Los Angeles, a day before the clocks leave out 02:00 to 03:00. */
const BEFORE_GAP = 1_583_577_000_000_000;

describe("values", () => {
  test("a day is a day of the clocks, 24 hours are too, and what is over is time", () => {
    const later = tree("+", col(TIMESTAMP), col(DAY_SECOND_INTERVAL));
    const at = (dayTimeInterval: number) => valueOf(later, { timestamp: BEFORE_GAP, dayTimeInterval });
    expect(at(24 * HOUR)).toBe(BEFORE_GAP + 24 * HOUR);
    expect(at(48 * HOUR)).toBe(BEFORE_GAP + 47 * HOUR);
    expect(at(23 * HOUR)).toBe(BEFORE_GAP + 23 * HOUR);
  });

  test("timestamps differ by what the clocks show", () => {
    const between = tree("-", col(TIMESTAMP), literal(BEFORE_GAP, TIMESTAMP));
    expect(valueOf(between, { timestamp: BEFORE_GAP + 47 * HOUR })).toBe(48 * HOUR);
  });

  test("overflow is NULL", () => {
    const max = 2_147_483_647;
    const months = { yearMonthInterval: -max - 1 };
    expect(valueOf(tree("negative", col(YEAR_MONTH_INTERVAL)), months)).toBeNull();
    expect(valueOf(tree("abs", col(YEAR_MONTH_INTERVAL)), months)).toBeNull();
    expect(valueOf(tree("+", col(YEAR_MONTH_INTERVAL), literal(-1, YEAR_MONTH_INTERVAL)), months)).toBeNull();
    expect(valueOf(tree("-", col(DAY), literal(1, DAY)), { dayTimeInterval: -(2n ** 63n) })).toBeNull();
    expect(valueOf(tree("*", col(DAY), literal(3, INT)), { dayTimeInterval: 2n ** 62n })).toBeNull();
    expect(valueOf(tree("+", col(TIMESTAMP), literal(1, DAY)), { timestamp: 2n ** 63n - 1n })).toBeNull();
  });

  test("division by zero is NULL", () => {
    for (const zero of [
      literal(0, INT),
      literal(0n, decimal(3, 1)),
      literal(0, DOUBLE),
      literal(-0, DOUBLE),
    ]) {
      expect(valueOf(tree("/", literal(5, DAY_SECOND_INTERVAL), zero))).toBeNull();
      expect(valueOf(tree("/", literal(5, YEAR_MONTH_INTERVAL), zero))).toBeNull();
    }
    expect(
      valueOf(tree("/", literal({ months: 1, days: 2, micros: 3 }, CALENDAR_INTERVAL), literal(0, INT))),
    ).toBeNull();
  });

  test("NaN and infinities are no intervals", () => {
    for (const x of [NaN, Infinity, -Infinity]) {
      expect(valueOf(tree("*", literal(5, DAY_SECOND_INTERVAL), literal(x, DOUBLE)))).toBeNull();
      expect(valueOf(tree("*", literal(5, YEAR_MONTH_INTERVAL), literal(x, DOUBLE)))).toBeNull();
      expect(
        valueOf(tree("*", literal({ months: 1, days: 2, micros: 3 }, CALENDAR_INTERVAL), literal(x, DOUBLE))),
      ).toBeNull();
    }
  });

  test("halves are rounded away from zero", () => {
    const half = literal(5n, decimal(1, 1));
    expect(valueOf(tree("*", literal(3, YEAR_MONTH_INTERVAL), half))).toBe(2);
    expect(valueOf(tree("*", literal(-3, YEAR_MONTH_INTERVAL), half))).toBe(-2);
    expect(valueOf(tree("/", literal(-3, YEAR_MONTH_INTERVAL), literal(2, INT)))).toBe(-2);
    expect(valueOf(tree("/", literal(1, YEAR_MONTH_INTERVAL), literal(3, INT)))).toBe(0);
  });

  test("an interval added and taken away again leaves a timestamp at a fixed offset as it was", () => {
    const micros = fc.integer({ min: -(2 ** 52), max: 2 ** 52 });
    fc.assert(
      fc.property(micros, micros, (timestamp, dayTimeInterval) => {
        const there = valueOf(tree("+", col(TIMESTAMP), col(DAY_SECOND_INTERVAL)), {
          timestamp,
          dayTimeInterval,
        });
        expect(there).not.toBeNull();
        const difference = tree("-", literal(there, TIMESTAMP), col(TIMESTAMP));
        const back = valueOf(difference, { timestamp });
        // The clocks of Los Angeles have stood at -07:52:58, -08:00 and -07:00.
        expect(Math.abs(Number(back) - dayTimeInterval)).toBeLessThanOrEqual(HOUR);
      }),
    );
  });
});
