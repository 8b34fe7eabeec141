import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  civilDay,
  civilMonth,
  civilOf,
  civilYear,
  dayOfYearOf,
  daysInMonth,
  daysOf,
  isoWeekOf,
  isoYearOf,
  mondayBased,
  plusMonths,
  validDaysOf,
} from "../../../src/std/datetime/calendar.js";

const fieldsOf = (days: number): readonly number[] => {
  const civil = civilOf(days);
  return [civilYear(civil), civilMonth(civil), civilDay(civil)];
};

/** Every day that a Date can hold, and days beyond that a DATE can. */
const someDay = fc.oneof(
  fc.integer({ min: -100_000_000, max: 100_000_000 }),
  fc.integer({ min: -800_000, max: 800_000 }),
);

describe("civilOf", () => {
  test.each([
    [0, [1970, 1, 1]],
    [-1, [1969, 12, 31]],
    [11_016, [2000, 2, 29]],
    [-719_162, [1, 1, 1]],
    [-719_528, [0, 1, 1]],
    [2_932_896, [9999, 12, 31]],
    [2_147_483_647, [5_881_580, 7, 11]],
    [-2_147_483_648, [-5_877_641, 6, 23]],
  ])("day %d", (days, fields) => {
    expect(fieldsOf(days)).toEqual(fields);
    const [year, month, day] = fields as [number, number, number];
    expect(daysOf(year, month, day)).toBe(days);
  });

  test("agrees with Date", () => {
    fc.assert(
      fc.property(someDay, (days) => {
        const date = new Date(days * 86_400_000);
        expect(fieldsOf(days)).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
        expect((mondayBased(days) + 1) % 7).toBe(date.getUTCDay());
      }),
    );
  });

  test("is undone by daysOf", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (days) => {
        const [year, month, day] = fieldsOf(days) as [number, number, number];
        expect(daysOf(year, month, day)).toBe(days);
        expect(validDaysOf(year, month, day)).toBe(days);
      }),
    );
  });

  test("packed dates compare as the dates do", () => {
    fc.assert(
      fc.property(someDay, someDay, (a, b) => {
        expect(Math.sign(civilOf(a) - civilOf(b))).toBe(Math.sign(a - b));
      }),
    );
  });
});

test.each([
  [2020, 2, 30],
  [2019, 2, 29],
  [1900, 2, 29],
  [2020, 13, 1],
  [2020, 0, 1],
  [2020, 4, 31],
  [2020, 1, 0],
  [5_881_580, 7, 12],
  [-5_877_641, 6, 22],
])("there is no %d-%d-%d", (year, month, day) => {
  expect(validDaysOf(year, month, day)).toBeNull();
});

test("2000-02-29 is a day of the year 60", () => {
  expect(dayOfYearOf(daysOf(2000, 2, 29))).toBe(60);
  expect(dayOfYearOf(daysOf(2000, 12, 31))).toBe(366);
});

test.each([
  [2005, 1, 1, 2004, 53],
  [2008, 12, 29, 2009, 1],
  [2010, 1, 3, 2009, 53],
  [2012, 1, 1, 2011, 52],
  [2020, 12, 31, 2020, 53],
  [2024, 12, 30, 2025, 1],
])("%d-%d-%d is in ISO week %d-W%d", (year, month, day, isoYear, isoWeek) => {
  const days = daysOf(year, month, day);
  expect([isoYearOf(days), isoWeekOf(days)]).toEqual([isoYear, isoWeek]);
});

test("months are added to the end of a shorter one", () => {
  const days = daysOf(2020, 1, 31);
  expect(fieldsOf(plusMonths(days, 1))).toEqual([2020, 2, 29]);
  expect(fieldsOf(plusMonths(days, -2))).toEqual([2019, 11, 30]);
  expect(fieldsOf(plusMonths(days, 12))).toEqual([2021, 1, 31]);
  expect(daysInMonth(2100, 2)).toBe(28);
});
