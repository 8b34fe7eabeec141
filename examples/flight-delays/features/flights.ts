import { env, fileSource, key, t } from "@pinion/dsl";

/** Three million flights within the United States, January to July 2001. */
export const flights = fileSource("flights", {
  path: env("FLIGHTS_PARQUET", "../../node_modules/vega-datasets/data/flights-3m.parquet"),
  columns: {
    date: t.timestamp({ description: "when the flight left" }),
    delay: t.int64({ description: "minutes late at arrival; negative is early" }),
    distance: t.int64({ description: "miles" }),
    origin: t.string(),
    destination: t.string(),
  },
  eventTimestamp: "date",
});

export const origin = key("origin", t.string(), { description: "the airport a flight leaves from" });
export const destination = key("destination", t.string(), { description: "the airport a flight goes to" });
