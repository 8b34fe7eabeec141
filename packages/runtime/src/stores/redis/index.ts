import { Redis } from "ioredis";
import type { OnlineStore, StoredRow, StreamWriterOptions } from "../../ports.js";
import { storedRowDecoder, type DecodeStored } from "../decoders.js";
import {
  groupsWith,
  metaFromJson,
  metaToJson,
  tableInfo,
  withAsOf,
  withGroup,
  type TableMeta,
} from "../table-meta.js";
import { lookupByRead } from "../found.js";
import { checkTableName } from "../table-name.js";
import { redisError } from "./errors.js";
import { eachKey, JOB, META, ROW, type Run } from "./keys.js";
import { SWAP_META } from "./scripts.js";
import { redisStreamWriter } from "./stream-writer.js";
import { redisWriter } from "./writer.js";

export interface RedisStoreOptions {
  /** `redis://[user:password@]host[:port][/db]`, `rediss://` with TLS. */
  readonly url: string;
  /** How long a command may take, retries included, in milliseconds. */
  readonly deadlineMs?: number;
}

/** A store in Redis: one packed value an entity and group, one round trip a read. */
export async function redisStore({ url, deadlineMs = 10_000 }: RedisStoreOptions): Promise<OnlineStore> {
  const label = labelOf(url);
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: Math.min(deadlineMs, 5_000),
    commandTimeout: deadlineMs,
    // Reconnects go on until the command's own deadline ends it.
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 1_000),
  });
  // Errors reach the callers of commands; without a listener ioredis would print them.
  let lastError: unknown;
  redis.on("error", (error: unknown) => {
    lastError = error;
  });
  const run = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      throw redisError(label, isTimeout(error) ? (lastError ?? error) : error);
    }
  };
  try {
    await connect(redis, deadlineMs);
  } catch (error) {
    redis.disconnect();
    throw redisError(label, lastError ?? error);
  }
  return storeOn(redis, label, run);
}

function storeOn(redis: Redis, label: string, run: Run): OnlineStore {
  const cache = new Map<
    string,
    { text: string; meta: TableMeta; readers: Map<string, readonly GroupReader[]> }
  >();

  const known = (table: string, text: string | null | undefined) => {
    if (text === null || text === undefined) return undefined;
    const before = cache.get(table);
    if (before?.text === text) return before;
    const entry = {
      text,
      meta: metaFromJson(text, `table ${table} of ${label}`),
      readers: new Map<string, readonly GroupReader[]>(),
    };
    cache.set(table, entry);
    return entry;
  };
  const load = async (table: string) => known(table, await run(() => redis.get(META + table)));

  const read = async (table: string, keys: readonly string[], names: readonly string[]) => {
    // What was cached is tried first; the meta comes along in the same round trip and tells whether it held.
    const cached = cache.get(table) ?? (await load(table));
    if (cached === undefined) return keys.map(() => []);
    const fetch = async (readers: readonly GroupReader[]) => {
      const pipeline = redis.pipeline().get(META + table);
      const all = readers.flatMap(({ prefix }) => keys.map((key) => prefix + key));
      if (all.length > 0) pipeline.mgetBuffer(all);
      const answers = await run(() => pipeline.exec());
      for (const [error] of answers ?? []) if (error) throw redisError(label, error);
      return {
        text: answers?.[0]?.[1] as string | null,
        rows: (answers?.[1]?.[1] ?? []) as (Buffer | null)[],
      };
    };
    let readers = readersOf(cached.readers, cached.meta, table, names);
    let answer = await fetch(readers);
    if (answer.text !== cached.text) {
      const fresh = known(table, answer.text);
      if (fresh === undefined) return keys.map(() => []);
      readers = readersOf(fresh.readers, fresh.meta, table, names);
      answer = await fetch(readers);
    }
    const { rows } = answer;
    return keys.map((_, k) => {
      const found: StoredRow[] = [];
      readers.forEach(({ decode }, r) => {
        const row = rows[r * keys.length + k];
        if (row !== null && row !== undefined) found.push(decode(row));
      });
      return found;
    });
  };

  const swapMeta = async (table: string, change: (meta: TableMeta | undefined) => TableMeta | undefined) => {
    for (;;) {
      const before = await run(() => redis.get(META + table));
      const next = change(before === null ? undefined : metaFromJson(before, `table ${table} of ${label}`));
      if (next === undefined) return;
      const done = await run(() => redis.eval(SWAP_META, 1, META + table, before ?? "", metaToJson(next)));
      if (done === 1) return;
    }
  };

  const openGroup = async (options: StreamWriterOptions): Promise<string> => {
    checkTableName(options.table);
    let id = "";
    await swapMeta(options.table, (meta) => {
      const planned = withGroup(meta, options);
      id = planned.group.id;
      return planned.meta;
    });
    return id;
  };

  return {
    label,
    read,
    table: async (name) => {
      const entry = await load(name);
      return entry && tableInfo(name, entry.meta);
    },
    tables: async () => {
      const names: string[] = [];
      await run(() =>
        eachKey(
          redis,
          `${META}*`,
          async (keys) => void names.push(...keys.map((key) => key.slice(META.length))),
        ),
      );
      return [...new Set(names)].toSorted();
    },
    openStreamWriter: async (options) => redisStreamWriter(redis, run, await openGroup(options), options),
    lookup: (reads) => lookupByRead(read, reads),
    openWriter: async (options) => {
      const id = await openGroup(options);
      return redisWriter(redis, run, id, options, {
        finished: async () => (await load(options.table))?.meta.groups.get(id)?.asOf,
        finish: (asOf) => swapMeta(options.table, (meta) => meta && withAsOf(meta, id, asOf)),
      });
    },
    dropTable: async (name) => {
      const there = await run(() => redis.del(META + name));
      for (const prefix of [ROW, JOB]) {
        await run(() =>
          eachKey(redis, `${prefix}${name}:*`, async (keys) => void (await redis.unlink(keys))),
        );
      }
      cache.delete(name);
      return there > 0;
    },
    close: async () => {
      redis.disconnect();
      await Promise.resolve();
    },
  };
}

interface GroupReader {
  readonly prefix: string;
  readonly decode: DecodeStored;
}

function readersOf(
  cache: Map<string, readonly GroupReader[]>,
  meta: TableMeta,
  table: string,
  names: readonly string[],
): readonly GroupReader[] {
  const id = names.join("\n");
  const cached = cache.get(id);
  if (cached !== undefined) return cached;
  const readers = groupsWith(meta, names).map((group) => ({
    prefix: `${ROW}${table}:${group.id}:`,
    decode: storedRowDecoder(group, names, `table ${table}`),
  }));
  if (cache.size > 1000) cache.clear();
  cache.set(id, readers);
  return readers;
}

async function connect(redis: Redis, deadlineMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Command timed out")), deadlineMs);
  });
  try {
    await Promise.race([redis.connect().then(() => redis.ping()), deadline]);
  } finally {
    clearTimeout(timer);
  }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && /timed out|Connection is closed/iu.test(error.message);

/** The address without user, password and query. */
function labelOf(url: string): string {
  try {
    const { protocol, hostname, port, pathname } = new URL(url);
    return `Redis at ${protocol}//${hostname}${port === "" ? "" : `:${port}`}${pathname}`;
  } catch {
    return "Redis";
  }
}
