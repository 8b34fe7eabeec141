import { PinionError, type Manifest, type RedisStoreEntry } from "@pinion/core";
import { closedError } from "../closable.js";
import { projectPath, readSetting, type Environment } from "../load/settings.js";
import { cachedStore, type CacheOptions } from "../serve/cache.js";
import type { OfflineSink, OnlineStore } from "../ports.js";
import type { FolderSink } from "../sinks.js";
import { declaredTypes, type DeclaredType } from "./declared.js";

/** An online store by its address: `embedded`, `embedded:FOLDER`, `redis` (the project's), `redis://…`, `redis+sentinel://…`, `redis+cluster://…`. */
export type StoreAddress = string;

/** The stores of one client: each is opened when first asked for, once, and none after `close` (PN7014). Drivers are loaded only then. */
export interface StoreRegistry {
  readonly online: (address?: StoreAddress) => Promise<OnlineStore>;
  /** The same where it is open already. */
  readonly known: (address?: StoreAddress) => OnlineStore | undefined;
  readonly offline: (sink: FolderSink) => Promise<OfflineSink>;
  readonly close: () => Promise<void>;
}

const DEFAULT_OFFLINE = "offline";

export function storeRegistry(
  project: string,
  manifest: Manifest,
  environment: Environment,
  cache?: CacheOptions,
): StoreRegistry {
  const opened = new Map<string, Promise<OnlineStore>>();
  const ready = new Map<string, OnlineStore>();
  const declared = declaredTypes(manifest);
  let closed = false;

  const own = (): StoreAddress => {
    const { online } = manifest.project.stores;
    return online.kind === "redis"
      ? redisAddress(online, environment)
      : `embedded:${readSetting(online.path, environment, "the folder of the online store")}`;
  };
  const resolved = (address: StoreAddress | undefined): StoreAddress => {
    if (address === undefined) return own();
    const { online } = manifest.project.stores;
    if (address === "redis") {
      if (online.kind === "redis") return own();
      throw new PinionError(
        "PN7010",
        "a Redis sink has no address, and the project's online store is not Redis",
        {
          help: "give the sink its `url`",
        },
      );
    }
    if (address !== "embedded") return address;
    return online.kind === "embedded" ? own() : "embedded:.pinion/store";
  };

  return {
    known: (address) => (closed ? undefined : ready.get(resolved(address))),
    online: async (address) => {
      if (closed) throw closedError("the client");
      const place = resolved(address);
      let store = opened.get(place);
      if (store === undefined) {
        const named = address !== undefined && address !== "embedded";
        store = open(project, place, named, declared).then((one) =>
          cache === undefined ? one : cachedStore(one, cache),
        );
        opened.set(place, store);
        store.then((one) => void ready.set(place, one)).catch(() => undefined);
        // A store that could not be opened is tried anew next time.
        store.catch(() => opened.delete(place));
      }
      return store;
    },
    offline: async (sink) => {
      const { parquetStore } = await import("./parquet/index.js");
      const { path: configured = DEFAULT_OFFLINE } = manifest.project.stores.offline ?? {};
      const path = sink.path ?? readSetting(configured, environment, "the folder of the offline store");
      return parquetStore({
        path: projectPath(project, path),
        format: sink.kind,
        ...(sink.storeName === undefined ? {} : { storeName: sink.storeName }),
      });
    },
    close: async () => {
      closed = true;
      const stores = await Promise.allSettled(opened.values());
      opened.clear();
      ready.clear();
      for (const store of stores) if (store.status === "fulfilled") await store.value.close();
    },
  };
}

/** The address with the credentials of the environment. */
function redisAddress(
  { url, username, password, cluster }: RedisStoreEntry,
  environment: Environment,
): StoreAddress {
  const text = readSetting(url, environment, "the address of the online store");
  const address = cluster === true ? text.replace(/^(rediss?):\/\//u, "$1+cluster://") : text;
  if (username === undefined && password === undefined) return address;
  const parts = /^([a-z+]+:\/\/)(?:([^@/?:]*)(?::([^@/?]*))?@)?(.*)$/su.exec(address);
  if (parts === null) return address;
  const [, scheme = "", givenUser = "", givenPassword, rest = ""] = parts;
  const user =
    username === undefined
      ? givenUser
      : encodeURIComponent(readSetting(username, environment, "the user of the online store"));
  const secret =
    password === undefined
      ? givenPassword
      : encodeURIComponent(readSetting(password, environment, "the password of the online store"));
  return `${scheme}${user}${secret === undefined ? "" : `:${secret}`}@${rest}`;
}

/** What could not be read may have a password anywhere behind its first words. */
const showUnread = (address: StoreAddress): string => {
  const [words = ""] = address.split(/[:@/]/u, 1);
  return JSON.stringify(words.length < address.length ? `${words.slice(0, 60)}…` : words.slice(0, 60));
};

/** A folder that the caller named must have a store to be read; the project's own has none before the first job. */
async function open(
  project: string,
  address: StoreAddress,
  named: boolean,
  declared: DeclaredType,
): Promise<OnlineStore> {
  if (address === "memory") {
    const { memoryStore } = await import("./memory/index.js");
    return memoryStore(undefined, declared);
  }
  if (/^rediss?(?:\+(?:sentinel|cluster))?:\/\//u.test(address)) {
    const { redisStore } = await import("./redis/index.js");
    return redisStore({ url: address, declared });
  }
  const folder = /^embedded:(.+)$/u.exec(address)?.[1];
  if (folder !== undefined) {
    const { embeddedStore } = await import("./lmdb/index.js");
    return embeddedStore({ path: projectPath(project, folder), mustExist: named, declared });
  }
  throw new PinionError("PN7010", `${showUnread(address)} names no store`, {
    help: "write `embedded`, `embedded:FOLDER`, `redis://HOST:PORT`, `redis+sentinel://…` or `redis+cluster://…`",
  });
}
