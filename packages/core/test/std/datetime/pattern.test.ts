import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTimestampPattern } from "../../../src/std/datetime/pattern-format.js";
import { parseDatePattern, parseTimestampPattern } from "../../../src/std/datetime/pattern-read.js";
import { compilePattern, isPatternError, type CompiledPattern } from "../../../src/std/datetime/pattern.js";
import type { PatternUse } from "../../../src/std/datetime/pattern-elements.js";
import { parseTimestampText, showDate, showTimestamp } from "../../../src/std/datetime/text.js";
import { zoneOf } from "../../../src/std/datetime/zone.js";

const LA = zoneOf("America/Los_Angeles");

function compiled(pattern: string, use: PatternUse = "parse"): CompiledPattern {
  const made = compilePattern(pattern, use);
  if (isPatternError(made)) throw new Error(`the pattern ${made.error}`);
  return made;
}

function parsed(text: string, pattern: string): string | null {
  const micros = parseTimestampPattern(compiled(pattern), LA, text);
  return micros === null ? null : showTimestamp(micros, LA);
}

function formatted(timestamp: string, pattern: string, zone = LA): string | null {
  const micros = parseTimestampText(timestamp, zone);
  if (micros === null) throw new Error(timestamp);
  return formatTimestampPattern(compiled(pattern, "format"), zone, micros);
}

/** All from Spark 4.1 in America/Los_Angeles. */
describe("reading", () => {
  test.each([
    ["2020-01-05 10:11:12", "yyyy-MM-dd HH:mm:ss", "2020-01-05 10:11:12"],
    ["2019-10-06 10:11:12.1234", "yyyy-MM-dd HH:mm:ss.SSSSSS[zzz]", "2019-10-06 10:11:12.1234"],
    ["2019-10-06 10:11:12.123UTC", "yyyy-MM-dd HH:mm:ss.SSSSSS[zzz]", "2019-10-06 03:11:12.123"],
    [
      "123456 2019-10-06 10:11:12.123456PST",
      "SSSSSS yyyy-MM-dd HH:mm:ss.SSSSSS[zzz]",
      "2019-10-06 10:11:12.123456",
    ],
    ["2019-10-06 10:11:12.12", "yyyy-MM-dd HH:mm[:ss.SSSSSS]", "2019-10-06 10:11:12.12"],
    ["2019-10-06T10:11:12'12", "yyyy-MM-dd'T'HH:mm:ss''SSSS", "2019-10-06 10:11:12.12"],
    ["2019-10-06t10:11:12", "yyyy-MM-dd'T'HH:mm:ss", "2019-10-06 10:11:12"],
    ["2019 10:10:10", "yyyy hh:mm:ss", "2019-01-01 10:10:10"],
    ["009999", "y", "9999-01-01 00:00:00"],
    ["+12020", "yyyy", "+12020-01-01 00:00:00"],
    ["20200105101112", "yyyyMMddHHmmss", "2020-01-05 10:11:12"],
    ["50120", "dMMyy", "2020-01-05 00:00:00"],
    ["5/1/20", "d/M/yy", "2020-01-05 00:00:00"],
    ["100", "DD", "1970-04-10 00:00:00"],
    ["365", "DDD", "1970-12-31 00:00:00"],
    ["31-365", "dd-DDD", "1970-12-31 00:00:00"],
    ["2020-366", "yyyy-DDD", "2020-12-31 00:00:00"],
    ["JAN 5, 2020", "MMM d, yyyy", "2020-01-05 00:00:00"],
    ["january 05 2020", "MMMM dd yyyy", "2020-01-05 00:00:00"],
    ["44 BC", "y G", "-0043-01-01 00:00:00"],
    ["12:30:00 AM", "hh:mm:ss a", "1970-01-01 00:30:00"],
    ["PM", "a", "1970-01-01 12:00:00"],
    ["24:00", "kk:mm", "1970-01-01 00:00:00"],
    ["2020-01-05 10:11 +08", "yyyy-MM-dd HH:mm X", "2020-01-04 18:11:00"],
    ["2020-01-05 10:11 +08:30:15", "yyyy-MM-dd HH:mm xxxxx", "2020-01-04 17:40:45"],
    ["2020-01-05 10:11 GMT+8:30", "yyyy-MM-dd HH:mm O", "2020-01-04 17:41:00"],
    ["2020-01-05 10:11 europe/berlin", "yyyy-MM-dd HH:mm VV", "2020-01-05 01:11:00"],
    ["2020-01-05 10:11 Central European Summer Time", "yyyy-MM-dd HH:mm zzzz", "2020-01-05 01:11:00"],
    ["2020-03-08 02:30:00", "yyyy-MM-dd HH:mm:ss", "2020-03-08 03:30:00"],
  ])("%s as %s", (text, pattern, shown) => {
    expect(parsed(text, pattern)).toBe(shown);
  });

  test.each([
    ["2020-01-27T20:06:11.847", "yyyy-MM-dd HH:mm:ss.SSS"],
    ["2019-10-06 10:11:12.", "yyyy-MM-dd HH:mm:ss.SSSSSS[zzz]"],
    ["2019-10-06 10:11:12.1234567PST", "yyyy-MM-dd HH:mm:ss.SSSSSS[zzz]"],
    ["12.1232019-10-06S10:11", "ss.SSSSyyyy-MM-dd'S'HH:mm"],
    ["12020", "yyyy"],
    ["020", "yyyy"],
    ["-0000", "yyyy"],
    ["123", "yy"],
    ["9", "DD"],
    ["99", "DDD"],
    ["02-29", "MM-dd"],
    ["11-365", "MM-DDD"],
    ["12-30-365", "MM-dd-DDD"],
    ["2019-366", "yyyy-DDD"],
    ["2020-01-365", "yyyy-dd-DDD"],
    ["2020-02-30", "yyyy-MM-dd"],
    ["2020-13-01", "yyyy-MM-dd"],
    ["2020-1-5", "yyyy-MM-dd"],
    ["2020-01-05 2021", "yyyy-MM-dd yyyy"],
    ["13:00 PM", "hh:mm a"],
    ["24:00", "HH:mm"],
    ["10:11 PM", "HH:mm a"],
    ["2020-01-05 10:11 +19:00", "yyyy-MM-dd HH:mm ZZZZZ"],
    ["", "yyyy"],
  ])("%s is not %s", (text, pattern) => {
    expect(parsed(text, pattern)).toBeNull();
  });

  test("a date is that of the session's zone", () => {
    const pattern = compiled("yyyy-MM-dd'T'HH:mm:ssXXX");
    expect(showDate(parseDatePattern(pattern, LA, "2020-01-05T00:30:00Z")!)).toBe("2020-01-04");
    expect(parseDatePattern(pattern, LA, "2020-01-05")).toBeNull();
  });
});

