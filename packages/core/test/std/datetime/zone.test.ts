import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readOffset, readZoneName, showOffset } from "../../../src/std/datetime/zone-id.js";
import {
  findZone,
  isFixed,
  laterLocalOffset,
  localOffset,
  offsetAt,
  zoneOf,
} from "../../../src/std/datetime/zone.js";

const seconds = (iso: string): number => Date.parse(`${iso}Z`) / 1000;
const hms = (text: string): number => readOffset(text)!;

/** What java.time answers: the offset at an instant. */
test.each([
  ["America/Los_Angeles", "1883-11-18T19:52:57", "-07:52:58"],
  ["America/Los_Angeles", "1883-11-18T20:00:00", "-08:00"],
  ["America/Los_Angeles", "0001-01-01T00:00:00", "-07:52:58"],
  ["America/Los_Angeles", "2020-03-08T09:59:59", "-08:00"],
  ["America/Los_Angeles", "2020-03-08T10:00:00", "-07:00"],
  ["America/Los_Angeles", "9999-07-01T00:00:00", "-07:00"],
  ["America/Los_Angeles", "9999-12-31T00:00:00", "-08:00"],
  ["Europe/Berlin", "1800-01-01T00:00:00", "+00:53:28"],
  ["Europe/Berlin", "1945-06-01T00:00:00", "+03:00"],
  ["Europe/Berlin", "2020-10-25T00:59:59", "+02:00"],
  ["Europe/Berlin", "2020-10-25T01:00:00", "+01:00"],
  ["Australia/Lord_Howe", "2020-10-03T15:29:59", "+10:30"],
  ["Australia/Lord_Howe", "2020-10-03T15:30:00", "+11:00"],
  ["Asia/Kolkata", "2020-01-01T00:00:00", "+05:30"],
  ["Asia/Kolkata", "1850-01-01T00:00:00", "+05:53:28"],
  ["Pacific/Apia", "2011-12-30T09:59:59", "-10:00"],
  ["Pacific/Apia", "2011-12-30T10:00:00", "+14:00"],
  ["Africa/Monrovia", "1971-06-01T00:00:00", "-00:44:30"],
  ["America/Noronha", "2000-10-10T00:00:00", "-01:00"],
  ["Asia/Gaza", "2040-10-19T00:00:00", "+02:00"],
  ["Asia/Gaza", "2040-10-22T00:00:00", "+03:00"],
])("%s at %s is %s", (zone, instant, offset) => {
  expect(showOffset(offsetAt(zoneOf(zone), seconds(instant)))).toBe(offset);
});

/** What java.time answers: the instant of a local time. */
test.each([
  // In a gap: later by the gap's length.
  ["America/Los_Angeles", "2020-03-08T02:00:00", "2020-03-08T10:00:00"],
  ["America/Los_Angeles", "2020-03-08T02:30:00", "2020-03-08T10:30:00"],
  ["America/Los_Angeles", "2020-03-08T03:00:00", "2020-03-08T10:00:00"],
  ["Europe/Berlin", "2020-03-29T02:30:00", "2020-03-29T01:30:00"],
  ["Australia/Lord_Howe", "2020-10-04T02:15:00", "2020-10-03T15:45:00"],
  ["Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00"],
  // In an overlap: the earlier of two.
  ["America/Los_Angeles", "2020-11-01T01:30:00", "2020-11-01T08:30:00"],
  ["America/Los_Angeles", "2020-11-01T02:00:00", "2020-11-01T10:00:00"],
  ["Europe/Berlin", "2020-10-25T02:59:59", "2020-10-25T00:59:59"],
  ["Australia/Lord_Howe", "2020-04-05T01:45:00", "2020-04-04T14:45:00"],
  // Local mean time.
  ["America/Los_Angeles", "1883-11-18T11:59:59", "1883-11-18T19:52:57"],
  ["America/Los_Angeles", "1883-11-18T12:07:02", "1883-11-18T20:07:02"],
  ["America/Los_Angeles", "0001-01-01T00:00:00", "0001-01-01T07:52:58"],
])("%s on its clocks %s is %s", (zone, local, instant) => {
  const at = seconds(local);
  expect(at - localOffset(zoneOf(zone), at)).toBe(seconds(instant));
});

