/** Gathers bytes, little-endian. */
export interface ByteWriter {
  readonly byte: (value: number) => void;
  /** A whole number from 0 to 2^53 - 1, seven bits a byte. */
  readonly count: (value: number) => void;
  readonly int32: (value: number) => void;
  readonly int64: (value: bigint) => void;
  readonly double: (value: number) => void;
  /** As they are, without their number. */
  readonly bytes: (value: Uint8Array) => void;
  readonly finish: () => Uint8Array;
}

/** Reads what a {@link ByteWriter} wrote; throws RangeError where bytes end early. */
export interface ByteReader {
  readonly byte: () => number;
  readonly count: () => number;
  readonly int32: () => number;
  readonly int64: () => bigint;
  readonly double: () => number;
  readonly bytes: (length: number) => Uint8Array;
  /** How many bytes are left. */
  readonly left: () => number;
}

export function byteWriter(): ByteWriter {
  let buffer = new Uint8Array(64);
  let view = new DataView(buffer.buffer);
  let at = 0;
  const room = (more: number): number => {
    const start = at;
    at += more;
    if (at > buffer.length) {
      const larger = new Uint8Array(Math.max(at, buffer.length * 2));
      larger.set(buffer);
      buffer = larger;
      view = new DataView(buffer.buffer);
    }
    return start;
  };
  const byte = (value: number): void => {
    const start = room(1);
    buffer[start] = value;
  };
  return {
    byte,
    count(value) {
      let rest = value;
      while (rest >= 128) {
        byte((rest % 128) + 128);
        rest = Math.floor(rest / 128);
      }
      byte(rest);
    },
    int32(value) {
      const start = room(4);
      view.setInt32(start, value, true);
    },
    int64(value) {
      const start = room(8);
      view.setBigInt64(start, value, true);
    },
    double(value) {
      const start = room(8);
      view.setFloat64(start, value, true);
    },
    bytes(value) {
      const start = room(value.length);
      buffer.set(value, start);
    },
    finish: () => buffer.slice(0, at),
  };
}

export function byteReader(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (length: number): number => {
    const start = at;
    at += length;
    if (at > bytes.length) throw new RangeError("the bytes end early");
    return start;
  };
  return {
    byte: () => bytes[take(1)] ?? 0,
    count() {
      let value = 0;
      let unit = 1;
      for (;;) {
        const next = bytes[take(1)] ?? 0;
        value += (next % 128) * unit;
        if (next < 128) break;
        unit *= 128;
      }
      if (!Number.isSafeInteger(value)) throw new RangeError("a count is too large");
      return value;
    },
    int32: () => view.getInt32(take(4), true),
    int64: () => view.getBigInt64(take(8), true),
    double: () => view.getFloat64(take(8), true),
    bytes(length) {
      const start = take(length);
      return bytes.subarray(start, start + length);
    },
    left: () => bytes.length - at,
  };
}
