import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  parseDateText,
  parseTimestampText,
  showDate,
  showTimestamp,
} from "../../../src/std/datetime/text.js";
import { zoneOf } from "../../../src/std/datetime/zone.js";

const LA = zoneOf("America/Los_Angeles");
const shownDate = (text: string): string | null => {
  const days = parseDateText(text);
  return days === null ? null : showDate(days);
};
const shownTimestamp = (text: string): string | null => {
  const micros = parseTimestampText(text, LA);
  return micros === null ? null : showTimestamp(micros, LA);
};

describe("parseDateText", () => {
  test.each([
    ["2020-01-05", "2020-01-05"],
    ["2020-1-5", "2020-01-05"],
    ["2020-1", "2020-01-01"],
    ["2020", "2020-01-01"],
    [" \t2020-01-05\n", "2020-01-05"],
    ["2020-01-05 abc", "2020-01-05"],
    ["2020-01-05T25:99", "2020-01-05"],
    ["+2020-01-05", "2020-01-05"],
    ["-0001-01-01", "-0001-01-01"],
    ["0000-01-01", "0000-01-01"],
    ["10000-01-01", "+10000-01-01"],
    ["5881580-07-11", "+5881580-07-11"],
    ["-5877641-06-23", "-5877641-06-23"],
  ])("%j", (text, shown) => {
    expect(shownDate(text)).toBe(shown);
  });

  test.each([
    "",
    " ",
    "-",
    "020-01-01",
    "99999999-01-01",
    "5881580-07-12",
    "2020-13-01",
    "2020-02-30",
    "2020-001-01",
    "2020-01-",
    "2020-01-05-",
    "2020 x",
    "2020-01x",
    "now",
    "2020-01-05\u00a0",
    "２０２０-01-05",
  ])("%j is no date", (text) => {
    expect(parseDateText(text)).toBeNull();
  });

  test("reads what showDate writes, for every DATE", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (days) => {
        expect(parseDateText(showDate(days))).toBe(days);
      }),
    );
  });
});

describe("parseTimestampText", () => {
  test.each([
    ["2020", "2020-01-01 00:00:00"],
    ["2020-1", "2020-01-01 00:00:00"],
    ["2020-1-5", "2020-01-05 00:00:00"],
    ["2020-1-5 1:2:3", "2020-01-05 01:02:03"],
    ["2020-1-5 1:2", "2020-01-05 01:02:00"],
    ["2020-1-5 1", "2020-01-05 01:00:00"],
    ["2020-1-5 1:2:3.", "2020-01-05 01:02:03"],
    ["2020-01-05T10:11:12.1234567891", "2020-01-05 10:11:12.123456"],
    ["2020-01-05 10:11:12.120", "2020-01-05 10:11:12.12"],
    ["2020-01-05T10:11:12Z", "2020-01-05 02:11:12"],
    ["2020-01-05T10:11:12.5+08:00", "2020-01-04 18:11:12.5"],
    ["2020-01-05 10:11:12 UTC+3", "2020-01-04 23:11:12"],
    ["2020-01-05 10:11:12Europe/Berlin", "2020-01-05 01:11:12"],
    ["2020-03-08 02:30:00", "2020-03-08 03:30:00"],
    ["2020-11-01 01:30:00", "2020-11-01 01:30:00"],
    ["1582-10-10 00:00:00", "1582-10-10 00:00:00"],
    ["0001-01-01 00:00:00", "0001-01-01 00:00:00"],
    ["9999-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999"],
    ["-0001-01-01", "-0001-01-01 00:00:00"],
    ["99999-03-18T12:03:17", "+99999-03-18 12:03:17"],
    ["10:11:12", "1970-01-01 10:11:12"],
    ["T10:11", "1970-01-01 10:11:00"],
    ["T10", "1970-01-01 10:00:00"],
  ])("%j", (text, shown) => {
    expect(shownTimestamp(text)).toBe(shown);
  });

  test.each([
    "",
    "10",
    "10:",
    " T10:11",
    "+10:11",
    "2020-1-5 1:2Z",
    "2020-1-5T",
    "2020-1-5 1:2:3 Mars/Phobos",
    "2020-1-5 1:2:3+18:01",
    "2020-1-5 1:2:3.4.5",
    "2020-1-5 24:00:00",
    "2020-1-5 1:60:00",
    "2020-1-5 1:2:60",
    "2020-1-5t1:2:3",
    "2020-1-5  1:2:3",
    "2020T01:02:03",
    "1234567-01-01",
    "294247-01-10 04:00:54.775808Z",
    "2020-1-5 1:2:3 中",
  ])("%j is no timestamp", (text) => {
    expect(parseTimestampText(text, LA)).toBeNull();
  });

  test("long texts are refused at once", () => {
    expect(parseTimestampText("1".repeat(100_000), LA)).toBeNull();
    expect(parseTimestampText(`2020-01-01 00:00:00 ${"A".repeat(100_000)}`, LA)).toBeNull();
    expect(parseDateText("(".repeat(100_000))).toBeNull();
  });

  test("the ends of 64 bits", () => {
    expect(parseTimestampText("294247-01-10 04:00:54.775807Z", LA)).toBe(9223372036854775807n);
    expect(parseTimestampText("-290308-12-21 19:59:05.224192Z", LA)).toBe(-9223372036854775808n);
    expect(showTimestamp(9223372036854775807n, zoneOf("UTC"))).toBe("+294247-01-10 04:00:54.775807");
    expect(showTimestamp(-9223372036854775808n, zoneOf("UTC"))).toBe("-290308-12-21 19:59:05.224192");
  });

  test("reads what showTimestamp writes, overlaps apart", () => {
    const micros = fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n });
    fc.assert(
      fc.property(micros, fc.constantFrom("UTC", "+05:30", "-07:52:58"), (exact, id) => {
        const zone = zoneOf(id);
        const value = Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
        expect(parseTimestampText(showTimestamp(value, zone), zone)).toBe(value);
      }),
    );
  });
});
