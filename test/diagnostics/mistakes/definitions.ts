import type { Code } from "@pinion/core";
import { definitions, features } from "../support/trips.js";

/** A mistake in a definition file, «…» around each place that is told, in order. */
export interface DefinitionRow {
  readonly name: string;
  readonly marked: string;
  /** Other files of the project, by path. */
  readonly beside?: Readonly<Record<string, string>>;
  /** One for each place. */
  readonly codes: readonly Code[];
  readonly help?: string;
  /** What the suggestions put in the places; each of them has one then. */
  readonly mended?: readonly string[];
}

const row = (
  name: string,
  marked: string,
  code: Code,
  more: Pick<DefinitionRow, "help" | "mended" | "beside"> = {},
): DefinitionRow => ({ name, marked, codes: [code], ...more });

const mends = (...mended: readonly string[]): { readonly mended: readonly string[] } => ({ mended });
const helps = (help: string): { readonly help: string } => ({ help });

const A = 'f_a: expr("fare")';
const REQUEST = 'const request = requestSource("request", { columns: { amount: t.double() } });\n';

/** A lookup over features of one key and of two. */
const lookups = (options: string, more = ""): string =>
  features(
    `${A}, f_text: expr("payment").as(t.string()), f_seats: expr("seats").as(t.int64()), f_list: lastN("seats", { n: 2, window: "1d" }), f_texts: lastN("payment", { n: 2, window: "1d" })`,
    `export const pair = anchor("pair", { source: trips, key: [zone, key("payment", t.string())], features: { f_pair: expr("fare") } });\nexport const l = lookup("f_l", { ${options} })${more};`,
  );

const AVSC = {
  "schemas/trips.avsc": `{ "type": "record", "name": "Trip", "fields": [
    { "name": "id", "type": "long" }, { "name": "trips", "type": ["null", "int"] },
    { "name": "at", "type": { "type": "long", "logicalType": "timestamp-millis" } } ] }`,
};
const streamOfFile = (columns: string, path = "schemas/trips.avsc"): string =>
  `import { avroFile, localLog, t } from "@pinion/dsl";
export const stream = localLog("stream", {
  path: "stream.jsonl", schema: avroFile("${path}"), columns: { ${columns} }, eventTimestamp: "at" });
`;

