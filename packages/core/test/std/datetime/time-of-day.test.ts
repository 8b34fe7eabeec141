import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addToTime,
  exactSecondOfTime,
  microsOfTime,
  millisOfTime,
  parseTimeOfDay,
  secondsOfTime,
  showTimeOfDay,
  timeDifference,
  timeOfDecimal,
  timeOfDouble,
  timeOfMicros,
  timeOfMillis,
  timeOfSeconds,
  timeTruncated,
} from "../../../src/std/datetime/index.js";

const shown = (text: string): string | null => {
  const micros = parseTimeOfDay(text);
  return micros === null ? null : showTimeOfDay(micros);
};

describe("parseTimeOfDay", () => {
  test.each([
    ["12:34:56.789", "12:34:56.789"],
    ["1:2:3", "01:02:03"],
    ["12:34", "12:34:00"],
    ["T12:34", "12:34:00"],
    ["\t12:34\n", "12:34:00"],
    ["12:34:56.", "12:34:56"],
    ["12:34:56.123456789", "12:34:56.123456"],
    ["12:30am", "00:30:00"],
    ["12:30 PM", "12:30:00"],
    ["1:00  Pm", "13:00:00"],
    ["T1:00 PM", "13:00:00"],
    ["23:59:59.999999", "23:59:59.999999"],
  ])("reads %j", (text, time) => expect(shown(text)).toBe(time));

  test.each([
    "",
    "12",
    "12 PM",
    "24:00:00",
    "12:60",
    "12:34:60",
    "012:34",
    "-1:00",
    "+12:00",
    "t1:00",
    "0:30 AM",
    "13:00 PM",
    "12:34:56Z",
    "12:34:56 UTC",
    "12:34:56,5",
    "2020-01-01 12:34:56",
    "1:00 PM x",
    "PM",
    "12:34\u00a0",
  ])("reads nothing in %j", (text) => expect(shown(text)).toBeNull());

  test("takes linear time over blanks", () => {
    expect(shown(`${" ".repeat(1_000_000)}1:00${" ".repeat(1_000_000)}pm x`)).toBeNull();
  });
});

const micros = fc.integer({ min: 0, max: 86_399_999_999 });

test("what is shown is read back", () => {
  fc.assert(fc.property(micros, (time) => parseTimeOfDay(showTimeOfDay(time)) === time));
});

test("a sum is the time or beyond the day", () => {
  fc.assert(
    fc.property(micros, micros, (time, by) => {
      const sum = addToTime(time, by);
      expect(sum).toBe(time + by < 86_400_000_000 ? time + by : null);
      expect(addToTime(time, -by)).toBe(time >= by ? time - by : null);
    }),
  );
});

test("units are cut off towards the smaller length", () => {
  expect(timeDifference("HOUR", 86_399_000_000, 0)).toBe(-23);
  expect(timeDifference("hour", 0, 3_599_999_999)).toBe(0);
  expect(timeDifference("hours", 0, 0)).toBeNull();
  expect(timeTruncated("Minute", 45_296_789_012)).toBe(45_240_000_000);
  expect(exactSecondOfTime(1, 45_296_789_012)).toBe(56_789_012n);
  expect(exactSecondOfTime(1000, 45_296_789_012)).toBe(56_789_000n);
});

describe("counts since midnight", () => {
  const LAST = 86_399_999_999;

  test("every time of day comes back from its microseconds, and from its exact seconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LAST }), (micros) => {
        expect(timeOfMicros(microsOfTime(micros))).toBe(micros);
        expect(timeOfDecimal(6, secondsOfTime(micros))).toBe(micros);
        expect(timeOfMillis(millisOfTime(micros))).toBe(micros - (micros % 1000));
      }),
    );
  });

  test("what is not within the day is no time", () => {
    expect([timeOfSeconds(86_399), timeOfSeconds(86_400), timeOfSeconds(-1)]).toEqual([86_399e6, null, null]);
    expect([timeOfMillis(86_399_999), timeOfMillis(86_400_000)]).toEqual([86_399_999_000, null]);
    expect([timeOfMicros(LAST), timeOfMicros(LAST + 1), timeOfMicros(2n ** 62n)]).toEqual([LAST, null, null]);
    expect(timeOfSeconds(2n ** 63n - 1n)).toBeNull();
  });

  test("a fraction of a second is cut as a DOUBLE, and exact as a DECIMAL", () => {
    expect(timeOfDouble(1.2345678)).toBe(1_234_567);
    expect([timeOfDouble(NaN), timeOfDouble(Infinity), timeOfDouble(-0.5)]).toEqual([null, null, null]);
    expect([timeOfDecimal(1, 15n), timeOfDecimal(7, 1n)]).toEqual([1_500_000, null]);
  });
});
