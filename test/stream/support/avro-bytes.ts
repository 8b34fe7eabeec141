import { typeWithBigints } from "../../support/avro-longs.js";
import { SCHEMA, type Trip } from "./trips.js";

const type = typeWithBigints(SCHEMA);

/** A trip as avsc writes it. */
export const avroBytes = (trip: Trip, schema?: unknown): Buffer =>
  (schema === undefined ? type : typeWithBigints(schema)).toBuffer({
    ...{ ...trip, note: "unused" },
    ...{ driver_id: BigInt(trip.driver_id), datetime: BigInt(trip.datetime) },
  });
