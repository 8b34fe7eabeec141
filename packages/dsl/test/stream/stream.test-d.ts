import {
  anchor,
  avro,
  avroFile,
  expr,
  json,
  kafkaSource,
  key,
  localLog,
  schemaRegistry,
  secret,
  sum,
  t,
} from "@pinion/dsl";
import type { ColumnsOf, Type } from "@pinion/dsl";

/** Compiles only where both are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(is: Same<A, B>): void => void is;

const trips = kafkaSource("kafkaStreamingSource", {
  brokers: ["localhost:9092"],
  topics: ["feathrcieventhub"],
  schema: avro({
    type: "record",
    name: "DriverTrips",
    fields: [
      { name: "driver_id", type: "long" },
      { name: "trips_today", type: "int" },
      { name: "datetime", type: { type: "long", logicalType: "timestamp-micros" } },
    ],
  } as const),
  eventTimestamp: "datetime",
});
const driver = key("driver_id", t.int64(), { fullName: "nyc driver id", description: "driver id" });
anchor("kafkaAnchor", {
  source: trips,
  key: driver,
  features: {
    f_modified_streaming_count: expr("trips_today + 1").as(t.int32()),
    f_trips_7d: sum("trips_today", { window: "7d" }).as(t.int64()),
  },
});

// The columns have the types of the fields, null or not.
type Columns = ColumnsOf<typeof trips>;
same<Columns["driver_id"], Type<{ readonly kind: "bigint" }, false>>(true);
same<Columns["datetime"], Type<{ readonly kind: "timestamp" }, false>>(true);
const all = avro({
  type: "record",
  name: "All",
  fields: [
    { name: "maybe", type: ["null", "string"] },
    { name: "wide", type: ["null", "int", "long"] },
    { name: "kind", type: { type: "enum", name: "Kind", symbols: ["A", "B"] } },
    { name: "list", type: { type: "array", items: ["null", "double"] } },
    { name: "counts", type: { type: "map", values: "int" } },
    { name: "digest", type: { type: "fixed", name: "Digest", size: 16 } },
    { name: "nested", type: { type: "record", name: "Inner", fields: [{ name: "x", type: "int" }] } },
    { name: "day", type: ["null", { type: "int", logicalType: "date" }] },
    { name: "price", type: { type: "bytes", logicalType: "decimal", precision: 9, scale: 2 } },
    { name: "at", type: { type: "long", logicalType: "timestamp-millis" } },
  ],
});
type All = NonNullable<(typeof all)[keyof typeof all & symbol]>;
same<All["maybe"], Type<{ readonly kind: "string" }, true>>(true);
same<All["wide"], Type<{ readonly kind: "bigint" }, true>>(true);
same<All["kind"], Type<{ readonly kind: "string" }, false>>(true);
same<All["list"]["type"]["kind"], "array">(true);
same<All["list"]["type"]["element"]["kind"], "double">(true);
same<All["counts"]["type"]["value"]["kind"], "int">(true);
same<All["digest"], Type<{ readonly kind: "binary" }, false>>(true);
same<All["nested"]["type"]["kind"], "struct">(true);
same<All["day"], Type<{ readonly kind: "date" }, true>>(true);
same<All["price"]["type"]["kind"], "decimal">(true);

const brokers = ["localhost:9092"];
const topics = ["t"];
kafkaSource("a_source", {
  ...{ brokers, topics, schema: all },
  // @ts-expect-error: no such column
  eventTimestamp: "att",
});
kafkaSource("a_source", {
  ...{ brokers, topics, schema: all },
  // @ts-expect-error: not a timestamp
  eventTimestamp: "maybe",
});
anchor("an_anchor", {
  source: trips,
  // @ts-expect-error: the source has no such column
  key: key("driver", t.int64()),
  features: { f_trips: expr("trips_today") },
});
anchor("an_anchor", {
  source: trips,
  // @ts-expect-error: the column is a number
  key: key("driver_id", t.string()),
  features: { f_trips: expr("trips_today") },
});

// Other schemas leave the columns to the source.
const columns = { id: t.int64(), at: t.timestamp({ format: "epoch" }) };
kafkaSource("a_source", { brokers, topics, schema: avroFile("a.avsc"), columns, eventTimestamp: "at" });
const logged = localLog("a_source", { path: "a.jsonl", schema: json(), columns, eventTimestamp: "at" });
anchor("an_anchor", { source: logged, key: key("id", t.int64()), features: { f_id: expr("id") } });
// @ts-expect-error: no such column
localLog("a_source", { path: "a.jsonl", schema: json(), columns, eventTimestamp: "id" });
const url = "http://localhost:8081";
const registered = kafkaSource("a_source", {
  ...{ brokers, topics },
  schema: schemaRegistry({ url, subject: "a", reader: all }),
  eventTimestamp: "at",
  security: {
    tls: true,
    sasl: { mechanism: "scram-sha-512", username: "pinion", password: secret("KAFKA_PASSWORD") },
  },
});
same<ColumnsOf<typeof registered>["maybe"], Type<{ readonly kind: "string" }, true>>(true);
kafkaSource("a_source", {
  ...{ brokers, topics, schema: all },
  eventTimestamp: "at",
  // @ts-expect-error: a secret comes from the environment
  security: { sasl: { mechanism: "plain", username: "pinion", password: "hunter2" } },
});
