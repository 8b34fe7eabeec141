/** The head of a definition file: all builders, and a source of trips. */
const HEAD = `import { anchor, avg, count, derived, env, expr, fileSource, first, key, lastN, latest, lookup, max, min, requestSource, sum, t } from "@pinion/dsl";

export const trips = fileSource("trips", {
  path: "trips.parquet",
  eventTimestamp: "at",
  columns: {
    at: t.timestamp(),
    zone: t.int64(),
    fare: t.double(),
    seats: t.int64(),
    payment: t.string(),
    paid: t.boolean(),
  },
});
const zone = key("zone", t.int64());
`;

/** Definitions behind the source. */
export const definitions = (text: string): string => `${HEAD}${text}\n`;

/** An anchor with these features over the source. */
export const features = (text: string, more = ""): string =>
  definitions(
    `export const taxi = anchor("taxi", { source: trips, key: zone, features: { ${text} } });\n${more}`,
  );
