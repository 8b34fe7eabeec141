import { gunzipSync } from "node:zlib";
import { decompress as unzstd } from "fzstd";
import { unlz4 } from "../../../codec/lz4.js";
import { unsnappyStream } from "../../../codec/snappy-stream.js";
import { SPANS, type Pack } from "../../../packed-records.js";
import type { Aborted } from "./fetch.js";

/*
 * Record batches as they are written: https://kafka.apache.org/documentation/#recordbatch
 */

/** Batches that cannot be read, now or later. */
export class BatchFault extends Error {}

export interface ReadBatches {
  readonly pack: Pack;
  /** The offset behind the last batch; that which was asked for where there is no whole one. */
  readonly next: number;
}

const HEAD_BYTES = 61;
/** Base offset and length, which the length is not of. */
const BEFORE_LENGTH = 12;
/** Length, attributes, time, offset, key, value, headers: a byte each. */
const LEAST_RECORD = 7;
/** Of a batch's attributes. */
const COMPRESSION = 7;
const LOG_APPEND_TIME = 8;
const TRANSACTION = 16;
const CONTROL = 32;
const NONE = -1;

interface Batch {
  readonly body: Buffer;
  readonly count: number;
  readonly firstOffset: number;
  readonly firstTime: number;
  /** The time of all of its records, where the broker gave it. */
  readonly time: number | undefined;
}

/**
 * The records from an offset on that no transaction gave up, packed. What a fetch cut at its end is left out. Throws
 * {@link BatchFault}.
 */
export function readBatches(records: Buffer, from: number, aborted: readonly Aborted[] = []): ReadBatches {
  const given = [...aborted].sort((a, b) => a.first - b.first);
  const gone = new Set<bigint>();
  const batches: Batch[] = [];
  let next = from;
  for (let at = 0; at + HEAD_BYTES <= records.length;) {
    const end = at + BEFORE_LENGTH + records.readInt32BE(at + 8);
    if (end > records.length) break;
    if (end < at + HEAD_BYTES) throw new BatchFault("a batch of records is damaged");
    const head = records.subarray(at, at + HEAD_BYTES);
    if (head[16] !== 2) throw new BatchFault("a batch of records is in the format of before Kafka 0.11");
    const attributes = head.readInt16BE(21);
    const firstOffset = Number(head.readBigInt64BE(0));
    const last = firstOffset + head.readInt32BE(23);
    const body = records.subarray(at + HEAD_BYTES, end);
    at = end;
    if (last < from) continue;
    next = last + 1;
    const producer = head.readBigInt64BE(43);
    while (given[0] !== undefined && given[0].first <= last) gone.add(given.shift()?.producer ?? producer);
    if ((attributes & CONTROL) !== 0) {
      // Marks of transactions, which are nobody's records: the end of one that was given up.
      gone.delete(producer);
      continue;
    }
    if ((attributes & TRANSACTION) !== 0 && gone.has(producer)) continue;
    batches.push({
      ...{ body: uncompressed(body, attributes & COMPRESSION), count: head.readInt32BE(57), firstOffset },
      firstTime: Number(head.readBigInt64BE(27)),
      time: (attributes & LOG_APPEND_TIME) === 0 ? undefined : Number(head.readBigInt64BE(35)),
    });
  }
  return { pack: packed(batches, from), next };
}

function uncompressed(body: Buffer, codec: number): Buffer {
  try {
    switch (codec) {
      case 0:
        return body;
      case 1:
        return gunzipSync(body);
      case 2:
        return unsnappyStream(body);
      case 3:
        return unlz4(body);
      case 4: {
        const { buffer, byteOffset, length } = unzstd(body);
        return Buffer.from(buffer, byteOffset, length);
      }
      default:
        throw new Error(`there is no compression ${codec}`);
    }
  } catch (cause) {
    throw new BatchFault("a batch of records cannot be decompressed", { cause });
  }
}

function packed(batches: readonly Batch[], from: number): Pack {
  let most = 0;
  let size = 0;
  for (const { body, count } of batches) {
    if (count < 0 || count * LEAST_RECORD > body.length) throw damaged();
    most += count;
    size += body.length;
  }
  const bytes = Buffer.allocUnsafeSlow(size);
  const offsets = new Float64Array(most);
  const timestamps = new Float64Array(most);
  const spans = new Int32Array(SPANS * most);
  let length = 0;
  let at = 0;
  /** A signed number, written zigzag in as many bytes as it needs. */
  const varint = (): number => {
    const first = bytes[at++] ?? 0;
    if (first < 128) return (first >>> 1) ^ -(first & 1);
    let value = first & 127;
    for (let scale = 128; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || scale > 2 ** 63) throw damaged();
      value += (byte & 127) * scale;
      if (byte < 128) break;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  let end = 0;
  for (const { body, count, firstOffset, firstTime, time } of batches) {
    at = end;
    bytes.set(body, at);
    end += body.length;
    for (let i = 0; i < count; i++) {
      const size = varint();
      const stop = at + size;
      if (size < 0 || stop > end) throw damaged();
      at++;
      const timestamp = time ?? firstTime + varint();
      if (time !== undefined) varint();
      const offset = firstOffset + varint();
      // A compressed batch comes whole.
      if (offset >= from) {
        const span = SPANS * length;
        offsets[length] = offset;
        timestamps[length] = timestamp;
        length++;
        for (let part = span; part < span + SPANS; part += 2) {
          const bytesOf = varint();
          spans[part] = bytesOf < 0 ? NONE : at;
          if (bytesOf > 0) at += bytesOf;
          spans[part + 1] = at;
        }
        if (at > stop) throw damaged();
      }
      at = stop;
    }
  }
  if (length === most) return { length, bytes, offsets, timestamps, spans };
  return {
    ...{ length, bytes, offsets: offsets.slice(0, length), timestamps: timestamps.slice(0, length) },
    spans: spans.slice(0, SPANS * length),
  };
}

const damaged = (): BatchFault => new BatchFault("a batch of records is damaged");
