import type { CodePage, ProjectExample } from "./page.js";

const IMPORTS =
  'import { anchor, avg, derived, env, expr, fileSource, key, lookup, percentile, preprocess, requestSource, t } from "@pinion/dsl";';
const SOURCE = `const trips = fileSource("trips", {
  path: "trips.csv",
  columns: { dropoff: t.timestamp(), location: t.int32(), fare: t.double() },
  eventTimestamp: "dropoff",
});
const location = key("location", t.int32());`;

/** Two files that are alike but for one piece. */
const either = (wrong: string, right: string): ProjectExample => ({
  kind: "project",
  wrong: `${IMPORTS}\n${SOURCE}\n${wrong}`,
  right: `${IMPORTS}\n${SOURCE}\n${right}`,
});

/** The options of an anchor, given its features. */
const fares = (features: string, options = "source: trips, key: location") =>
  `export const fares = anchor("fares", { ${options}, features: { ${features} } });`;

/** PN11xx: what builders refuse. */
export const builderCodes = {
  PN1101: {
    title: "a name is not allowed",
    explanation:
      "Feature names are two or more letters, digits and underscores and do not start with a digit: they become columns, fields of clients and names in expressions. Names of sources, anchors and projects may hold hyphens as well.",
    example: either(fares('"f-fare": expr("fare")'), fares('f_fare: expr("fare")')),
  },
  PN1102: {
    title: "a window is not a length of time",
    explanation:
      "A window is a whole number greater than 0 and a unit: s, m, h, d, w (7 days) or y (365 days). It is never rounded.",
    example: either(
      fares('f_fare: avg("fare", { window: "90 days" })'),
      fares('f_fare: avg("fare", { window: "90d" })'),
    ),
  },
  PN1103: {
    title: "a timestamp of a source is no timestamp column of it",
    explanation:
      "`eventTimestamp` and `createdTimestamp` name columns that the source declares, of type t.timestamp().",
    example: either(
      'export const paid = fileSource("paid", { path: "paid.csv", columns: { at: t.int64() }, eventTimestamp: "at" });',
      'export const paid = fileSource("paid", { path: "paid.csv", columns: { at: t.timestamp({ format: "epoch" }) }, eventTimestamp: "at" });',
    ),
  },
  PN1104: {
    title: "a key does not fit the source",
    explanation:
      "A key is a column of the anchor's source, and every value of the column must be one of the key's type: an int32 column fits an int64 key, not a string key. A key may also be an expression over the columns.",
    example: either(
      fares('f_fare: expr("fare")', 'source: trips, key: key("place", t.int32())'),
      fares('f_fare: expr("fare")', 'source: trips, key: key("location", t.int32())'),
    ),
  },
  PN1105: {
    title: "a file source does not say which file it is",
    explanation:
      "A source has a path and a format: csv, tsv, parquet, jsonl or avro, given or told by the extension. Delimiter and header belong to csv and tsv, and a delimiter is one character. Rows that are pushed are kept in one folder (`pushed`), which is no pattern. A path is partitioned by `{yyyy}`, `{MM}`, `{dd}` and `{HH}`, from the year on.",
    example: either(
      'export const paid = fileSource("paid", { path: "paid.xlsx", columns: { fare: t.double() } });',
      'export const paid = fileSource("paid", { path: "paid.csv", columns: { fare: t.double() } });',
    ),
  },
  PN1106: {
    title: "a text is missing",
    explanation: "Expressions, filters, descriptions and tags are texts, and expressions are not empty.",
    example: either(fares('f_fare: expr("")'), fares('f_fare: expr("fare")')),
  },
  PN1107: {
    title: "a type cannot stand here",
    explanation:
      "A feature is a boolean, int32, int64, float, double, string or bytes, or an array of one of these. A key is a scalar. A decimal has 1 to 38 digits. A format belongs to a whole column.",
    example: either(
      fares('f_time: expr("dropoff").as(t.timestamp())'),
      fares('f_time: expr("unix_micros(dropoff)").as(t.int64())'),
    ),
  },
  PN1108: {
    title: "source, key and features of an anchor do not go together",
    explanation:
      "Features of rows have a key; features over a request source have none. Windows need a source of rows with an eventTimestamp.",
    example: either(
      fares(
        'f_amount: avg("amount", { window: "1d" })',
        'source: requestSource("request", { columns: { amount: t.double() } })',
      ),
      fares(
        'f_amount: expr("amount")',
        'source: requestSource("request", { columns: { amount: t.double() } })',
      ),
    ),
  },
  PN1109: {
    title: "an input of a derived feature is no feature",
    explanation:
      "Inputs are features of anchors, as in `anchor.features.name`, and derived features, by the names that the transform calls them.",
    example: either(
      'export const double = derived("f_double", { inputs: {}, transform: "fare * 2" });',
      `${fares('f_fare: expr("fare")')}
const { f_fare } = fares.features;
export const double = derived("f_double", { inputs: { f_fare }, transform: "f_fare * 2" });`,
    ),
  },
  PN1110: {
    title: "a reference to the environment is wrong, or a secret is written out",
    explanation:
      "`env` and `secret` take the name of an environment variable: letters, digits and underscores. Passwords are never written in definitions, since these are compiled into files that are committed.",
    example: either(
      'export const paid = fileSource("paid", { path: env("PAID-CSV", "paid.csv"), columns: { fare: t.double() } });',
      'export const paid = fileSource("paid", { path: env("PAID_CSV", "paid.csv"), columns: { fare: t.double() } });',
    ),
  },
  PN1111: {
    title: "a setting has a value that it does not take",
    explanation:
      "Time zones are IANA names; windowBounds is `[)` or `(]`; maxRejected is a number of rows or a share such as `1%`; a PostgreSQL source has a connection and either a table or a query; definitions is a list of paths and patterns.",
    example: either(
      'export const paid = fileSource("paid", { path: "paid.csv", columns: { fare: t.double() }, maxRejected: "101%" });',
      'export const paid = fileSource("paid", { path: "paid.csv", columns: { fare: t.double() }, maxRejected: "1%" });',
    ),
  },
  PN1112: {
    title: "a composite key has one name twice",
    explanation: "The parts of a composite key become columns of tables. An alias tells them apart.",
    example: either(
      fares('f_fare: expr("fare")', "source: trips, key: [location, location]"),
      fares('f_fare: expr("fare")', "source: trips, key: [location]"),
    ),
  },
  PN1113: {
    title: "a source declares no columns",
    explanation: "A source declares the columns that features use, each with a type of t's.",
    example: either(
      'export const paid = fileSource("paid", { path: "paid.csv", columns: {} });',
      'export const paid = fileSource("paid", { path: "paid.csv", columns: { fare: t.double() } });',
    ),
  },
  PN1114: {
    title: "an anchor has no features, or something else in their place",
    explanation: "Features are made by expr and by the aggregates: sum, count, avg, latest and the others.",
    example: either(fares(""), fares('f_fare: expr("fare")')),
  },
  PN1115: {
    title: "an aggregate is told something that it does not take",
    explanation:
      "`n` of lastN, firstN and topK is a whole number from 1 to 10000; `p` of percentile and approxPercentile lies from 0 to 1; `boundaries` ascend; `precision` of approxCountDistinct lies from 4 to 18, `compression` of approxPercentile from 20 to 10000; `limit` keeps entries of a map and needs `groupBy`.",
    example: either(
      fares('f_late: percentile("fare", { p: 95, window: "7d" })'),
      fares('f_late: percentile("fare", { p: 0.95, window: "7d" })'),
    ),
  },
  PN1116: {
    title: "a default is no value of a feature",
    explanation:
      "A default stands where the feature would be NULL. It is a boolean, a number, a text, bytes or a list of these.",
    example: either(
      fares('f_fare: expr("fare").default(undefined as never)'),
      fares('f_fare: expr("fare").default(0)'),
    ),
  },
  PN1117: {
    title: "a preprocess function cannot run",
    explanation:
      "`preprocess` reads columns of its source and computes new ones, by a function that a definition file exports by a name of its own: that file is bundled with the evaluators, which run in jobs and services.",
    example: either(
      `export const clean = preprocess(trips, { inputs: ["fare"], columns: { cents: t.int32() }, run: ({ fare }) => ({ cents: Math.round(fare ?? 0) }) });
${fares('f_cents: expr("cents")', "source: clean, key: location")}`,
      `export const toCents = ({ fare }: { fare: number | null }) => ({ cents: Math.round(fare ?? 0) });
export const clean = preprocess(trips, { inputs: ["fare"], columns: { cents: t.int32() }, run: toCents });
${fares('f_cents: expr("cents")', "source: clean, key: location")}`,
    ),
  },
  PN1118: {
    title: "a lookup does not say what is looked up, or by what",
    explanation:
      "`expansion` is the feature that is looked up; it has keys. `base` is the feature whose value is its key, or, where it has several, `{ key: feature }` for each of them. `aggregation` is sum, count, avg, min, max, first, latest, countDistinct, distinct, variance, stddev, skewness, kurtosis, median, mode or union.",
    example: either(
      `${fares('f_fare: expr("fare"), f_next: expr("location + 1")')}
export const next = lookup("f_next_fare", { base: { place: fares.features.f_next }, expansion: fares.features.f_fare });`,
      `${fares('f_fare: expr("fare"), f_next: expr("location + 1")')}
export const next = lookup("f_next_fare", { base: { location: fares.features.f_next }, expansion: fares.features.f_fare });`,
    ),
  },
} as const satisfies Record<`PN11${string}`, CodePage>;
