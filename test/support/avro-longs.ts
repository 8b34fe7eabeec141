import avsc from "avsc";

/** avsc's `long` as a bigint, so that none is rounded. */
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

/** A type of avsc of which every long, whatever its logical type, is a bigint. */
export const typeWithBigints = (schema: unknown, options: Partial<avsc.ForSchemaOptions> = {}): avsc.Type =>
  avsc.Type.forSchema(schema as avsc.Schema, {
    ...options,
    typeHook: (attributes: unknown) =>
      attributes === "long" || (attributes as { type?: unknown }).type === "long" ? LONG : undefined,
  });
