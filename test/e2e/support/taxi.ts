import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../support/pinion.js";

/*
 * A month of the city's green taxi trips, and what its features are, said as plainly as it can be: every
 * value is a filter over all rows and a fold.
 */

const shared = process.env["PINION_SHARED"] ?? join(ROOT, "..", "shared");

/** The file is not part of the project. */
export const TAXI_CSV = join(shared, "data", "green_tripdata_2020-04.csv");
export const taxiMonth = existsSync(TAXI_CSV);

export interface Trip {
  readonly location: number;
  /** When it ended, milliseconds. */
  readonly time: number;
  readonly fare: number | null;
  readonly distance: number | null;
  readonly passengers: number | null;
}

export function readTrips(file: string): readonly Trip[] {
  const [head = "", ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const names = head.trim().split(",");
  const at = (name: string): number => names.indexOf(name);
  const [time, location, fare, distance, passengers] = [
    at("lpep_dropoff_datetime"),
    at("DOLocationID"),
    at("fare_amount"),
    at("trip_distance"),
    at("passenger_count"),
  ];
  const number = (text: string | undefined): number | null =>
    text === undefined || text === "" ? null : Number(text);
  return lines.map((line) => {
    const cells = line.trim().split(",");
    return {
      location: Number(cells[location]),
      time: Date.parse(`${cells[time]?.replace(" ", "T")}Z`),
      fare: number(cells[fare]),
      distance: number(cells[distance]),
      passengers: number(cells[passengers]),
    };
  });
}

export type Aggregation = "sum" | "count" | "avg" | "min" | "max" | "latest" | "first";

export interface TripFeature {
  readonly name: string;
  readonly op: Aggregation;
  readonly expression: string;
  readonly value: (trip: Trip) => number | null;
  readonly window: string;
  readonly filter?: { readonly expression: string; readonly passes: (trip: Trip) => boolean };
}

const HOUR = 3_600_000;
const UNITS: Readonly<Record<string, number>> = { h: HOUR, d: 24 * HOUR };
const lengthOf = (window: string): number => Number.parseInt(window, 10) * (UNITS[window.slice(-1)] ?? NaN);

/** The value of a feature as of a time; undefined where the key has no trip before it. */
export function foldTrips(
  trips: readonly Trip[],
  location: number,
  asOf: number,
  { op, value, window, filter }: TripFeature,
): number | null | undefined {
  const seen = trips.filter((trip) => trip.location === location && trip.time < asOf);
  if (seen.length === 0) return undefined;
  const counted = seen
    .filter((trip) => trip.time >= asOf - lengthOf(window) && (filter === undefined || filter.passes(trip)))
    .toSorted((a, b) => a.time - b.time)
    .map(value)
    .filter((number) => number !== null);
  if (op === "count") return counted.length;
  if (counted.length === 0) return null;
  const total = counted.reduce((sum, number) => sum + number, 0);
  switch (op) {
    case "sum":
      return total;
    case "avg":
      return total / counted.length;
    case "min":
      return Math.min(...counted);
    case "max":
      return Math.max(...counted);
    case "latest":
      return counted.at(-1) ?? null;
    case "first":
      return counted[0] ?? null;
  }
}

const WINDOWS = ["1d", "7d", "36h", "90d"] as const;
const paid = { expression: "fare_amount > 0", passes: ({ fare }: Trip) => fare !== null && fare > 0 };
const far = {
  expression: "trip_distance between 1.5 and 20",
  passes: ({ distance }: Trip) => distance !== null && distance >= 1.5 && distance <= 20,
};
const fare = { expression: "fare_amount", value: (trip: Trip) => trip.fare };
const rate = {
  expression: "fare_amount / trip_distance",
  value: ({ fare: paidFare, distance }: Trip) =>
    paidFare === null || distance === null || distance === 0 ? null : paidFare / distance,
};
const passengers = { expression: "passenger_count", value: (trip: Trip) => trip.passengers };

/** Every window with every aggregation, with and without filters. */
export const TRIP_FEATURES: readonly TripFeature[] = WINDOWS.flatMap((window) =>
  [
    { op: "sum" as const, ...fare },
    { op: "count" as const, ...passengers },
    { op: "avg" as const, ...rate },
    { op: "min" as const, ...fare, filter: paid },
    { op: "max" as const, ...rate, filter: far },
    { op: "latest" as const, ...passengers },
    { op: "first" as const, ...fare, filter: far },
    { op: "avg" as const, ...passengers, filter: paid },
  ].map((feature, i) => ({ ...feature, name: `f_${feature.op}_${i}_${window}`, window })),
);

/** Definitions of the features over the month's file, `TAXI_CSV` of the environment. */
export const taxiDefinitions = (features: readonly TripFeature[]): string => `
import { anchor, ${["sum", "count", "avg", "min", "max", "latest", "first"].join(", ")}, env, fileSource, key, t } from "@pinion/dsl";

const trips = fileSource("trips", {
  path: env("TAXI_CSV"),
  columns: {
    lpep_dropoff_datetime: t.timestamp({ format: "yyyy-MM-dd HH:mm:ss" }),
    DOLocationID: t.int32(),
    fare_amount: t.double(),
    trip_distance: t.double(),
    passenger_count: t.double(),
  },
  eventTimestamp: "lpep_dropoff_datetime",
});

export const byLocation = anchor("byLocation", {
  source: trips,
  key: key("DOLocationID", t.int32()),
  features: {
${features
  .map(({ name, op, expression, window, filter }) => {
    const filtered = filter === undefined ? "" : `, filter: ${JSON.stringify(filter.expression)}`;
    return `    ${name}: ${op}(${JSON.stringify(expression)}, { window: "${window}"${filtered} }),`;
  })
  .join("\n")}
  },
});
`;
