/*
 * The primitive types of Kafka's protocol: https://kafka.apache.org/protocol#protocol_types
 */

/** An answer that is none: cut short, or not of the protocol. */
export class WireFault extends Error {}

/** Puts a request together. */
export interface Out {
  readonly int8: (value: number) => Out;
  readonly int16: (value: number) => Out;
  readonly int32: (value: number) => Out;
  readonly int64: (value: number) => Out;
  /** As it is. */
  readonly raw: (bytes: Buffer) => Out;
  /** Behind its length, which `flexible` requests write short. */
  readonly string: (text: string, flexible?: boolean) => Out;
  readonly bytes: (bytes: Buffer) => Out;
  /** How many parts follow. */
  readonly count: (count: number, flexible: boolean) => Out;
  /** No tagged fields, where the request has them. */
  readonly noTags: (flexible: boolean) => Out;
  readonly done: () => Buffer;
}

export function out(): Out {
  const parts: Buffer[] = [];
  const fixed = (size: number, write: (part: Buffer) => unknown): Out => {
    const part = Buffer.alloc(size);
    write(part);
    parts.push(part);
    return self;
  };
  const raw = (bytes: Buffer): Out => {
    parts.push(bytes);
    return self;
  };
  const varint = (value: number): Out => {
    const bytes: number[] = [];
    for (let rest = value; ; rest >>>= 7) {
      if (rest < 128) return raw(Buffer.from([...bytes, rest]));
      bytes.push((rest & 127) | 128);
    }
  };
  const int32 = (value: number): Out => fixed(4, (part) => part.writeInt32BE(value));
  const int16 = (value: number): Out => fixed(2, (part) => part.writeInt16BE(value));
  const self: Out = {
    int8: (value) => fixed(1, (part) => part.writeInt8(value)),
    int16,
    int32,
    int64: (value) => fixed(8, (part) => part.writeBigInt64BE(BigInt(value))),
    raw,
    string: (text, flexible = false) => {
      const bytes = Buffer.from(text);
      void (flexible ? varint(bytes.length + 1) : int16(bytes.length));
      return raw(bytes);
    },
    bytes: (bytes) => int32(bytes.length).raw(bytes),
    count: (count, flexible) => (flexible ? varint(count + 1) : int32(count)),
    noTags: (flexible) => (flexible ? varint(0) : self),
    done: () => Buffer.concat(parts),
  };
  return self;
}

/** Takes an answer apart. Throws {@link WireFault} where it ends early. */
export interface In {
  readonly int8: () => number;
  readonly int16: () => number;
  readonly int32: () => number;
  readonly int64: () => bigint;
  readonly raw: (size: number) => Buffer;
  /** Empty for none, as in places where none means the same. */
  readonly string: (flexible?: boolean) => string;
  readonly bytes: (flexible?: boolean) => Buffer;
  readonly list: <T>(flexible: boolean, part: () => T) => T[];
  readonly skipTags: (flexible: boolean) => void;
}

export function input(buf: Buffer): In {
  let at = 0;
  const take = (size: number): number => {
    const start = at;
    if (size < 0 || start + size > buf.length) throw new WireFault("the answer ends early");
    at += size;
    return start;
  };
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = buf[take(1)] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new WireFault("a number of the answer does not end");
  };
  const raw = (size: number): Buffer => {
    const start = take(size);
    return buf.subarray(start, start + size);
  };
  const int32 = (): number => buf.readInt32BE(take(4));
  const int16 = (): number => buf.readInt16BE(take(2));
  // A length of none is -1, which the flexible form writes as 0.
  const sized = (length: number): Buffer => raw(Math.max(0, length));
  return {
    int8: () => buf.readInt8(take(1)),
    int16,
    int32,
    int64: () => buf.readBigInt64BE(take(8)),
    raw,
    string: (flexible = false) => sized(flexible ? varint() - 1 : int16()).toString("utf8"),
    bytes: (flexible = false) => sized(flexible ? varint() - 1 : int32()),
    list: (flexible, part) => {
      const count = flexible ? varint() - 1 : int32();
      if (count > buf.length - at) throw new WireFault("a list of the answer is longer than the answer");
      const parts: ReturnType<typeof part>[] = [];
      for (let i = 0; i < count; i++) parts.push(part());
      return parts;
    },
    skipTags: (flexible) => {
      if (!flexible) return;
      for (let count = varint(); count > 0; count--) {
        varint();
        take(varint());
      }
    },
  };
}
