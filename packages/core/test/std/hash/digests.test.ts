import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc32, md5, sha1, sha2 } from "../../../src/std/hash/index.js";

const digest = (algorithm: string, bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest("hex");

const digests: readonly (readonly [string, (bytes: Uint8Array) => string | null])[] = [
  ["md5", md5],
  ["sha1", sha1],
  ["sha224", (bytes) => sha2(bytes, 224)],
  ["sha256", (bytes) => sha2(bytes, 256)],
  ["sha384", (bytes) => sha2(bytes, 384)],
  ["sha512", (bytes) => sha2(bytes, 512)],
];

describe.each(digests)("%s agrees with OpenSSL", (name, ours) => {
  test("for every length about a block", () => {
    for (let length = 0; length <= 260; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 0xff);
      expect(ours(bytes)).toBe(digest(name, bytes));
    }
  });

  test("for any bytes, also in the midst of a buffer", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat({ max: 20 }), (bytes, skipped) => {
        const view = bytes.subarray(Math.min(skipped, bytes.length));
        expect(ours(view)).toBe(digest(name, view));
      }),
    );
  });
});

test("sha2 knows five lengths", () => {
  const empty = new Uint8Array();
  expect(sha2(empty, 0)).toBe(sha2(empty, 256));
  expect([1, -1, 128, 255, 1024].map((bits) => sha2(empty, bits))).toEqual([null, null, null, null, null]);
});

test("crc32 gives the check value of the standard", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});
