import { createHash, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { checkText } from "../../options/check.js";
import { checkHashKind } from "../../options/serving.js";

/*
 * Keys are kept as hashes: SHA-256 for keys that were made at random, which nobody can guess; scrypt for words
 * that people chose.
 */

export type KeyHash =
  | { readonly kind: "sha256"; readonly digest: Buffer }
  | {
      readonly kind: "scrypt";
      readonly cost: number;
      readonly blockSize: number;
      readonly parallel: number;
      readonly salt: Buffer;
      readonly digest: Buffer;
    };

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

const COST = 16_384;
const BLOCK_SIZE = 8;
const LENGTH = 32;
const MAX_MEMORY = 256 * 1024 * 1024;

export const sha256 = (key: string): Buffer => createHash("sha256").update(key).digest();

/** The text of a hash as a file of keys holds it: `sha256:HEX` or `scrypt:N:r:p:SALT:DIGEST`. Throws PN7010. */
export async function hashKey(key: string, kind: KeyHash["kind"]): Promise<string> {
  checkText(key, "key");
  checkHashKind(kind);
  if (kind === "sha256") return `sha256:${sha256(key).toString("hex")}`;
  const salt = randomBytes(16);
  const digest = await derive(key, salt, LENGTH, { N: COST, r: BLOCK_SIZE, p: 1, maxmem: MAX_MEMORY });
  return `scrypt:${COST}:${BLOCK_SIZE}:1:${salt.toString("base64url")}:${digest.toString("base64url")}`;
}

/** Undefined where the text is no hash, or one that would take too long to check. */
export function parseHash(text: string): KeyHash | undefined {
  const plain = /^sha256:([0-9a-f]{64})$/u.exec(text)?.[1];
  if (plain !== undefined) return { kind: "sha256", digest: Buffer.from(plain, "hex") };
  const parts = /^scrypt:(\d{1,7}):(\d{1,2}):(\d{1,2}):([\w-]{8,128}):([\w-]{43})$/u.exec(text);
  if (parts === null) return undefined;
  const [cost = 0, blockSize = 0, parallel = 0] = parts.slice(1, 4).map(Number);
  const powerOfTwo = cost > 1 && (cost & (cost - 1)) === 0;
  if (!powerOfTwo || blockSize < 1 || parallel < 1 || 128 * cost * blockSize * parallel > MAX_MEMORY / 2) {
    return undefined;
  }
  const salt = Buffer.from(parts[4] ?? "", "base64url");
  return {
    kind: "scrypt",
    cost,
    blockSize,
    parallel,
    salt,
    digest: Buffer.from(parts[5] ?? "", "base64url"),
  };
}

/** Whether two digests are the same, in a time that does not tell where they differ. */
export const sameDigest = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

export async function matchesScrypt(
  key: string,
  hash: Extract<KeyHash, { kind: "scrypt" }>,
): Promise<boolean> {
  const { cost, blockSize, parallel, salt, digest } = hash;
  const options = { N: cost, r: blockSize, p: parallel, maxmem: MAX_MEMORY };
  return sameDigest(await derive(key, salt, digest.length, options), digest);
}
