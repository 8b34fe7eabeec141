import { readFileSync } from "node:fs";
import { PinionError } from "@pinion/core";
import { Cluster, Redis, type RedisOptions } from "ioredis";
import type { RedisAddress } from "./address.js";
import { slotOf } from "./slot.js";

/** A connection to one server (found by an address or by sentinels), or to a cluster. */
export type RedisClient = Redis | Cluster;

export interface ConnectOptions {
  readonly connectTimeoutMs: number;
  readonly onError: (error: unknown) => void;
  readonly onReady: () => void;
  /** Whether the client is done with: until then a connection that ends is made again. */
  readonly closed: () => boolean;
}

/** Answers keep the form they always had. */
type Options = Omit<RedisOptions, "replyMapping">;

/** Makes the client; nothing is connected yet. Commands wait for the connection, and for its return. */
export function redisClient(address: RedisAddress, options: ConnectOptions): RedisClient {
  const [first = { host: "127.0.0.1", port: 6379 }] = address.nodes;
  const tls = address.tls ? { tls: { ...(address.ca === undefined ? {} : { ca: readCa(address.ca) }) } } : {};
  const login = {
    ...(address.username === undefined ? {} : { username: address.username }),
    ...(address.password === undefined ? {} : { password: address.password }),
  };
  const common: Options = {
    ...login,
    ...tls,
    connectTimeout: options.connectTimeoutMs,
    // Reconnects go on until the call's own deadline ends it.
    maxRetriesPerRequest: null,
  };
  const single: Options = {
    ...common,
    lazyConnect: true,
    db: address.database,
    retryStrategy: pauseBefore,
    // A master that was demoted: connect anew, to the one that was promoted.
    reconnectOnError: (error) => (error.message.startsWith("READONLY") ? 2 : false),
  };
  let client: RedisClient;
  switch (address.kind) {
    case "single":
      client = new Redis({ ...single, ...first });
      break;
    case "sentinel":
      client = new Redis({
        ...single,
        sentinels: address.nodes.map((node) => ({ ...node })),
        name: address.master ?? "",
        ...(address.sentinelPassword === undefined ? {} : { sentinelPassword: address.sentinelPassword }),
        ...(address.tls ? { enableTLSForSentinelMode: true, sentinelTLS: tls.tls ?? {} } : {}),
        sentinelRetryStrategy: pauseBefore,
        failoverDetector: true,
      });
      break;
    case "cluster":
      client = new Cluster([...address.nodes], {
        lazyConnect: true,
        clusterRetryStrategy: pauseBefore,
        redisOptions: common,
        slotsRefreshInterval: 5_000,
        retryDelayOnFailover: 100,
      });
  }
  // Errors reach the callers of commands; without a listener ioredis would print them.
  client.on("error", options.onError);
  client.on("ready", options.onReady);
  client.on("end", () => {
    if (!options.closed()) connectAgain(client, options.closed);
  });
  return client;
}

/**
 * ioredis ends for good where a sentinel tells of a new master at the moment in which it asks for the old one. Commands that
 * waited are refused then, and tried again by who gave them.
 */
function connectAgain(client: RedisClient, closed: () => boolean): void {
  const timer = setTimeout(() => {
    if (!closed() && client.status === "end") client.connect().catch(() => undefined);
  }, pauseBefore(0));
  // Calls that wait keep the process alive.
  timer.unref();
}

const pauseBefore = (attempt: number): number => Math.min(50 * 2 ** Math.min(attempt, 6), 1_000);

function readCa(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new PinionError("PN7010", `the certificates of \`ca=${file}\` cannot be read`, { cause: error });
  }
}

/** The node that has a key, in a cluster, as far as it is known. */
export const nodeOf = (client: RedisClient, key: string): string | undefined =>
  client instanceof Cluster ? client.slots[slotOf(key)]?.[0] : undefined;

/** The servers that hold the keys: each key is on one of them. */
export const masters = (client: RedisClient): readonly Redis[] =>
  client instanceof Cluster ? client.nodes("master") : [client];

/** Cuts a list into parts that one command may name the keys of: of bounded size, in a cluster of one slot each. */
export function batchesOf<T>(
  client: RedisClient,
  items: readonly T[],
  keyOf: (item: T) => string,
  size: number,
): readonly (readonly T[])[] {
  if (!(client instanceof Cluster)) return chunks(items, size);
  const bySlot = new Map<number, T[]>();
  for (const item of items) {
    const slot = slotOf(keyOf(item));
    const own = bySlot.get(slot);
    if (own === undefined) bySlot.set(slot, [item]);
    else own.push(item);
  }
  return [...bySlot.values()].flatMap((own) => chunks(own, size));
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (items.length <= size) return items.length === 0 ? [] : [items];
  const parts: (readonly T[])[] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}
