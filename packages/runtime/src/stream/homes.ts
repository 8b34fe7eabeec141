import { crc32 } from "node:zlib";
import type { KeyId } from "./ingest.js";

/*
 * Where producers put the events of a key: the hash of the record's key over the number of partitions. A way is how the
 * key becomes bytes and how these are hashed. Where all keys of all partitions are where one way puts them, no key is in
 * two partitions, whatever the producer did: that is known of each key by itself, without the others.
 */

/** The ways that all keys seen so far agree with, a bit each. */
export type Ways = number;

type Encode = (key: KeyId) => Buffer | undefined;

/** Of Kafka's own serializers for texts, and for whole numbers of 64 and 32 bits; and JSON's of a text. */
const ENCODINGS: readonly Encode[] = [
  (key) => Buffer.from(String(key), "utf8"),
  (key) => integer(key, 8),
  (key) => integer(key, 4),
  (key) => (typeof key === "string" ? Buffer.from(JSON.stringify(key), "utf8") : undefined),
];

/** Partition of a hash, by the rule of the client that hashes so. */
type Place = (bytes: Buffer, partitions: number) => number;

const PLACES: readonly Place[] = [
  // Java's client, kafkajs, franz-go and most others.
  (bytes, partitions) => (murmur2(bytes) & 0x7fffffff) % partitions,
  // librdkafka, and so the clients of Python, C# and Go that are made of it.
  (bytes, partitions) => crc32(bytes) % partitions,
  // Sarama.
  (bytes, partitions) => Math.abs(fnv1a(bytes) % partitions),
];

export const ALL_WAYS: Ways = 2 ** (ENCODINGS.length * PLACES.length) - 1;

/** Those of some ways that put a key into this partition of so many. */
export function waysTo(key: KeyId, partition: number, partitions: number, among: Ways): Ways {
  // There is one place alone.
  if (partitions === 1) return among;
  let ways = 0;
  for (let i = 0; i < ENCODINGS.length; i++) {
    const own = (among >> (i * PLACES.length)) & (2 ** PLACES.length - 1);
    const bytes = own === 0 ? undefined : ENCODINGS[i]?.(key);
    if (bytes === undefined) continue;
    for (let j = 0; j < PLACES.length; j++) {
      const bit = 1 << (i * PLACES.length + j);
      if ((among & bit) !== 0 && PLACES[j]?.(bytes, partitions) === partition) ways |= bit;
    }
  }
  return ways;
}

function integer(key: KeyId, length: 4 | 8): Buffer | undefined {
  if (typeof key === "bigint" ? length === 4 : !Number.isSafeInteger(key)) return undefined;
  const bytes = Buffer.alloc(length);
  if (length === 8) bytes.writeBigInt64BE(BigInt(key));
  else if (Math.abs(Number(key)) < 2 ** 31) bytes.writeInt32BE(Number(key));
  else return undefined;
  return bytes;
}

/** MurmurHash2 of 32 bits as Kafka's clients have it, by Austin Appleby's description: https://github.com/aappleby/smhasher */
export function murmur2(bytes: Buffer): number {
  const M = 0x5bd1e995;
  let hash = 0x9747b28c ^ bytes.length;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    let word = Math.imul(bytes.readInt32LE(at), M);
    word = Math.imul(word ^ (word >>> 24), M);
    hash = Math.imul(hash, M) ^ word;
  }
  if (at < bytes.length) {
    for (let i = bytes.length - 1; i >= at; i--) hash ^= (bytes[i] ?? 0) << (8 * (i - at));
    hash = Math.imul(hash, M);
  }
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}

/** FNV-1a of 32 bits, signed: http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fnv1a(bytes: Buffer): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
