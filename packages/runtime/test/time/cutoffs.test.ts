import { zoneOf } from "@pinion/core/std";
import { describe, expect, it } from "vitest";
import { cutoffsOf, type BackfillTime, type Resolution } from "../../src/time/cutoffs.js";
import { showInstant } from "../../src/time/instant.js";

const shown = (backfill: BackfillTime | undefined, zone = "UTC", resolution: Resolution = "DAILY", now = 0) =>
  cutoffsOf(backfill, resolution, zoneOf(zone), now).map(showInstant);

describe("the cutoffs of a backfill", () => {
  it("counts both ends", () => {
    expect(shown({ start: "2022-03-01", end: "2022-03-05", step: "1d" })).toEqual(
      [1, 2, 3, 4, 5].map((day) => `2022-03-0${day}T00:00:00Z`),
    );
  });

  it("is anchored at the end", () => {
    expect(shown({ start: "2022-03-01", end: "2022-03-06", step: "2d" })).toEqual(
      [2, 4, 6].map((day) => `2022-03-0${day}T00:00:00Z`),
    );
    expect(
      shown({ start: "2022-03-01 00:00", end: "2022-03-05 12:00", step: "1d" }, "UTC", "HOURLY"),
    ).toEqual([1, 2, 3, 4, 5].map((day) => `2022-03-0${day}T12:00:00Z`));
  });

  it("moves calendar days of the zone, whatever the clocks do", () => {
    expect(shown({ start: "2020-03-07", end: "2020-03-10" }, "America/Los_Angeles")).toEqual([
      "2020-03-07T08:00:00Z",
      "2020-03-08T08:00:00Z",
      "2020-03-09T07:00:00Z",
      "2020-03-10T07:00:00Z",
    ]);
  });

  it("cuts the end down to its day or hour", () => {
    expect(shown({ end: "2020-05-20 17:45:12" })).toEqual(["2020-05-20T00:00:00Z"]);
    expect(shown({ end: "2020-05-20 17:45:12" }, "UTC", "HOURLY")).toEqual(["2020-05-20T17:00:00Z"]);
    expect(shown({ end: "2020-05-20 17:45:12" }, "Asia/Kolkata", "HOURLY")).toEqual(["2020-05-20T11:30:00Z"]);
  });

  it("is now without a backfill", () => {
    expect(shown(undefined, "UTC", "DAILY", Date.UTC(2020, 1, 3, 4))).toEqual(["2020-02-03T00:00:00Z"]);
  });

  it("names each day once where the step is shorter", () => {
    expect(shown({ start: "2020-01-01", end: "2020-01-02", step: "6h" })).toHaveLength(2);
  });

  it.each([
    [{ start: "2020-01-02", end: "2020-01-01" }, "comes after"],
    [{ end: "2020-01-01", step: "0d" }, "no positive length"],
    [{ end: "2020-01-01", step: "-1d" }, "no positive length"],
    [{ end: "2020-01-01", step: "1 day" }, "no positive length"],
    [{ end: "someday" }, "no date or timestamp"],
    [{ end: "2020-13-01" }, "no date or timestamp"],
    [{ start: "0001-01-01", end: "2020-01-01", step: "1m" }, "more than"],
  ] satisfies [BackfillTime, string][])("refuses %j", (backfill, message) => {
    expect(() => shown(backfill)).toThrow(
      expect.objectContaining({ code: "PN7007", message: expect.stringContaining(message) }),
    );
  });
});
