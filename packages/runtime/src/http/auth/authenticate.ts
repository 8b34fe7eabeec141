import { PinionError } from "@pinion/core";
import { RetryError } from "../errors.js";
import { rateLimiter } from "../rate-limit.js";
import { ANYONE, callerOf, type Caller } from "./caller.js";
import { matchesScrypt, sameDigest, sha256, type KeyHash } from "./hash.js";
import type { KeyRing } from "./keys.js";

/** The headers that say who asks. */
export interface AuthHeaders {
  readonly authorization?: string | undefined;
  readonly "x-api-key"?: string | string[] | undefined;
}

/** Finds the caller of a request; throws PN9004, or PN9006 after too many wrong keys from one address. */
export type Authenticate = (headers: AuthHeaders, address: string) => Caller | Promise<Caller>;

const LONGEST_KEY = 512;
/** Wrong keys of one address: so many at once, then one a second. */
const WRONG_KEYS = { perSecond: 1, burst: 20 };
/** Checks of scrypt that go on at once: each takes a thread for some 50 ms. */
const SCRYPT_AT_ONCE = 2;

export function authenticator(ring: KeyRing | undefined, now: () => number = Date.now): Authenticate {
  if (ring === undefined) return () => ANYONE;
  const callers = new Map([...ring].map(([name, key]) => [name, callerOf(key)]));
  const wrong = rateLimiter(WRONG_KEYS, now);
  /** By name, the SHA-256 of the key that scrypt was satisfied with: it is asked once. */
  const proven = new Map<string, Buffer>();
  let running = 0;

  const refuse = (address: string): PinionError => {
    wrong.take(address);
    return new PinionError("PN9004", "the API key is unknown");
  };
  const viaScrypt = async (
    caller: Caller,
    name: string,
    key: string,
    digest: Buffer,
    hash: Extract<KeyHash, { kind: "scrypt" }>,
    address: string,
  ): Promise<Caller> => {
    if (running >= SCRYPT_AT_ONCE) throw new RetryError("PN9006", "too many keys are being checked", 1);
    running++;
    try {
      if (!(await matchesScrypt(key, hash))) throw refuse(address);
    } finally {
      running--;
    }
    proven.set(name, digest);
    return caller;
  };

  return (headers, address) => {
    const key = keyOf(headers);
    if (key === undefined || key.length > LONGEST_KEY) {
      throw new PinionError("PN9004", "the request has no API key", {
        help: "send it as `Authorization: Bearer KEY`",
      });
    }
    const name = key.slice(0, key.indexOf("."));
    const entry = ring.get(name);
    const caller = callers.get(name);
    const digest = sha256(key);
    const known = entry?.hash.kind === "sha256" ? entry.hash.digest : proven.get(name);
    // Of a name that is not there the work is the same.
    if (sameDigest(digest, known ?? NOBODY) && caller !== undefined) return caller;
    const wait = wrong.wait(address);
    if (wait > 0) throw new RetryError("PN9006", "too many wrong API keys", wait);
    if (entry?.hash.kind !== "scrypt" || caller === undefined) throw refuse(address);
    return viaScrypt(caller, name, key, digest, entry.hash, address);
  };
}

const NOBODY = Buffer.alloc(32);

function keyOf(headers: AuthHeaders): string | undefined {
  const bearer = /^Bearer +(\S+)$/iu.exec(headers.authorization ?? "")?.[1];
  const plain = headers["x-api-key"];
  return bearer ?? (typeof plain === "string" && plain !== "" ? plain : undefined);
}
