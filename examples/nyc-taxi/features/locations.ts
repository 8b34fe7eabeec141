import { anchor, avg, max, t } from "@pinion/dsl";
import { location, trips } from "./trips.js";

/** What rides to a location cost. */
export const fares = anchor("aggregationFeatures", {
  source: trips,
  key: location,
  features: {
    f_location_avg_fare: avg("cast_float(fare_amount)", { window: "90d" }).as(t.float()),
    f_location_max_fare: max("cast_float(fare_amount)", { window: "90d" }).as(t.float()),
  },
});
