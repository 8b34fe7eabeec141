import { anchor, avro, count, derived, env, expr, kafkaSource, key, latest, sum, t } from "@pinion/dsl";

const driverTrips = kafkaSource("kafkaStreamingSource", {
  brokers: env("KAFKA_BROKERS", "localhost:9092"),
  topics: ["driver-trips"],
  schema: avro({
    type: "record",
    name: "DriverTrips",
    fields: [
      { name: "driver_id", type: "long" },
      { name: "trips_today", type: "int" },
      { name: "zone", type: ["null", "string"] },
      { name: "datetime", type: { type: "long", logicalType: "timestamp-micros" } },
    ],
  }),
  eventTimestamp: "datetime",
  allowedLateness: "1h",
});

const driver = key("driver_id", t.int64(), { fullName: "nyc driver id", description: "driver id" });

export const drivers = anchor("kafkaAnchor", {
  source: driverTrips,
  key: driver,
  features: {
    f_modified_streaming_count: expr("trips_today + 1").as(t.int32()),
    f_modified_streaming_count2: expr("trips_today + 2").as(t.int32()),
    f_trips_7d: sum("trips_today", { window: "7d" }).as(t.int64()),
    f_reports_1h: count({ window: "1h" }),
    f_last_zone: latest("zone", { window: "1d" }),
  },
});

export const perReport = derived("f_trips_per_report", {
  inputs: { trips: drivers.features.f_modified_streaming_count, reports: drivers.features.f_reports_1h },
  transform: "trips / reports",
}).as(t.double());
