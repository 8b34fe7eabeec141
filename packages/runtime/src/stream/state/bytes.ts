/** Gathers bytes that are kept: little-endian numbers, texts and blocks behind a u32 of their length. */
export interface Sink {
  readonly u8: (value: number) => void;
  readonly u32: (value: number) => void;
  readonly f64: (value: number) => void;
  readonly cells: (cells: readonly number[], from: number, to: number) => void;
  readonly text: (text: string) => void;
  readonly block: (bytes: Uint8Array) => void;
  readonly length: () => number;
  /** All that was gathered, in bytes of its own; the next begins empty. */
  readonly take: () => Buffer;
  /** The same in bytes that the next to be gathered are written over. */
  readonly lend: () => Buffer;
}

const FIRST_BYTES = 4_096;
export function sink(): Sink {
  let buffer = Buffer.from(new ArrayBuffer(FIRST_BYTES));
  let view = new DataView(buffer.buffer);
  let at = 0;
  const grow = (least: number): void => {
    const larger = Buffer.from(new ArrayBuffer(Math.max(least, buffer.length * 2)));
    larger.set(buffer);
    buffer = larger;
    view = new DataView(buffer.buffer);
  };
  const room = (bytes: number): number => {
    const start = at;
    at += bytes;
    if (at > buffer.length) grow(at);
    return start;
  };
  const u32 = (value: number): void => {
    const start = room(4);
    view.setUint32(start, value, true);
  };
  const block = (bytes: Uint8Array): void => {
    u32(bytes.length);
    const start = room(bytes.length);
    buffer.set(bytes, start);
  };
  const lend = (): Buffer => {
    const gathered = buffer.subarray(0, at);
    at = 0;
    return gathered;
  };
  return {
    u8: (value) => {
      const start = room(1);
      buffer[start] = value;
    },
    u32,
    f64: (value) => {
      const start = room(8);
      view.setFloat64(start, value, true);
    },
    cells: (cells, from, to) => {
      const start = room((to - from) * 8);
      for (let i = from; i < to; i++) view.setFloat64(start + (i - from) * 8, cells[i] ?? 0, true);
    },
    text: (text) => {
      const start = room(4 + 3 * text.length);
      const length = buffer.write(text, start + 4, "utf8");
      view.setUint32(start, length, true);
      at = start + 4 + length;
    },
    block,
    length: () => at,
    take: () => Buffer.from(lend()),
    lend,
  };
}

/** Reads what a {@link Sink} gathered; throws RangeError where the bytes end early. */
export interface Source {
  readonly u8: () => number;
  readonly u32: () => number;
  readonly f64: () => number;
  readonly cells: (into: number[], from: number, to: number) => void;
  readonly text: () => string;
  readonly block: () => Buffer;
  readonly left: () => number;
}

export function source(bytes: Buffer): Source {
  let at = 0;
  const take = (length: number): number => {
    const start = at;
    at += length;
    if (at > bytes.length) throw new RangeError("the bytes end early");
    return start;
  };
  const u32 = (): number => bytes.readUInt32LE(take(4));
  return {
    u8: () => bytes.readUInt8(take(1)),
    u32,
    f64: () => bytes.readDoubleLE(take(8)),
    cells: (into, from, to) => {
      const start = take((to - from) * 8);
      for (let i = from; i < to; i++) into[i] = bytes.readDoubleLE(start + (i - from) * 8);
    },
    text: () => {
      const length = u32();
      const start = take(length);
      return bytes.toString("utf8", start, start + length);
    },
    block: () => {
      const length = u32();
      const start = take(length);
      return bytes.subarray(start, start + length);
    },
    left: () => bytes.length - at,
  };
}
