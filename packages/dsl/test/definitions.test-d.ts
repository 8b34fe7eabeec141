import {
  anchor,
  avg,
  count,
  derived,
  env,
  expr,
  fileSource,
  key,
  lookup,
  max,
  requestSource,
  t,
} from "@pinion/dsl";
import type { InferFeature, InferValue } from "@pinion/dsl";

/** Compiles only where both are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(is: Same<A, B>): void => void is;

const trips = fileSource("nycTaxiBatchSource", {
  path: env("TAXI_CSV", "data/trips.csv"),
  columns: {
    lpep_pickup_datetime: t.timestamp({ format: "yyyy-MM-dd HH:mm:ss" }),
    lpep_dropoff_datetime: t.timestamp({ format: "yyyy-MM-dd HH:mm:ss" }),
    PULocationID: t.int32(),
    DOLocationID: t.int32(),
    trip_distance: t.double(),
    fare_amount: t.double(),
  },
  eventTimestamp: "lpep_dropoff_datetime",
});
const timeless = fileSource("zones", { path: "zones.csv", columns: { id: t.int32(), borough: t.string() } });
const request = requestSource("request", { columns: { amount: t.double() } });
const location = key("DOLocationID", t.int32(), { fullName: "nyc_taxi.location_id" });

// A timestamp must be a column of the source, of type timestamp.
fileSource("a_source", {
  path: "a.csv",
  columns: { at: t.timestamp(), fare: t.double() },
  // @ts-expect-error: no such column
  eventTimestamp: "att",
});
fileSource("a_source", {
  path: "a.csv",
  columns: { at: t.timestamp(), fare: t.double() },
  // @ts-expect-error: not a timestamp
  eventTimestamp: "fare",
});
fileSource("a_source", {
  path: "a.csv",
  columns: { at: t.timestamp(), fare: t.double() },
  eventTimestamp: "at",
  // @ts-expect-error: no such column
  createdTimestamp: "written",
});
// @ts-expect-error: a source has columns
fileSource("a_source", { path: "a.csv" });
// @ts-expect-error: no such format
fileSource("a_source", { path: "a.csv", format: "xlsx", columns: { fare: t.double() } });
// @ts-expect-error: not a type
fileSource("a_source", { path: "a.csv", columns: { fare: "double" } });

// Keys fit the columns of the source.
const features = { f_distance: expr("trip_distance") };
anchor("an_anchor", { source: trips, key: location, features });
anchor("an_anchor", { source: trips, key: key("DOLocationID", t.int64()), features });
anchor("an_anchor", { source: trips, key: [location, key("PULocationID", t.int32())], features });
anchor("an_anchor", {
  source: trips,
  key: key("route", t.string(), { expression: "concat(PULocationID, '-', DOLocationID)" }),
  features,
});
// @ts-expect-error: no such column
anchor("an_anchor", { source: trips, key: key("LocationID", t.int32()), features });
// @ts-expect-error: int32 is not a string
anchor("an_anchor", { source: trips, key: key("DOLocationID", t.string()), features });
// @ts-expect-error: int32 does not fit in int16
anchor("an_anchor", { source: trips, key: key("DOLocationID", t.int16()), features });
// @ts-expect-error: the second key does not fit
anchor("an_anchor", { source: trips, key: [location, key("fare_amount", t.int32())], features });
// @ts-expect-error: features of rows have a key
anchor("an_anchor", { source: trips, features });
// @ts-expect-error: a key is no array
key("tags", t.array(t.string()));
// @ts-expect-error: a key is made by key()
anchor("an_anchor", { source: trips, key: "DOLocationID", features });

// Request sources have neither key nor windows.
anchor("an_anchor", { source: request, features: { f_amount: expr("amount") } });
// @ts-expect-error: a request has no key
anchor("an_anchor", { source: request, key: location, features: { f_amount: expr("amount") } });
// @ts-expect-error: a request has no rows
anchor("an_anchor", { source: request, features: { f_amount: avg("amount", { window: "1d" }) } });

// Windows need times.
const zone = key("id", t.int32());
anchor("an_anchor", { source: timeless, key: zone, features: { f_borough: expr("borough") } });
// @ts-expect-error: the source has no event timestamp
anchor("an_anchor", { source: timeless, key: zone, features: { f_n: count({ window: "1d" }) } });

// Windows are a number and a unit.
avg("fare_amount", { window: "90d" });
count({ window: "36h", filter: "fare_amount > 0" });
count("fare_amount", { window: "2w" });
// @ts-expect-error: not a unit
avg("fare_amount", { window: "90 days" });
// @ts-expect-error: no unit
avg("fare_amount", { window: "90" });
// @ts-expect-error: no window
avg("fare_amount");
// @ts-expect-error: no window
avg("fare_amount", { filter: "fare_amount > 0" });

// Names within an anchor are unique.
anchor("an_anchor", {
  source: trips,
  key: location,
  features: {
    // oxlint-disable-next-line no-dupe-keys
    f_distance: expr("trip_distance"),
    // @ts-expect-error: the same name twice
    f_distance: expr("fare_amount"),
  },
});

// A feature's type is one that stores and clients hold.
expr("trip_distance").as(t.array(t.float()));
// @ts-expect-error: no feature is a timestamp
expr("lpep_pickup_datetime").as(t.timestamp());
// @ts-expect-error: no feature is a map
expr("m").as(t.map(t.string(), t.int32()));
// @ts-expect-error: no feature is an array of arrays
expr("m").as(t.array(t.array(t.float())));

// References carry names and types of values.
const tripFeatures = anchor("tripFeatures", {
  source: trips,
  key: location,
  features: {
    f_trip_distance: expr("trip_distance").as(t.float()).describe("miles").tag({ unit: "mi" }),
    f_max_fare: max("fare_amount", { window: "90d" }).as(t.double()),
    f_trips: count({ window: "90d" }).as(t.int64({ nullable: false })),
    f_vector: expr("array(trip_distance)").as(t.array(t.double())),
    f_any: expr("fare_amount"),
  },
});
const { f_trip_distance, f_max_fare, f_trips, f_vector } = tripFeatures.features;
same<typeof f_trip_distance.name, "f_trip_distance">(true);
same<InferFeature<typeof f_trip_distance>, number | null>(true);
same<InferFeature<typeof f_trips>, number | bigint>(true);
same<InferFeature<typeof f_vector>, readonly (number | null)[] | null>(true);
// @ts-expect-error: no such feature
void tripFeatures.features.f_trip_distanc;

const speed = derived("f_speed", {
  inputs: { distance: f_trip_distance, f_max_fare },
  transform: "distance / f_max_fare",
}).as(t.float());
same<typeof speed.name, "f_speed">(true);
same<InferFeature<typeof speed>, number | null>(true);
derived("f_speed_twice", { inputs: { speed }, transform: "speed * 2" }).describe("twice");
// @ts-expect-error: a draft is no feature yet
derived("f_x", { inputs: { x: expr("trip_distance") }, transform: "x" });
// @ts-expect-error: a source is no feature
derived("f_x", { inputs: { trips }, transform: "x" });
// @ts-expect-error: a transform is needed
derived("f_x", { inputs: { speed } });

// A lookup is what its expansion is; a list of keys says how what they find becomes one value.
const looked = lookup("f_looked", { base: f_trips, expansion: f_trip_distance });
same<typeof looked.name, "f_looked">(true);
same<InferFeature<typeof looked>, number | null>(true);
const summed = lookup("f_summed", { base: f_vector, expansion: f_max_fare, aggregation: "sum" }).as(
  t.double(),
);
same<InferFeature<typeof summed>, number | null>(true);
derived("f_of_lookups", { inputs: { looked, summed }, transform: "looked + summed" });
lookup("f_further", { base: { DOLocationID: looked }, expansion: summed });
// @ts-expect-error: a list of keys needs an aggregation
lookup("f_x", { base: f_vector, expansion: f_max_fare });
// @ts-expect-error: one key finds one value
lookup("f_x", { base: f_trips, expansion: f_max_fare, aggregation: "sum" });
// @ts-expect-error: no such aggregation
lookup("f_x", { base: f_vector, expansion: f_max_fare, aggregation: "total" });
// @ts-expect-error: a source is no feature
lookup("f_x", { base: f_trips, expansion: trips });

const int64 = t.int64();
same<InferValue<typeof int64>, number | bigint | null>(true);
const at = t.timestamp({ nullable: false });
same<InferValue<typeof at>, number | bigint>(true);
const counts = t.map(t.string({ nullable: false }), t.int32());
same<InferValue<typeof counts>, readonly (readonly [string, number | null])[] | null>(true);

// Definitions are immutable.
// @ts-expect-error: readonly
trips.name = "other";
// @ts-expect-error: readonly
tripFeatures.features.f_any = f_trip_distance;
