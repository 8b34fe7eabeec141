import { PinionError, type Value } from "@pinion/core";
import { Cluster } from "ioredis";
import type { FoundFeatures, TableRead, TableWriter, WriterOptions } from "../../ports.js";
import { feathrReader } from "../feathr/decode.js";
import { typesHeld, UNDECLARED, type DeclaredType } from "../declared.js";
import { FEATHR_NULL, feathrEncoder } from "../feathr/encode.js";
import { tableInfo, type TableMeta } from "../table-meta.js";
import type { RedisClient } from "./client.js";
import { ifOtherType, isOtherType } from "./errors.js";
import type { Run } from "./run.js";
import { FEATHR_WRITE } from "./scripts.js";
import { scriptRunner } from "./script.js";
import { WRITE_BATCH, type GroupProgress } from "./writer.js";

/*
 * The layout `feathr`: a hash at `<table>:<part>#<part>…`, parts as they are; a field for each feature, its value Base64 of a
 * value message. It has no as-of times. A NULL is a message without a value, for which Feathr's client gives None, as for a
 * field that is not there.
 */

/** An encoded key with its parts as they are. */
export const feathrKey = (table: string, key: string): string =>
  `${table}:${key.replaceAll("%23", "#").replaceAll("%25", "%")}`;

/** Features are merged into what a key's hash holds; nothing of it is removed. */
export function feathrWriter(
  client: RedisClient,
  run: Run,
  { table, schema, asOf, ttlSeconds }: WriterOptions,
  progress: GroupProgress,
): TableWriter {
  const fields = schema.fields.map(({ name, type }) => ({ name, encode: feathrEncoder(name, type) }));
  const ttl = String(ttlSeconds === undefined ? 0 : Math.max(1, Math.ceil(ttlSeconds)));
  const script = scriptRunner(client, FEATHR_WRITE);
  let written = 0;
  let outdated = 0;
  let bytes = 0;
  const write = async (key: string, values: readonly Value[]): Promise<void> => {
    const set: string[] = [];
    fields.forEach(({ name, encode }, i) => {
      const value = values[i] ?? null;
      set.push(name, value === null ? FEATHR_NULL : encode(value));
    });
    bytes += set.reduce((sum, text) => sum + text.length, 0);
    await run((wanted) => script([feathrKey(table, key)], [ttl, ...set], wanted));
    written++;
  };
  return {
    write: async (rows) => {
      const finished = await progress.finished();
      if (finished !== undefined && finished > asOf) {
        outdated += rows.length;
        return;
      }
      for (let at = 0; at < rows.length; at += WRITE_BATCH) {
        await Promise.all(rows.slice(at, at + WRITE_BATCH).map(({ key, values }) => write(key, values)));
      }
    },
    finish: async () => {
      await progress.finish(asOf);
      return { written, outdated, removed: 0, bytes };
    },
    abandon: () => Promise.resolve(),
  };
}

/** What the hashes of some keys hold. */
export async function feathrLookup(
  client: RedisClient,
  meta: TableMeta,
  { table, keys, names }: TableRead,
  declared: DeclaredType = UNDECLARED,
): Promise<readonly FoundFeatures[]> {
  const held = typesHeld(tableInfo(table, meta).groups);
  const readers = names.map((name) => {
    const stored = held.get(name);
    return stored && feathrReader(table, name, stored, declared(name) ?? stored);
  });
  const hashes = await readHashes(
    client,
    keys.map((key) => feathrKey(table, key)),
    names,
  );
  const asOf = names.map(() => undefined);
  return hashes.map(({ there, fields }) => ({
    ...(there ? { there } : {}),
    asOf,
    values: readers.map((read, i) => {
      const text = fields[i];
      return read === undefined || text === null || text === undefined ? undefined : read(text);
    }),
  }));
}

interface Hash {
  readonly there: boolean;
  readonly fields: readonly (string | null)[];
}

/** What others keep under a key, and is no hash, is nothing of the table. */
const NO_HASH: Hash = { there: false, fields: [] };

async function readHashes(
  client: RedisClient,
  keys: readonly string[],
  names: readonly string[],
): Promise<readonly Hash[]> {
  if (client instanceof Cluster) {
    return Promise.all(
      keys.map(async (key) => {
        const [there, fields] = await Promise.all([
          client.exists(key),
          client.hmget(key, ...names).catch(ifOtherType(undefined)),
        ]);
        return fields === undefined ? NO_HASH : { there: there === 1, fields };
      }),
    );
  }
  const pipeline = client.pipeline();
  for (const key of keys) pipeline.exists(key).hmget(key, ...names);
  const answers = (await pipeline.exec()) ?? [];
  return keys.map((_, k) => {
    const [existsError, there] = answers[2 * k] ?? [new Error("Connection is closed.")];
    const [error, fields] = answers[2 * k + 1] ?? [new Error("Connection is closed.")];
    if (isOtherType(error)) return NO_HASH;
    if (existsError ?? error) throw existsError ?? error;
    return { there: there === 1, fields: fields as (string | null)[] };
  });
}

export const noStreams = (): PinionError =>
  new PinionError("PN7010", "a stream cannot be written in the layout `feathr`, which has no as-of times", {
    help: "stream into a table of the packed layout",
  });
