import { anchor, derived, expr, t } from "@pinion/dsl";
import { location, trips } from "./trips.js";

/** The last ride to a location. */
export const rides = anchor("nonAggFeatures", {
  source: trips,
  key: location,
  features: {
    f_trip_distance: expr("trip_distance").as(t.float()),
    f_trip_time_duration: expr(
      "(to_unix_timestamp(lpep_dropoff_datetime) - to_unix_timestamp(lpep_pickup_datetime)) / 60",
    ).as(t.float()),
    f_is_long_trip_distance: expr("cast_float(trip_distance) > 30").as(t.boolean()),
    f_day_of_week: expr("dayofweek(lpep_dropoff_datetime)").as(t.int32()),
    f_day_of_month: expr("dayofmonth(lpep_dropoff_datetime)").as(t.int32()),
    f_hour_of_day: expr("hour(lpep_dropoff_datetime)").as(t.int32()),
  },
});

const { f_trip_distance, f_trip_time_duration } = rides.features;

/** Miles a minute. */
export const speed = derived("f_trip_speed", {
  inputs: { f_trip_distance, f_trip_time_duration },
  transform: "f_trip_distance / f_trip_time_duration",
}).as(t.float());
