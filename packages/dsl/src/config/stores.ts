import type { EnvReference, TextSetting } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { callSite } from "../site.js";

/** The store that features are served from: what {@link embeddedStore} or {@link redisStore} gives. */
export type OnlineStoreDefinition = EmbeddedStoreDefinition | RedisStoreDefinition;

/** A store in a folder, read in the same process. */
export interface EmbeddedStoreDefinition {
  readonly kind: "embedded";
  /** Relative paths start at the project's folder. */
  readonly path: TextSetting;
}

/** A store in Redis, which many processes and machines read. */
export interface RedisStoreDefinition {
  readonly kind: "redis";
  /** `redis://host:port/db`, or `rediss://` for TLS. */
  readonly url: TextSetting;
  /** Of Redis' ACL; without it the password is that of the default user. */
  readonly username?: TextSetting;
  /** `secret("…")`: from the environment alone. */
  readonly password?: EnvReference;
  /** Whether the address is that of a node of a Redis Cluster; false unless given. */
  readonly cluster?: boolean;
}

/** A folder of partitions, one per cutoff. */
export interface FolderStoreDefinition {
  readonly kind: "folder";
  /** Relative paths start at the project's folder. */
  readonly path: TextSetting;
  /** Of the partitions' files. */
  readonly format: "parquet" | "csv" | "jsonl";
}

/** An online store in a folder of this machine; `.pinion/store` by default. */
export function embeddedStore(options: { readonly path?: TextSetting } = {}): EmbeddedStoreDefinition {
  return Object.freeze({ kind: "embedded", path: options.path ?? ".pinion/store" });
}

/** An online store in Redis. A password comes from the environment alone: one that is written down is refused (PN1110). */
export function redisStore(options: Omit<RedisStoreDefinition, "kind">): RedisStoreDefinition {
  const place = { site: callSite(redisStore), path: [0, "url"] };
  const { url } = options;
  const address = typeof url === "object" ? url.fallback : url;
  if (address !== undefined && /^[a-z]+:\/\/[^/@]*:[^/@]+@/i.test(address)) {
    throw new DefinitionError("PN1110", "a password stands in the address of a store", place, {
      help: 'take it from the environment: password: secret("REDIS_PASSWORD")',
    });
  }
  if (typeof options.password === "string") {
    throw new DefinitionError(
      "PN1110",
      "a password stands in the definition of a store",
      { ...place, path: [0, "password"] },
      {
        help: 'take it from the environment: password: secret("REDIS_PASSWORD")',
      },
    );
  }
  return Object.freeze({ ...options, kind: "redis" });
}

/** An offline store in a folder; Parquet by default. */
export function folderStore(options: {
  readonly path: TextSetting;
  readonly format?: FolderStoreDefinition["format"];
}): FolderStoreDefinition {
  return Object.freeze({ kind: "folder", path: options.path, format: options.format ?? "parquet" });
}
