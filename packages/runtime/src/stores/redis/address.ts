import { PinionError } from "@pinion/core";

/** Where a Redis is, and how it is asked. */
export interface RedisAddress {
  readonly kind: "single" | "sentinel" | "cluster";
  /** The server, the sentinels, or some nodes of the cluster. */
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly tls: boolean;
  /** A file of certificates to trust, PEM. */
  readonly ca?: string;
  /** Files of the certificate that this client shows, and of its key, PEM. */
  readonly client?: { readonly cert: string; readonly key: string };
  readonly username?: string;
  readonly password?: string;
  readonly database: number;
  /** What the sentinels call the master. */
  readonly master?: string;
  readonly sentinelPassword?: string;
  /** The address without user, password and query. */
  readonly label: string;
}

const PARTS = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/?]*)@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/u;
const SETTINGS: ReadonlySet<string> = new Set(["ca", "cert", "key", "sentinelPassword"]);
const NODE = /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)?(?::(\d{1,5}))?$/u;

/**
 * `redis://[user:password@]host[:port][/db]`, `redis+sentinel://[…@]host[:port],…/master[/db]`,
 * `redis+cluster://[…@]host[:port],…`; `rediss` for TLS, with `?ca=FILE` for certificates of one's own, and
 * `cert=FILE&key=FILE` where the server asks for one of the client. Throws PN7010.
 */
export function redisAddress(url: string): RedisAddress {
  const parts = PARTS.exec(url);
  if (parts === null) throw wrong();
  const [, scheme, kindText, userInfo, hosts = "", path = "", query = ""] = parts;
  const kind = kindText === "sentinel" || kindText === "cluster" ? kindText : "single";
  const nodes = hosts.split(",").map((text) => nodeOf(text, kind === "sentinel" ? 26379 : 6379));
  if (kind === "single" && nodes.length > 1) throw wrong("one server has one host");
  const segments = path.split("/").filter((segment) => segment !== "");
  const master = kind === "sentinel" ? segments.shift() : undefined;
  if (kind === "sentinel" && master === undefined)
    throw wrong("name the master: `redis+sentinel://host/master`");
  const database = segments[0] ?? "0";
  if (segments.length > 1 || !/^\d{1,4}$/u.test(database)) throw wrong("the database is a number");
  if (kind === "cluster" && database !== "0") throw wrong("a cluster has one database");
  const settings = new URLSearchParams(query);
  for (const name of settings.keys()) {
    // The name alone: the value may be a password.
    if (!SETTINGS.has(name))
      throw wrong(`there is no setting \`${name.slice(0, 40)}\`: write ${[...SETTINGS].join(", ")}`);
  }
  const ca = settings.get("ca");
  const cert = settings.get("cert");
  const key = settings.get("key");
  if ((cert === null) !== (key === null)) throw wrong("`cert` and `key` go together");
  const sentinelPassword = settings.get("sentinelPassword");
  return {
    kind,
    nodes,
    tls: scheme === "rediss",
    ...(ca === null ? {} : { ca }),
    ...(cert === null || key === null ? {} : { client: { cert, key } }),
    ...credentials(userInfo),
    ...(sentinelPassword === null ? {} : { sentinelPassword }),
    database: Number(database),
    ...(master === undefined ? {} : { master: decode(master) }),
    label: `Redis at ${url.slice(0, url.indexOf("://"))}://${hosts}${path === "" ? "" : `/${path}`}`,
  };
}

function nodeOf(text: string, standard: number): { host: string; port: number } {
  const found = NODE.exec(text);
  if (found === null) throw wrong();
  const port = found[2] === undefined ? standard : Number(found[2]);
  if (port === 0 || port > 65_535) throw wrong("the port is a number from 1 to 65535");
  return { host: (found[1] ?? "127.0.0.1").replace(/^\[|\]$/gu, ""), port };
}

function credentials(userInfo: string | undefined): { username?: string; password?: string } {
  if (userInfo === undefined) return {};
  const colon = userInfo.indexOf(":");
  const username = decode(colon < 0 ? userInfo : userInfo.slice(0, colon));
  const password = colon < 0 ? "" : decode(userInfo.slice(colon + 1));
  return { ...(username === "" ? {} : { username }), ...(password === "" ? {} : { password }) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong("`%` in a user, password or name is written `%25`");
  }
}

/** The address itself is not shown: it may hold a password. */
const wrong = (why = "write it as `redis://host:port`"): PinionError =>
  new PinionError("PN7010", "the address of Redis cannot be read", { help: why });
