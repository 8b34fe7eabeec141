import type { PackedRecords, StreamRecord } from "./ports.js";

/** What records are packed into: numbers and bytes that go to another thread as they are. */
export type Pack = Omit<PackedRecords, typeof Symbol.iterator | "bytes"> & { readonly bytes: Uint8Array };

/** A record as a client of Kafka has it. */
export interface ClientRecord {
  readonly offset: string | number;
  readonly timestamp: string | number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/** Numbers of a record among the spans. */
const SPANS = 4;
const NONE = -1;

/**
 * Copies records out of a client's. Those of an uncompressed fetch lie in one memory, so that its stretch from the first
 * to the last of them is copied at once.
 */
export function pack(records: readonly ClientRecord[]): Pack {
  const { length } = records;
  const offsets = new Float64Array(length);
  const timestamps = new Float64Array(length);
  const spans = new Int32Array(SPANS * length);
  const stretches: { readonly memory: ArrayBufferLike; low: number; high: number; at: number }[] = [];
  let stretch: (typeof stretches)[number] | undefined;
  /** By span the stretch that it lies in changes but at these records. */
  const begins: number[] = [];
  const note = (part: Buffer | null, i: number): void => {
    if (part === null) {
      spans[i] = NONE;
      return;
    }
    const { buffer, byteOffset, length: size } = part;
    if (stretch?.memory !== buffer) {
      stretch = { memory: buffer, low: byteOffset, high: byteOffset + size, at: 0 };
      stretches.push(stretch);
      begins.push(i);
    }
    if (byteOffset < stretch.low) stretch.low = byteOffset;
    if (byteOffset + size > stretch.high) stretch.high = byteOffset + size;
    spans[i] = byteOffset;
    spans[i + 1] = byteOffset + size;
  };
  for (let i = 0; i < length; i++) {
    const record = records[i];
    if (record === undefined) continue;
    offsets[i] = Number(record.offset);
    timestamps[i] = Number(record.timestamp);
    note(record.key, SPANS * i);
    note(record.value, SPANS * i + 2);
  }
  let size = 0;
  for (const each of stretches) {
    each.at = size;
    size += each.high - each.low;
  }
  const bytes = new Uint8Array(size);
  stretches.forEach(({ memory, low, high, at }, s) => {
    bytes.set(new Uint8Array(memory, low, high - low), at);
    const end = begins[s + 1] ?? spans.length;
    for (let i = begins[s] ?? 0; i < end; i += 2) {
      if (spans[i] === NONE) continue;
      spans[i] = (spans[i] ?? 0) - low + at;
      spans[i + 1] = (spans[i + 1] ?? 0) - low + at;
    }
  });
  return { length, bytes, offsets, timestamps, spans };
}

export function packedRecords({ length, bytes: all, offsets, timestamps, spans }: Pack): PackedRecords {
  const bytes = Buffer.from(all.buffer, all.byteOffset, all.length);
  const records: PackedRecords = {
    ...{ length, bytes, offsets, timestamps, spans },
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i++) yield recordAt(records, i);
    },
  };
  return records;
}

/** One of them as an object; its key and value are of the bytes of all. */
export function recordAt({ bytes, offsets, timestamps, spans }: PackedRecords, i: number): StreamRecord {
  const part = (span: number): Buffer | null => {
    const from = spans[span] ?? NONE;
    return from === NONE ? null : bytes.subarray(from, spans[span + 1]);
  };
  return {
    offset: offsets[i] ?? 0,
    timestamp: timestamps[i] ?? 0,
    key: part(SPANS * i),
    value: part(SPANS * i + 2),
  };
}
