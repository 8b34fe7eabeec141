import { env, fileSource, key, t } from "@pinion/dsl";

const time = t.timestamp({ format: "yyyy-MM-dd HH:mm:ss" });

/** A month of green taxi trips, with the city's own column names. */
export const trips = fileSource("nycTaxiBatchSource", {
  path: env("TAXI_CSV", "data/trips.csv"),
  format: "csv",
  columns: {
    lpep_pickup_datetime: time,
    lpep_dropoff_datetime: time,
    PULocationID: t.int32(),
    DOLocationID: t.int32(),
    trip_distance: t.double(),
    fare_amount: t.double(),
  },
  eventTimestamp: "lpep_dropoff_datetime",
});

export const location = key("DOLocationID", t.int32(), {
  fullName: "nyc_taxi.location_id",
  description: "location id in NYC",
});
