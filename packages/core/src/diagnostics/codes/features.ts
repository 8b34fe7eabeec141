import type { CodePage } from "./page.js";

/** A definition file with one anchor over a source of trips; `features` and `more` are what differs. */
const trips = (features: string, key = 'key("zone", t.int64())', more = ""): string => `\
import { anchor, avg, count, derived, expr, fileSource, key, lastN, lookup, max, sum, t } from "@pinion/dsl";

export const trips = fileSource("trips", {
  path: "trips.parquet",
  eventTimestamp: "at",
  columns: {
    at: t.timestamp(),
    zone: t.int64(),
    fare: t.double(),
    seats: t.int64(),
    payment: t.string(),
  },
});

export const taxi = anchor("taxi", {
  source: trips,
  key: ${key},
  features: {
    ${features},
  },
});
${more}`;

/** PN3xxx: features, keys, windows and what they are declared to be. */
export const featureCodes = {
  PN3001: {
    title: "the declared type of a feature cannot hold its values",
    explanation:
      "Conversions that keep every value are made silently: INT to BIGINT, INT to DOUBLE, FLOAT to DOUBLE. " +
      "A feature declared FLOAT or DOUBLE stores numbers rounded to that type, so DOUBLE, DECIMAL and INT results " +
      "go in as well. Whatever else loses something, such as the fraction of a number or the digits of a BIGINT, " +
      "must be written in the expression.",
    example: {
      kind: "project",
      wrong: trips('f_fare: expr("fare * 100").as(t.int32())'),
      right: trips('f_fare: expr("cast(fare * 100 as int)").as(t.int32())'),
    },
  },
  PN3002: {
    title: "a feature has a type that no feature can have",
    explanation:
      "Features are BOOLEAN, INT, BIGINT, FLOAT, DOUBLE, STRING or BINARY, vectors of these, or maps of them. A " +
      "date, a timestamp, a decimal or a struct has to be turned into one of them.",
    example: {
      kind: "project",
      wrong: trips('f_day: expr("to_date(at)")'),
      right: trips("f_day: expr(\"date_format(at, 'yyyy-MM-dd')\")"),
    },
  },
  PN3003: {
    title: "the filter of an aggregate is no condition",
    explanation: "A filter is a BOOLEAN expression: only rows for which it is true count.",
    example: {
      kind: "project",
      wrong: trips('f_trips: count({ window: "7d", filter: "fare" })'),
      right: trips('f_trips: count({ window: "7d", filter: "fare > 0" })'),
    },
  },
  PN3004: {
    title: "an aggregate is taken of values that have none",
    explanation:
      "Sums, means, moments, quantiles and buckets take numbers; sum, avg, min and max take vectors of numbers too. " +
      "min, max and whatever tells values apart take numbers, texts, booleans, bytes, dates and timestamps. latest " +
      "and first take whatever a feature can be.",
    example: {
      kind: "project",
      wrong: trips('f_paid: sum("payment", { window: "7d" })'),
      right: trips('f_paid: sum("cast_double(payment)", { window: "7d" })'),
    },
  },
  PN3005: {
    title: "the expression of a key does not give values of the key's type",
    explanation:
      "Only conversions that keep every value are made silently: keys are compared exactly, so a rounded one would " +
      "find the wrong entity.",
    example: {
      kind: "project",
      wrong: trips('f_fare: expr("fare")', 'key("area", t.int64(), { expression: "zone / 10" })'),
      right: trips('f_fare: expr("fare")', 'key("area", t.int64(), { expression: "zone div 10" })'),
    },
  },
  PN3006: {
    title: "one key has two types",
    explanation:
      "Keys of one name are one entity, in all anchors. An entity that is a number here and a text there would never " +
      "be found. Declare both with one type, or give one of them an alias.",
    example: {
      kind: "project",
      wrong: trips(
        'f_fare: expr("fare")',
        undefined,
        `
export const other = anchor("other", {
  source: trips,
  key: key("payment", t.string(), { alias: "zone" }),
  features: { f_other: expr("fare") },
});
`,
      ),
      right: trips(
        'f_fare: expr("fare")',
        undefined,
        `
export const other = anchor("other", {
  source: trips,
  key: key("payment", t.string()),
  features: { f_other: expr("fare") },
});
`,
      ),
    },
  },
  PN3007: {
    title: "a feature is called like a key",
    explanation:
      "Offline stores and training sets hold keys and features side by side, as columns. Two columns of one name, " +
      "however they are capitalised, cannot be told apart.",
    example: {
      kind: "project",
      wrong: trips('zone: expr("fare")'),
      right: trips('zone_fare: expr("fare")'),
    },
  },
  PN3008: {
    title: "the names of two features differ by capitals alone",
    explanation:
      "Names of columns are compared without regard to case in SQL and in most files, so the two could not stand in " +
      "one table or training set.",
    example: {
      kind: "project",
      wrong: trips('f_fare: expr("fare"), F_FARE: expr("fare + 1")'),
      right: trips('f_fare: expr("fare"), f_fare_plus: expr("fare + 1")'),
    },
  },
  PN3009: {
    title: "the default of a feature is not of its type",
    explanation:
      "A default stands where the feature would be NULL, so it is a value of the feature's type, without any " +
      "conversion: a whole number for INT and BIGINT, a text for STRING, a list for a vector.",
    example: {
      kind: "project",
      wrong: trips('f_trips: count({ window: "7d" }).default("none")'),
      right: trips('f_trips: count({ window: "7d" }).default(0)'),
    },
  },
  PN3010: {
    title: "rows cannot be grouped by this, or entries not be limited",
    explanation:
      "`groupBy` makes a map whose keys are booleans, numbers, texts, bytes, dates or timestamps. `limit` keeps the " +
      "entries of the greatest values, so the values must be comparable: not vectors.",
    example: {
      kind: "project",
      wrong: trips('f_fares: sum("fare", { window: "7d", groupBy: "array(payment)" })'),
      right: trips('f_fares: sum("fare", { window: "7d", groupBy: "payment" })'),
    },
  },
  PN3011: {
    title: "the base of a lookup gives no keys of the expansion",
    explanation:
      "The value of the base is the key that is looked up, so it is of the key's type; an INT is a BIGINT key too. Keys are " +
      "compared exactly: a number finds no text, and a rounded one the wrong entity.",
    example: {
      kind: "project",
      wrong: trips(
        'f_fare: expr("fare"), f_payment: expr("payment")',
        undefined,
        `
export const other = lookup("f_other", { base: taxi.features.f_payment, expansion: taxi.features.f_fare });
`,
      ),
      right: trips(
        'f_fare: expr("fare"), f_seats: expr("seats")',
        undefined,
        `
export const other = lookup("f_other", { base: taxi.features.f_seats, expansion: taxi.features.f_fare });
`,
      ),
    },
  },
  PN3012: {
    title: "a lookup of a list of keys has no aggregation, or one of a single key has one",
    explanation:
      'A list of keys finds a list of values: `aggregation` says how they become one, "union" keeps them all. One key finds ' +
      "one value. Of several bases one at most is a list.",
    example: {
      kind: "project",
      wrong: trips(
        'f_fare: expr("fare"), f_seats: lastN("seats", { n: 3, window: "7d" })',
        undefined,
        `
export const other = lookup("f_other", { base: taxi.features.f_seats, expansion: taxi.features.f_fare });
`,
      ),
      right: trips(
        'f_fare: expr("fare"), f_seats: lastN("seats", { n: 3, window: "7d" })',
        undefined,
        `
export const other = lookup("f_other", {
  base: taxi.features.f_seats,
  expansion: taxi.features.f_fare,
  aggregation: "avg",
});
`,
      ),
    },
  },
} as const satisfies Record<`PN3${string}`, CodePage>;