describe("writing", () => {
  test.each([
    ["2020-01-05 10:11:12.123456", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2020-01-05T10:11:12.123-08:00"],
    ["2020-01-05 10:11:12", "EEE, d MMM yyyy", "Sun, 5 Jan 2020"],
    ["2020-01-05 10:11:12", "EEEE, MMMM dd, yyyy G", "Sunday, January 05, 2020 AD"],
    ["2020-07-04 00:30:00", "h:mm a k K D Q QQ QQQ QQQQ", "12:30 AM 24 0 186 3 03 Q3 3rd quarter"],
    [
      "2020-07-04 00:30:00",
      "z zzzz VV v vvvv",
      "PDT Pacific Daylight Time America/Los_Angeles PT Pacific Time",
    ],
    [
      "2020-07-04 00:30:00",
      "X x XX Z ZZZZ ZZZZZ O OOOO",
      "-07 -07 -0700 -0700 GMT-07:00 -07:00 GMT-7 GMT-07:00",
    ],
    ["1883-11-18 11:00:00", "XXXXX xxxx O z", "-07:52:58 -075258 GMT-7:52:58 PST"],
    ["-0015-03-18 16:00:00", "y G", "16 BC"],
    ["-0015-03-18 16:00:00", "yyyy yy", "-0015 15"],
    ["99999-03-18 12:03:17", "yyyy y", "+99999 99999"],
    ["2020-01-05 10:11:12.1", "S SSS SSSSSSSSS", "1 100 100000000"],
    ["2020-01-15 10:11:12", "F", "1"],
    ["2020-01-05 10:11:12", "'o''clock' HH ''[ MM]", "o'clock 10 ' 01"],
  ])("%s as %s", (timestamp, pattern, text) => {
    expect(formatted(timestamp, pattern)).toBe(text);
  });

  test("in UTC and at a fixed offset", () => {
    expect(formatted("2020-01-05 10:11:12", "XXX xxx Z O z VV zzzz", zoneOf("UTC"))).toBe(
      "Z +00:00 +0000 GMT UTC UTC Coordinated Universal Time",
    );
    expect(formatted("2020-01-05 10:11:12", "XXX O z VV", zoneOf("+05:30"))).toBe(
      "+05:30 GMT+5:30 +05:30 +05:30",
    );
  });
});

describe("refusals", () => {
  test.each([
    ["YYYY-MM-dd", "parse", "has the week-based letter `Y`", "`yyyy` is the year"],
    [
      "yyyy-MM-dd u",
      "format",
      "has the week-based letter `u`",
      "`E` is the name of the day of the week, `dayofweek` gives its number",
    ],
    ["aaaa", "parse", "has more than 1 of the letter `a`", undefined],
    ["yyyy-MM-DDDD", "parse", "has more than 3 of the letter `D`", "`dd` is the day of the month"],
    ["mmm", "parse", "has more than 2 of the letter `m`", undefined],
    ["MMMMM", "format", "has more than 4 of the letter `M`", undefined],
    ["yyyyyyy", "parse", "has more than 6 of the letter `y`", undefined],
    [
      "EEE yyyy",
      "parse",
      "has the letter `E`, which is for writing only",
      "leave the day of the week out, or cut it off the text with `substring`",
    ],
    ["yyyy]", "parse", "has a `]` without a `[` in front of it", undefined],
    ["yyyy 'at", "parse", "has a quote that is not closed", undefined],
    ["yyyy{", "parse", "has `{`, which is reserved", "quote it: `'{'`"],
    ["yyyyTHH", "parse", "has the letter `T`, which means nothing", "quote it: `'T'`"],
    ["SSSSSSSSSS", "parse", "has more than 9 of the letter `S`", undefined],
    ["V", "format", "does not have 2 of the letter `V` in a row", undefined],
    ["y".repeat(201), "parse", "is longer than 200 characters", undefined],
  ] as const)("%s", (pattern, use, error, help) => {
    expect(compilePattern(pattern, use)).toEqual(help === undefined ? { error } : { error, help });
  });

  test("letters in quotes are no letters", () => {
    expect(parsed("2020 week W", "yyyy 'week W'")).toBe("2020-01-01 00:00:00");
  });
});

describe("properties", () => {
  const zones = fc.constantFrom(
    "America/Los_Angeles",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "UTC",
  );
  const micros = fc
    .bigInt({ min: -62_135_500_000_000_000n, max: 253_402_200_000_000_000n })
    .map((exact) => (Number.isSafeInteger(Number(exact)) ? Number(exact) : exact));

  test("what a full pattern writes, it reads", () => {
    const patterns = [
      "yyyy-MM-dd HH:mm:ss.SSSSSSxxxxx",
      "xxxxx yyyyDDDHHmmss.SSSSSS",
      "EEEE G y MMMM d h:mm:ss.SSSSSS a XXXXX",
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...patterns), zones, micros, (pattern, id, at) => {
        const zone = zoneOf(id);
        const text = formatTimestampPattern(compiled(pattern, "format"), zone, at);
        const readable = compiled(pattern.replace("EEEE ", ""));
        expect(parseTimestampPattern(readable, zone, text!.replace(/^[A-Z][a-z]+day /, ""))).toEqual(at);
      }),
    );
  });

  test("reading by position is reading", () => {
    const shapes = [
      "yyyy-MM-dd HH:mm:ss",
      "yyyy-MM-dd HH:mm:ss.SSS",
      "dd/MM/yyyy",
      "yyyyMMddHHmm",
      "yyyy-MM-dd'T'HH",
    ];
    const digit = fc.constantFrom(..."0123456789-: .Tt");
    fc.assert(
      fc.property(fc.constantFrom(...shapes), micros, fc.nat(30), digit, (pattern, at, place, character) => {
        const fast = compiled(pattern);
        expect(fast.fast).not.toBeNull();
        const text = formatTimestampPattern(compiled(pattern, "format"), LA, at)!;
        for (const candidate of [text, text.slice(0, place) + character + text.slice(place + 1)]) {
          expect(parseTimestampPattern(fast, LA, candidate)).toEqual(
            parseTimestampPattern({ ...fast, fast: null }, LA, candidate),
          );
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("any pattern and any text give an answer", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."yMdHhmsSaGEDzVXxO[]'-: "), maxLength: 12 });
    fc.assert(
      fc.property(letters, fc.string({ maxLength: 20 }), (pattern, text) => {
        const made = compilePattern(pattern);
        if (!isPatternError(made)) parseTimestampPattern(made, LA, text);
        const written = compilePattern(pattern, "format");
        if (!isPatternError(written)) formatTimestampPattern(written, LA, 0);
      }),
      { numRuns: 2000 },
    );
  });
});
