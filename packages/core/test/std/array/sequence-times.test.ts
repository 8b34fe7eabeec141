import { describe, expect, it } from "vitest";
import { sequenceTimes, timeSteps } from "../../../src/std/array/index.js";
import {
  parseDateText,
  parseTimestampText,
  showDate,
  showTimestamp,
} from "../../../src/std/datetime/text.js";
import { zoneOf } from "../../../src/std/datetime/zone.js";

const ZONE = "America/Los_Angeles";
const zone = zoneOf(ZONE);
const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;

type Step = Parameters<typeof sequenceTimes>[3];

const months = timeSteps(ZONE, "date", "yearMonthInterval");
const daysOf = (kind: "dayTimeInterval" | "calendarInterval") => timeSteps(ZONE, "date", kind);

function dates(steps: ReturnType<typeof timeSteps>, start: string, stop: string, step?: Step): unknown {
  const [from, to] = [parseDateText(start), parseDateText(stop)];
  return sequenceTimes(steps, from ?? 0, to ?? 0, step)?.map((days) => showDate(Number(days))) ?? null;
}

function times(start: string, stop: string, step?: Step): unknown {
  const [from, to] = [parseTimestampText(start, zone), parseTimestampText(stop, zone)];
  const steps = timeSteps(ZONE, "timestamp", "dayTimeInterval");
  return sequenceTimes(steps, from ?? 0, to ?? 0, step)?.map((micros) => showTimestamp(micros, zone)) ?? null;
}

describe("sequences of dates", () => {
  it("go by months from the start, so that short months do not stay", () => {
    expect(dates(months, "2018-01-31", "2018-04-30", 1)).toEqual([
      "2018-01-31",
      "2018-02-28",
      "2018-03-31",
      "2018-04-30",
    ]);
    expect(dates(months, "2018-03-01", "2018-01-01", -1)).toEqual(["2018-03-01", "2018-02-01", "2018-01-01"]);
  });

  it("go by days, of one towards the end if none are given", () => {
    expect(dates(months, "2018-01-01", "2018-01-03")).toEqual(["2018-01-01", "2018-01-02", "2018-01-03"]);
    expect(dates(months, "2018-01-03", "2018-01-02")).toEqual(["2018-01-03", "2018-01-02"]);
    expect(dates(daysOf("dayTimeInterval"), "2018-01-01", "2018-01-08", 3 * DAY)).toEqual([
      "2018-01-01",
      "2018-01-04",
      "2018-01-07",
    ]);
    expect(
      dates(daysOf("calendarInterval"), "2018-01-01", "2018-03-01", { months: 1, days: 1, micros: 0 }),
    ).toEqual(["2018-01-01", "2018-02-02"]);
  });

  it("need a step that leads there and is a day at least", () => {
    expect(dates(daysOf("dayTimeInterval"), "2018-01-01", "2018-01-03", HOUR)).toBeNull();
    expect(dates(daysOf("dayTimeInterval"), "2018-01-01", "2018-01-03", -DAY)).toBeNull();
    expect(dates(months, "2018-01-01", "2019-01-03", -1)).toBeNull();
    expect(dates(months, "2018-01-01", "2018-01-01", 5)).toEqual(["2018-01-01"]);
    expect(dates(months, "0001-01-01", "9999-12-31")).toBeNull();
  });
});

describe("sequences of timestamps", () => {
  it("go by hours of time and by days of the clocks", () => {
    // On 11 March 2018 the clocks went from two to three.
    expect(times("2018-03-11 00:00:00", "2018-03-11 04:00:00", HOUR)).toEqual([
      "2018-03-11 00:00:00",
      "2018-03-11 01:00:00",
      "2018-03-11 03:00:00",
      "2018-03-11 04:00:00",
    ]);
    const threeDays = ["2018-03-10 12:00:00", "2018-03-11 12:00:00", "2018-03-12 12:00:00"];
    expect(times("2018-03-10 12:00:00", "2018-03-12 12:00:00", DAY)).toEqual(threeDays);
    expect(times("2018-03-10 12:00:00", "2018-03-12 12:00:00")).toEqual(threeDays);
    expect(times("2018-03-12 12:00:00", "2018-03-10 12:00:00", -DAY)).toEqual(threeDays.toReversed());
  });

  it("are NULL beyond the limit, and end where TIMESTAMP does", () => {
    expect(times("2018-01-01 00:00:00", "2019-01-01 00:00:00", 1)).toBeNull();
    const steps = timeSteps(ZONE, "timestamp", "yearMonthInterval");
    const end = 2n ** 63n - 1n;
    expect(sequenceTimes(steps, end - 1n, end, 1)).toEqual([end - 1n]);
  });
});
