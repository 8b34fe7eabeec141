import { anchor, avg, count, derived, max, t } from "@pinion/dsl";
import { airports, LATE } from "./airports.js";
import { destination, flights, origin } from "./flights.js";

/** How punctual the flights between two airports are. */
export const routes = anchor("routes", {
  source: flights,
  key: [origin, destination],
  features: {
    f_route_flights_7d: count({ window: "7d" }).as(t.int64()),
    f_route_flights_30d: count({ window: "30d" }).as(t.int64()),
    f_route_avg_delay_7d: avg("delay", { window: "7d" }).as(t.double()),
    f_route_avg_delay_30d: avg("delay", { window: "30d" }).as(t.double()),
    f_route_max_delay_30d: max("delay", { window: "30d" }).as(t.int64()),
    f_route_late_share_7d: avg(LATE, { window: "7d" }).as(t.double()),
    f_route_late_share_30d: avg(LATE, { window: "30d" }).as(t.double()),
  },
});

const { f_route_late_share_30d } = routes.features;
const { f_airport_late_share_30d } = airports.features;

/** How much oftener a route is late than the other flights of its airport: 1 is as often. */
export const lateness = derived("f_route_to_airport_late", {
  inputs: { f_route_late_share_30d, f_airport_late_share_30d },
  transform: "f_route_late_share_30d / f_airport_late_share_30d",
}).as(t.double());
