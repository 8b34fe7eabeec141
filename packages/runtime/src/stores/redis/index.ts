import { PinionError, type Int64 } from "@pinion/core";
import type { OnlineStore, ReadOptions, StreamWriterOptions } from "../../ports.js";
import type { DeclaredType } from "../declared.js";
import { checkRedisStore } from "../../options/stores.js";
import { feathrEncoder } from "../feathr/encode.js";
import { tableInfo, withAsOf, withGroup, type TableMeta } from "../table-meta.js";
import { checkTableName } from "../table-name.js";
import { timeLeft } from "../../time/call-time.js";
import { redisAddress } from "./address.js";
import { connectionsOf, mastersOf, nodeOf, redisClient, type RedisClient } from "./client.js";
import { redisDelete, type DeleteParts } from "./delete.js";
import { redisDrop } from "./drop.js";
import { redisError } from "./errors.js";
import { feathrWriter, noStreams } from "./feathr.js";
import { rowsReader } from "./gather.js";
import { redisLookup } from "./lookup.js";
import { tableMetas } from "./metas.js";
import { runAll, runner, type Run } from "./run.js";
import { redisScan } from "./scan.js";
import { silence } from "./silence.js";
import { redisStreamWriter } from "./stream-writer.js";
import { redisWriter } from "./writer.js";

export interface RedisStoreOptions {
  /**
   * `redis://[user:password@]host[:port][/db]`, `redis+sentinel://[…@]host[:port],…/master[/db]` or
   * `redis+cluster://[…@]host[:port],…`; `rediss` instead of `redis` for TLS, `?ca=FILE` for certificates of one's own, `cert=FILE&key=FILE` for the client's.
   */
  readonly url: string;
  /** How long a call may take, retries included, in milliseconds, unless the call says otherwise. */
  readonly deadlineMs?: number;
  /** The types that values are read as; as they were written last unless given. */
  readonly declared?: DeclaredType;
}

/** A store in Redis: one packed value an entity and group, one round trip a node and read. Throws PN7010 where an option is wrong, PN6001 and PN6006. */
export async function redisStore(options: RedisStoreOptions): Promise<OnlineStore> {
  checkRedisStore(options);
  const { url, deadlineMs = 10_000, declared } = options;
  const address = redisAddress(url);
  const { label } = address;
  let lastError: unknown;
  let closed = false;
  const client = redisClient(address, {
    connectTimeoutMs: Math.min(deadlineMs, 5_000),
    onError: (error) => {
      lastError = error;
    },
    onReady: () => {
      lastError = undefined;
    },
    closed: () => closed,
  });
  const watched = silence({
    label,
    nodeOf: (key) => nodeOf(client, key),
    connections: () => connectionsOf(client),
  });
  const close = (): void => {
    closed = true;
    watched.close();
    client.disconnect();
  };
  const run = runner({ label, deadlineMs, silence: watched, lastError: () => lastError });
  const from = performance.now();
  try {
    await connect(client, deadlineMs);
    await run(() => client.ping(), { deadlineMs: Math.max(1, deadlineMs - (performance.now() - from)) });
  } catch (error) {
    close();
    throw redisError(label, error instanceof PinionError ? error : (lastError ?? error));
  }
  return storeOn({ client, label, run, close, declared });
}

interface StoreParts {
  readonly client: RedisClient;
  readonly label: string;
  readonly run: Run;
  readonly close: () => void;
  readonly declared: DeclaredType | undefined;
}

function storeOn({ client, label, run, close, declared }: StoreParts): OnlineStore {
  const metas = tableMetas(client, run, label, declared);
  const readRows = rowsReader(client, run);

  const deleting = (options: ReadOptions = {}): DeleteParts => {
    const left = timeLeft(options);
    return { client, label, metas, left, run: runAll(run, left) };
  };

  const openGroup = async (options: StreamWriterOptions, within?: ReadOptions): Promise<string> => {
    checkTableName(options.table);
    let id = "";
    const change = (meta: TableMeta | undefined): TableMeta => {
      const planned = withGroup(meta, options);
      id = planned.group.id;
      return planned.meta;
    };
    while (!(await metas.change(options.table, change, within))) {
      await redisDrop(deleting(within), options.table);
    }
    return id;
  };

  return {
    label,
    lookup: redisLookup({ client, run, readRows, metas, declared }),
    scan: redisScan(readRows, metas),
    ping: (options) => run(() => pingAny(client), options),
    table: async (name, options) => {
      const known = await metas.known(name, options);
      return known && tableInfo(name, known.meta);
    },
    tables: metas.tables,
    openStreamWriter: async (options, within) => {
      if (options.layout !== undefined) throw noStreams();
      const group = await openGroup(options, within);
      const own = within === undefined ? run : runAll(run, () => within);
      const { upsert } = redisStreamWriter(client, own, group, options);
      // A job that holds its features too may have found the group without rows. Of a table that was dropped nothing is there to come back to.
      const keepGroup = async (): Promise<void> => {
        const meta = (await metas.load(options.table, within))?.meta;
        if (meta === undefined || meta.groups.has(group)) return;
        await metas.change(options.table, (now) => now && withGroup(now, options).meta, within);
      };
      return {
        upsert: async (rows, still) => {
          const report = await upsert(rows, still);
          await keepGroup();
          return report;
        },
      };
    },
    openWriter: async (options) => {
      const feathr = options.layout === "feathr";
      // Before the table is made: the layout may not have all types.
      if (feathr) for (const { name, type } of options.schema.fields) feathrEncoder(name, type);
      const group = await openGroup(options);
      const noted = performance.now();
      const { table } = options;
      const progress = {
        finished: async () => (await metas.load(table))?.meta.groups.get(group)?.asOf,
        finish: async (asOf: Int64) => {
          await metas.change(table, (meta) => meta && withAsOf(withGroup(meta, options).meta, group, asOf));
        },
      };
      return feathr
        ? feathrWriter(client, run, options, progress)
        : redisWriter({ client, run, metas, table, group, options, progress, noted });
    },
    delete: (target, options) => redisDelete(deleting(options), target),
    dropTable: (name, options) => redisDrop(deleting(options), name),
    close: async () => {
      close();
      await Promise.resolve();
    },
  };
}

/** Any node that holds keys: the others' keys can be read while one is away. */
async function pingAny(client: RedisClient): Promise<void> {
  const nodes = [...mastersOf(client).values()].filter((node) => node !== undefined);
  if (nodes.length === 0) throw new Error("Connection is closed.");
  try {
    await Promise.any(nodes.map((node) => node.ping()));
  } catch (error) {
    throw error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  }
}

async function connect(client: RedisClient, deadlineMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Command timed out")), deadlineMs);
  });
  try {
    await Promise.race([client.connect(), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
