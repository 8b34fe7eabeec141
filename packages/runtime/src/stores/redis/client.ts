import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
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
  const tls = address.tls ? { tls: tlsOptions(address) } : {};
  const login = {
    ...(address.username === undefined ? {} : { username: address.username }),
    ...(address.password === undefined ? {} : { password: address.password }),
  };
  const common: Options = {
    ...login,
    ...tls,
    connectTimeout: options.connectTimeoutMs,
    // A server that is loading says so to who asks.
    enableReadyCheck: false,
  };
  const single: Options = {
    ...common,
    lazyConnect: true,
    db: address.database,
    retryStrategy: pauseBefore,
    // Who gave a command tries it again, within its own time: no queue may carry it out after it was told to have failed.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    reconnectOnError: demoted(),
  };
  let client: RedisClient;
  switch (address.kind) {
    case "single":
      client = new Redis({ ...single, ...first });
      break;
    case "sentinel":
      client = new Redis({
        ...single,
        // Whether it is the master.
        enableReadyCheck: true,
        sentinels: address.nodes.map((node) => ({ ...node })),
        name: address.master ?? "",
        ...(address.sentinelPassword === undefined ? {} : { sentinelPassword: address.sentinelPassword }),
        ...(address.tls ? { enableTLSForSentinelMode: true, sentinelTLS: tls.tls ?? {} } : {}),
        sentinelRetryStrategy: pauseBefore,
        sentinelCommandTimeout: options.connectTimeoutMs,
        failoverDetector: true,
      });
      break;
    case "cluster":
      client = new Cluster([...address.nodes], {
        lazyConnect: true,
        clusterRetryStrategy: pauseBefore,
        redisOptions: common,
        slotsRefreshInterval: 5_000,
        // As above. What is moved to another node goes there at once, or not at all.
        enableOfflineQueue: false,
        enableReadyCheck: false,
        maxRedirections: 5,
        retryDelayOnFailover: 0,
        retryDelayOnClusterDown: 0,
        retryDelayOnTryAgain: 1,
      });
      keepConnected(client, options.closed);
  }
  // Errors reach the callers of commands; without a listener ioredis would print them.
  // That no node of a cluster answered is less than what the last of them said.
  client.on("error", (error: Error & { readonly lastNodeError?: unknown }) =>
    options.onError(error.lastNodeError ?? error),
  );
  client.on("node error", options.onError);
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
  }, pauseBefore(4));
  // Calls that wait keep the process alive.
  timer.unref();
}

/**
 * Nodes of a cluster are connected as soon as they are known, and not by the first command, which would wait in a queue. One
 * that is lost is looked for again where the others say that it, or who took its place, is.
 */
function keepConnected(cluster: Cluster, closed: () => boolean): void {
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  const connect = (): void => {
    for (const node of cluster.nodes("master")) {
      if (node.status !== "wait") continue;
      node.once("ready", () => void (lost = 0));
      node.connect().catch(() => undefined);
    }
  };
  cluster.on("+node", connect);
  cluster.on("refresh", connect);
  cluster.on("-node", () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!closed() && cluster.status === "ready") cluster.refreshSlotsCache();
    }, pauseBefore(++lost)).unref();
  });
}

/** From 10 milliseconds to a second, with jitter: clients that lost a server together do not come back together. */
const pauseBefore = (attempt: number): number =>
  Math.min(10 * 2 ** Math.min(attempt - 1, 7), 1_000) * (0.5 + Math.random() / 2);

const DEMOTED_MS = 1_000;

/** A master that was demoted: the address may be that of another by now. Others' answers are lost so: not too often. */
function demoted(): (error: Error) => 1 | false {
  let last = -Infinity;
  return (error) => {
    const now = performance.now();
    if (!error.message.startsWith("READONLY") || now - last < DEMOTED_MS) return false;
    last = now;
    return 1;
  };
}

const tlsOptions = ({ ca, client }: RedisAddress): ConnectionOptions => ({
  ...(ca === undefined ? {} : { ca: readPem("ca", ca) }),
  ...(client === undefined ? {} : { cert: readPem("cert", client.cert), key: readPem("key", client.key) }),
});

function readPem(setting: "ca" | "cert" | "key", file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new PinionError("PN7010", `the file of \`${setting}=${file}\` cannot be read`, { cause: error });
  }
}

/** The node that has a key, as far as it is known; the empty name without a cluster. */
export const nodeOf = (client: RedisClient, key: string | undefined): string | undefined => {
  if (!(client instanceof Cluster)) return "";
  return key === undefined ? undefined : client.slots[slotOf(key)]?.[0];
};

/** By the names of nodes, the connections that there are. */
export const connectionsOf = (client: RedisClient): readonly (readonly [string, Redis])[] =>
  client instanceof Cluster ? client.nodes().map((node) => [nameOf(client, node), node]) : [["", client]];

/** Which server a connection of a cluster is to; without a cluster there is one, wherever it is at the moment. */
export const nameOf = (client: RedisClient, { options }: Redis): string =>
  client.isCluster ? `${options.host}:${options.port}` : "";

/** The servers that hold the keys, each key one of them, by their names; undefined where there is no connection to one at the moment. */
export function mastersOf(client: RedisClient): ReadonlyMap<string, Redis | undefined> {
  const connected = new Map(connectionsOf(client));
  if (!(client instanceof Cluster)) return connected;
  const names = new Set(client.slots.map((nodes) => nodes[0] ?? ""));
  return new Map(Array.from(names, (name) => [name, connected.get(name)]));
}

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