export const DEFINITIONS: readonly DefinitionRow[] = [
  row("a column misspelt", features('f_a: expr("«faer» * 2")'), "PN2104", mends("fare")),
  row("in a template", features("f_a: expr(`upper(«paymnt»)`)"), "PN2104", mends("payment")),
  row("behind astral letters", features("f_a: expr(\"'😀' || «paymnt»\")"), "PN2104", mends("payment")),
  row("behind an escape", features('f_a: expr("upper(«\\u0070aymnt»)")'), "PN2104", mends("payment")),
  row(
    "on a line of its own",
    features("f_a: expr(`case\n  when fare > 30 then 1\n  else «faer»\nend`)"),
    "PN2104",
    mends("fare"),
  ),
  row("over two literals", features('f_a: expr("«fa" + "er»")'), "PN2104"),
  row("pieces joined", features('f_a: expr(["«fa", "er»"].join(""))'), "PN2104", helps("`fare`")),
  row(
    "put together at run time",
    features('f_a: expr(«Buffer.from("ZmFlcg==", "base64").toString()»)'),
    "PN2104",
    helps("`fare`"),
  ),
  row("in a filter", features('f_a: count({ window: "7d", filter: "«faer» > 0" })'), "PN2104", mends("fare")),
  row(
    "in the expression of a key",
    definitions(
      'export const a = anchor("a", { source: trips, key: key("area", t.int64(), { expression: "«zoen» div 10" }), features: { f_a: expr("fare") } });',
    ),
    "PN2104",
    mends("zone"),
  ),
  row(
    "in a request",
    definitions(
      `${REQUEST}export const a = anchor("a", { source: request, features: { f_a: expr("«amuont»") } });`,
    ),
    "PN2104",
    mends("amount"),
  ),
  row(
    "an input misspelt",
    features(
      A,
      'export const d = derived("f_d", { inputs: { fare_a: taxi.features.f_a }, transform: "«fare_b» * 2" });',
    ),
    "PN2104",
    mends("fare_a"),
  ),
  {
    name: "two mistakes at once",
    marked: features('f_a: expr("«faer»"), f_b: expr("«sqrrt»(fare)")'),
    codes: ["PN2104", "PN2301"],
    mended: ["fare", "sqrt"],
  },
  row("a text for a column", features("f_a: expr(\"«'fare'» > 30\")"), "PN2212", mends("fare")),
  row("a test for NULL", features('f_a: expr("payment «= null»")'), "PN2210", mends("IS NULL")),
  row("an aggregate in a window", features('f_a: sum("«sum»(fare)", { window: "7d" })'), "PN2305"),
  row(
    "a fraction in an int",
    features('f_a: expr("«fare»").as(t.int32())'),
    "PN3001",
    mends("cast_int(fare)"),
  ),
  row(
    "a bigint in an int",
    features('f_a: expr("«seats»").as(t.int32())'),
    "PN3001",
    mends("cast_int(seats)"),
  ),
  row(
    "a text in a double",
    features('f_a: expr("«payment»").as(t.double())'),
    "PN3001",
    mends("cast_double(payment)"),
  ),
  row("a division of integers", features('f_a: expr("«seats / 2»").as(t.int64())'), "PN3001", {
    ...mends("cast(seats / 2 as bigint)"),
    ...helps("DIV"),
  }),
  row(
    "a sum of fractions in an int",
    features('f_a: sum("fare", { window: "7d" }).as(«t.int32()»)'),
    "PN3001",
    mends("t.double()"),
  ),
  row("a timestamp as a feature", features('f_a: expr("«at»")'), "PN3002", helps("to_unix_timestamp")),
  row("a filter that is a number", features('f_a: count({ window: "7d", filter: "«seats»" })'), "PN3003"),
  row(
    "a sum of texts",
    features('f_a: sum("«payment»", { window: "7d" })'),
    "PN3004",
    mends("cast_double(payment)"),
  ),
  row("names that differ by capitals", features('f_a: expr("fare"), «F_A»: expr("fare")'), "PN3008"),
  row(
    "two features of one name",
    features(
      A,
      'export const o = anchor("o", { source: trips, key: zone, features: { «f_a»: expr("fare + 1") } });',
    ),
    "PN1008",
  ),
  row("a name with a hyphen", features('«"f-a"»: expr("fare")'), "PN1101"),
  row(
    "a window with a space",
    features('f_a: avg("fare", { window: «"90 d"» as "90d" })'),
    "PN1102",
    helps('did you mean "90d"?'),
  ),
  row(
    "a window of months",
    features('f_a: avg("fare", { window: «"3mo"» as "3d" })'),
    "PN1102",
    helps('"90d"'),
  ),
  row(
    "a window in words",
    features('f_a: avg("fare", { window: «"2 weeks"» as "2w" })'),
    "PN1102",
    helps('"2w"'),
  ),
  row("an empty window", features('f_a: avg("fare", { window: «"0d"» })'), "PN1102", helps("greater than 0")),
  row("a window backwards", features('f_a: avg("fare", { window: «"-1d"» as "1d" })'), "PN1102"),
  row("a window without a unit", features('f_a: avg("fare", { window: «7» as never })'), "PN1102"),
  row(
    "an event time that is a text",
    definitions(
      'export const b = fileSource("b", { path: "b.csv", columns: { at: t.string() }, eventTimestamp: «"at"» as never });',
    ),
    "PN1103",
    helps("t.timestamp({ format"),
  ),
  row(
    "an event time misspelt",
    definitions(
      'export const b = fileSource("b", { path: "b.csv", columns: { at: t.timestamp() }, eventTimestamp: «"ta"» as never });',
    ),
    "PN1103",
    helps("`at`"),
  ),
  row(
    "a key on a missing column",
    definitions(
      'export const a = anchor("a", { source: trips, key: key(«"zoen"» as never, t.int64()), features: { f_a: expr("fare") } });',
    ),
    "PN1104",
    helps("`zone`"),
  ),
  row(
    "a key of another type",
    definitions(
      'export const a = anchor("a", { source: trips, key: key("zone", «t.string()») as never, features: { f_a: expr("fare") } });',
    ),
    "PN1104",
  ),
  row("an expression that is a number", features("f_a: expr(«5» as never)"), "PN1106"),
  row(
    "a window over a request",
    definitions(
      `${REQUEST}export const a = anchor("a", { source: request, features: { «f_a»: avg("amount", { window: "1d" }) as never } });`,
    ),
    "PN1108",
    helps("expr"),
  ),
  row(
    "a window without times",
    definitions(
      'const s = fileSource("s", { path: "s.csv", columns: { zone: t.int64(), fare: t.double() } });\nexport const a = anchor("a", { source: s, key: zone, features: { «f_a»: avg("fare", { window: "1d" }) as never } });',
    ),
    "PN1108",
    helps("eventTimestamp"),
  ),
  row(
    "an input that is no feature",
    features(
      A,
      'export const d = derived("f_d", { inputs: { «f_a»: taxi.features.f_b as never }, transform: "f_a" });',
    ),
    "PN1109",
  ),
  row(
    "features in a circle",
    features(
      A,
      'export const d = derived("f_d", { inputs: { «f_e»: e as never }, transform: "f_e" });\nexport const e = derived("f_e", { inputs: { f_d: d }, transform: "f_d" });',
    ),
    "PN1109",
  ),
  row(
    "a base of another type than the key",
    lookups("base: «taxi.features.f_text», expansion: taxi.features.f_a"),
    "PN3011",
    helps("cast(… as bigint)"),
  ),
  row(
    "elements of another type than the key",
    lookups('base: «taxi.features.f_texts», expansion: taxi.features.f_a, aggregation: "sum"'),
    "PN3011",
  ),
  row(
    "a list of keys without an aggregation",
    lookups("base: «taxi.features.f_list», expansion: taxi.features.f_a"),
    "PN3012",
    helps("union"),
  ),
  row(
    "one key with an aggregation",
    lookups('base: taxi.features.f_seats, expansion: taxi.features.f_a, aggregation: «"sum"»'),
    "PN3012",
  ),
  row(
    "two lists of keys",
    lookups(
      'base: { zone: taxi.features.f_list, payment: «taxi.features.f_texts» }, expansion: pair.features.f_pair, aggregation: "sum"',
    ),
    "PN3012",
  ),
  row(
    "an aggregation of what has none",
    lookups('base: taxi.features.f_list, expansion: taxi.features.f_text, aggregation: «"avg"»'),
    "PN3004",
    helps("union"),
  ),
  row(
    "an aggregation misspelt",
    lookups('base: taxi.features.f_list, expansion: taxi.features.f_a, aggregation: «"svg"» as never'),
    "PN1118",
    helps('"avg"'),
  ),
  row(
    "a base for no key",
    lookups(
      "base: { zoen: «taxi.features.f_seats», payment: taxi.features.f_text }, expansion: pair.features.f_pair",
    ),
    "PN1118",
    helps("`zone`"),
  ),
  row(
    "a key without a base",
    lookups("base: «{ zone: taxi.features.f_seats }», expansion: pair.features.f_pair"),
    "PN1118",
    helps("payment"),
  ),
  row(
    "one base for two keys",
    lookups("base: «taxi.features.f_seats», expansion: pair.features.f_pair"),
    "PN1118",
    helps("{ zone: …, payment: … }"),
  ),
  row(
    "an expansion that is of the request",
    definitions(
      `${REQUEST}const asked = anchor("asked", { source: request, features: { f_asked: expr("amount") } });\nexport const l = lookup("f_l", { base: asked.features.f_asked, expansion: «asked.features.f_asked» });`,
    ),
    "PN1118",
    helps("derived"),
  ),
  row(
    "a lookup of itself",
    features(
      A,
      'export const l = lookup("f_l", { base: «m» as never, expansion: taxi.features.f_a });\nexport const m = lookup("f_m", { base: l, expansion: taxi.features.f_a });',
    ),
    "PN1118",
  ),
  row(
    "a lookup declared to be of another type",
    lookups("base: taxi.features.f_seats, expansion: taxi.features.f_a", ".as(«t.int32()»)"),
    "PN3001",
    mends("t.double()"),
  ),
  row("a text in place of a feature", features('«f_a»: "fare" as never'), "PN1114", helps("expr")),
  row(
    "a column that the file of a schema has not",
    streamOfFile("«tripz»: t.int32(), at: t.timestamp()"),
    "PN1154",
    {
      ...mends("trips"),
      beside: AVSC,
    },
  ),
  row(
    "a column narrower than its field in a file",
    streamOfFile("at: t.timestamp(), id: «t.int32({ nullable: false })»"),
    "PN1154",
    { ...mends("t.int64({ nullable: false })"), beside: AVSC },
  ),
  row(
    "a column never NULL of a field that may be null",
    streamOfFile("at: t.timestamp(), trips: «t.int32({ nullable: false })»"),
    "PN1154",
    { ...mends("t.int32()"), beside: AVSC },
  ),
  row("a schema's file of another name", streamOfFile("at: t.timestamp()", "«schemas/trip.avsc»"), "PN1153", {
    ...mends("trips.avsc"),
    beside: AVSC,
  }),
];
