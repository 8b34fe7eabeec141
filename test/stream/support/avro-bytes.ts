import avsc from "avsc";
import { SCHEMA, type Trip } from "./trips.js";

/** Longs as bigints, so that none is rounded. */
const LONG = avsc.types.LongType.__with({
  fromBuffer: (bytes: Buffer) => bytes.readBigInt64LE(),
  toBuffer: (value: bigint) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(value);
    return bytes;
  },
  fromJSON: BigInt,
  toJSON: Number,
  isValid: (value: unknown) => typeof value === "bigint",
  compare: (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0),
});

const typeOf = (schema: unknown): avsc.Type =>
  avsc.Type.forSchema(schema as avsc.Schema, {
    typeHook: (attributes: unknown) =>
      attributes === "long" || (attributes as { type?: string }).type === "long" ? LONG : undefined,
  });

const type = typeOf(SCHEMA);

/** A trip as avsc writes it. */
export const avroBytes = (trip: Trip, schema?: unknown): Buffer =>
  (schema === undefined ? type : typeOf(schema)).toBuffer({
    ...{ ...trip, note: "unused" },
    ...{ driver_id: BigInt(trip.driver_id), datetime: BigInt(trip.datetime) },
  });
