import { anchor, avg, count, max, t } from "@pinion/dsl";
import { flights, origin } from "./flights.js";

/** A flight is late from a quarter of an hour on, as the Department of Transportation counts. */
export const LATE = "if(delay >= 15, 1.0D, 0.0D)";

/** How punctual the flights from an airport are. */
export const airports = anchor("airports", {
  source: flights,
  key: origin,
  features: {
    f_airport_flights_1d: count({ window: "1d" }).as(t.int64()),
    f_airport_flights_7d: count({ window: "7d" }).as(t.int64()),
    f_airport_flights_30d: count({ window: "30d" }).as(t.int64()),
    f_airport_avg_delay_1d: avg("delay", { window: "1d" }).as(t.double()),
    f_airport_avg_delay_7d: avg("delay", { window: "7d" }).as(t.double()),
    f_airport_avg_delay_30d: avg("delay", { window: "30d" }).as(t.double()),
    f_airport_max_delay_7d: max("delay", { window: "7d" }).as(t.int64()),
    f_airport_max_delay_30d: max("delay", { window: "30d" }).as(t.int64()),
    f_airport_late_share_1d: avg(LATE, { window: "1d" }).as(t.double()),
    f_airport_late_share_7d: avg(LATE, { window: "7d" }).as(t.double()),
    f_airport_late_share_30d: avg(LATE, { window: "30d" }).as(t.double()),
  },
});
