import { randomBytes } from "node:crypto";
import { PinionError } from "@pinion/core";
import { checkText } from "../../options/check.js";
import { checkNewKey } from "../../options/serving.js";
import { hashKey, parseHash, type KeyHash } from "./hash.js";

/** What a key allows: `admin` everything. */
export type Role = "read" | "write" | "admin";

const ROLES: readonly Role[] = ["read", "write", "admin"];

export interface ApiKey {
  readonly name: string;
  readonly hash: KeyHash;
  readonly roles: readonly Role[];
  /** Names of tables, `fares_*` for all that begin so; absent: every table. */
  readonly tables?: readonly string[];
  /** Instead of the server's own limit. */
  readonly requestsPerSecond?: number;
}

/** The keys of a server, by name. */
export type KeyRing = ReadonlyMap<string, ApiKey>;

const NAME = /^[A-Za-z0-9_-]{1,64}$/u;
const TABLE = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\*?$|^\*$/u;

/**
 * Reads a file of keys: `{"keys": [{"name", "hash", "roles", "tables"?, "requestsPerSecond"?}]}`. `where` names
 * it in messages. Throws PN9011, which never shows a part of the file.
 */
export function readKeys(text: string, where: string): KeyRing {
  checkText(text, "text");
  checkText(where, "where");
  const fail = (why: string): PinionError =>
    new PinionError("PN9011", `${where}: ${why}`, {
      help: "`pinion api-key NAME` prints an entry to put into its list `keys`",
    });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw fail("it is no JSON");
  }
  const entries = isObject(document) ? document["keys"] : undefined;
  if (!Array.isArray(entries) || entries.length === 0) throw fail("it has no list `keys`, or an empty one");
  const ring = new Map<string, ApiKey>();
  entries.forEach((entry: unknown, i) => {
    const key = readKey(entry, (why) => fail(`key ${i}: ${why}`));
    if (ring.has(key.name)) throw fail(`key ${i}: the name ${key.name} stands there twice`);
    ring.set(key.name, key);
  });
  return ring;
}

function readKey(entry: unknown, fail: (why: string) => PinionError): ApiKey {
  if (!isObject(entry)) throw fail("it is no object");
  const { name, hash, roles, tables, requestsPerSecond, ...others } = entry;
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw fail(`it has a member that no key has, ${JSON.stringify(other.slice(0, 40))}`);
  if (typeof name !== "string" || !NAME.test(name)) throw fail("`name` is letters, digits, `_` and `-`");
  const parsed = typeof hash === "string" ? parseHash(hash) : undefined;
  if (parsed === undefined) throw fail("`hash` is no hash of the form sha256:… or scrypt:…");
  if (!isList(roles, (role) => ROLES.includes(role as Role)))
    throw fail("`roles` is a list of read, write, admin");
  if (tables !== undefined && !isList(tables, (table) => TABLE.test(table)))
    throw fail("`tables` is a list of names of tables");
  if (
    requestsPerSecond !== undefined &&
    !(typeof requestsPerSecond === "number" && Number.isFinite(requestsPerSecond) && requestsPerSecond > 0)
  )
    throw fail("`requestsPerSecond` is a positive number");
  return {
    name,
    hash: parsed,
    roles: roles as readonly Role[],
    ...(tables === undefined ? {} : { tables }),
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
  };
}

/** A new key at random, with the entry that knows it. The key itself is nowhere else. Throws PN7010, or PN9011 as {@link readKeys}. */
export async function makeKey(
  name: string,
  options: Pick<ApiKey, "roles" | "tables" | "requestsPerSecond">,
): Promise<{ readonly key: string; readonly entry: Readonly<Record<string, unknown>> }> {
  checkText(name, "name");
  checkNewKey(options);
  const key = `${name}.${randomBytes(32).toString("base64url")}`;
  const entry = { name, hash: await hashKey(key, "sha256"), ...options };
  readKeys(JSON.stringify({ keys: [entry] }), `the key ${JSON.stringify(name.slice(0, 70))}`);
  return { key, entry };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isList = (value: unknown, each: (text: string) => boolean): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === "string" && each(text));