test("the later of two passes", () => {
  const zone = zoneOf("America/Los_Angeles");
  expect(laterLocalOffset(zone, seconds("2020-11-01T01:30:00"))).toBe(hms("-08:00"));
  expect(laterLocalOffset(zone, seconds("2020-11-01T02:00:00"))).toBe(hms("-08:00"));
  expect(laterLocalOffset(zone, seconds("2020-11-01T00:59:59"))).toBe(hms("-07:00"));
  expect(laterLocalOffset(zone, seconds("2020-03-08T02:30:00"))).toBe(hms("-08:00"));
});

describe("properties", () => {
  const zones = [
    "America/Los_Angeles",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Asia/Gaza",
    "+08:30",
  ];
  const instant = fc.integer({ min: seconds("0001-01-01T00:00:00"), max: seconds("9999-12-31T23:59:59") });

  test("an instant's local time leads back to it, or to the other pass of an overlap", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (id, at) => {
        const zone = zoneOf(id);
        const local = at + offsetAt(zone, at);
        expect([local - localOffset(zone, local), local - laterLocalOffset(zone, local)]).toContain(at);
      }),
    );
  });

  test("the memo of the last look-up changes no answer", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.array(instant, { maxLength: 20 }), (id, times) => {
        const zone = zoneOf(id);
        const ahead = times.map((at) => offsetAt(zone, at));
        const back = [...times].reverse().map((at) => offsetAt(zone, at));
        expect(back.reverse()).toEqual(ahead);
      }),
    );
  });
});

describe("names", () => {
  test.each([
    ["Z", 0],
    ["UTC", 0],
    ["GMT", 0],
    ["UT", 0],
    ["+8", 8 * 3600],
    ["+08", 8 * 3600],
    ["+8:00", 8 * 3600],
    ["+08:0", 8 * 3600],
    ["-0830", -8.5 * 3600],
    ["-07:52:58", -28_378],
    ["+18:00", 18 * 3600],
    ["UTC+3", 3 * 3600],
    ["GMT-05:30", -5.5 * 3600],
    ["EST", -5 * 3600],
    ["HST", -10 * 3600],
  ])("%s is fixed", (id, offset) => {
    expect(readZoneName(id)).toMatchObject({ kind: "offset", seconds: offset });
    expect(isFixed(zoneOf(id))).toBe(true);
  });

  test.each([
    ["+8", "+08:00"],
    ["UTC", "UTC"],
    ["UTC+0", "UTC"],
    ["GMT-5", "GMT-05:00"],
    ["-07:52:58", "-07:52:58"],
    ["+0", "Z"],
  ])("%s is known as %s", (text, id) => {
    expect(zoneOf(text).id).toBe(id);
  });

  test.each([
    ["PST", "America/Los_Angeles"],
    ["IST", "Asia/Kolkata"],
    ["MIT", "Pacific/Apia"],
  ])("%s is %s", (short, id) => {
    expect(findZone(short)).toBe(zoneOf(id));
  });

  test.each([
    "",
    "z",
    "PDT",
    "+18:01",
    "+08:60",
    "+",
    "+123",
    "UTC+",
    "UTCx",
    "america/los_angeles",
    "Europe/LONDON",
    "Est",
    "Etc/Utc",
    "ROC",
    "Mars/Phobos",
    "__proto__",
    "constructor",
  ])("%s is none", (id) => {
    expect(findZone(id)).toBeUndefined();
  });

  test("a megabyte is none", () => {
    expect(findZone("A".repeat(1_000_000))).toBeUndefined();
  });

  test.each([
    "Etc/GMT+8",
    "America/Port-au-Prince",
    "Africa/Dar_es_Salaam",
    "EST5EDT",
    "GB-Eire",
    "America/North_Dakota/New_Salem",
  ])("%s is a region", (id) => {
    expect(findZone(id)?.id).toBe(id);
  });
});
