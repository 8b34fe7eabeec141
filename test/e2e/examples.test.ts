import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentOf, pinion, ROOT, run } from "../support/pinion.js";
import { foldTrips, readTrips, type Trip } from "./support/taxi.js";

/* The taxi example as a newcomer runs it, over the trips that its own script makes. */

describe("the taxi example", () => {
  const project = mkdtempSync(join(tmpdir(), "pinion-taxi-"));
  let trips: readonly Trip[];
  afterAll(() => rmSync(project, { recursive: true }));
  beforeAll(async () => {
    cpSync(join(ROOT, "examples/nyc-taxi"), project, {
      recursive: true,
      filter: (file) => !/node_modules|\/store|\/data$/u.test(file),
    });
    const made = await run("node", ["scripts/make-trips.js"], { cwd: project });
    expect(made, made.stderr).toMatchObject({ code: 0 });
    trips = readTrips(join(project, "data/trips.csv"));
  });

  const json = async (...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> =>
    documentOf(await pinion([...args, "--json"], { cwd: project }));

  it("makes the same trips at every run", () => {
    expect(trips).toHaveLength(35_000);
    expect(trips[0]).toEqual({
      ...{ location: 252, fare: 10.5, distance: 1.67, passengers: null },
      time: Date.parse("2020-04-01T00:07:56Z"),
    });
  });

  it("gives what a plain fold over the trips gives", async () => {
    const features = "f_location_avg_fare,f_location_max_fare";
    await json("materialize", "--features", features, "--table", "fares", "--end", "2020-04-20");
    const locations = [1, 74, 265];
    const { rows } = (await json("get", "fares", ...locations.map(String), "--features", features)) as {
      rows: { features: Record<string, number> }[];
    };
    locations.forEach((location, i) => {
      const fold = (op: "avg" | "max"): number =>
        foldTrips(trips, location, Date.parse("2020-04-20T00:00:00Z"), {
          ...{ name: op, op, expression: "", window: "90d", value: ({ fare }: Trip) => fare },
        }) ?? NaN;
      const { f_location_avg_fare = NaN, f_location_max_fare } = rows[i]?.features ?? {};
      expect(f_location_max_fare).toBe(fold("max"));
      // The mean is of FLOATs and is one itself.
      expect(f_location_avg_fare).toBeCloseTo(Math.fround(fold("avg")), 5);
    });
  });

  it("gives the latest ride, and what is derived from it", async () => {
    const features = "f_trip_distance,f_trip_time_duration,f_trip_speed,f_day_of_week,f_hour_of_day";
    await json("materialize", "--features", features, "--table", "rides", "--end", "2020-04-20");
    const { rows } = (await json("get", "rides", "74", "--features", features)) as {
      rows: { features: Record<string, number> }[];
    };
    const latest = trips
      .filter(({ location, time }) => location === 74 && time < Date.parse("2020-04-20T00:00:00Z"))
      .reduce((last, trip) => (trip.time >= last.time ? trip : last));
    const row = rows[0]?.features ?? {};
    const ended = new Date(latest.time);
    expect(row).toMatchObject({
      f_trip_distance: Math.fround(latest.distance ?? NaN),
      f_day_of_week: ended.getUTCDay() + 1,
      f_hour_of_day: ended.getUTCHours(),
    });
    expect(row["f_trip_speed"]).toBe(
      Math.fround((row["f_trip_distance"] ?? NaN) / (row["f_trip_time_duration"] ?? NaN)),
    );
  });
});
