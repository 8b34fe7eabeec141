import { resolve } from "node:path";
import { PinionError } from "@pinion/core";
import {
  csvSink,
  embeddedSink,
  jsonlSink,
  parquetSink,
  redisSink,
  servedSink,
  type Sink,
} from "@pinion/runtime";

interface SinkArguments {
  readonly table?: string;
  /** Seconds. */
  readonly ttl?: number;
}

const FOLDER_SINKS: ReadonlyMap<string, typeof parquetSink> = new Map([
  ["parquet", parquetSink],
  ["csv", csvSink],
  ["jsonl", jsonlSink],
]);

/** The project's own online store: the one that is read where no other is named. */
export const OWN_STORE = "store";

/** A sink as the command line names it. Throws PN8003. */
export function readSink(text: string, { table, ttl }: SinkArguments): Sink {
  const [, format, given = ""] = /^(parquet|csv|jsonl):(.+)$/su.exec(text) ?? [];
  const folderSink = FOLDER_SINKS.get(format ?? "");
  // What stands on the command line is relative to where one stands, not to the project.
  if (folderSink !== undefined) return folderSink({ path: resolve(given) });
  const bare = /^(?:parquet|csv|jsonl)(?=:?$)/u.exec(text)?.[0];
  if (bare !== undefined) {
    throw new PinionError("PN8003", `the sink ${bare} needs a folder`, { help: `write ${bare}:DIR` });
  }
  const folder = /^embedded:(.+)$/u.exec(text)?.[1];
  const isRedis = /^rediss?(?:\+(?:sentinel|cluster))?:\/\//u.test(text);
  if (text !== OWN_STORE && text !== "embedded" && folder === undefined && !isRedis) {
    throw new PinionError("PN8003", `${JSON.stringify(text.slice(0, 60))} is no sink`, {
      help: "write store, embedded, embedded:DIR, redis://HOST:PORT, parquet:DIR, csv:DIR or jsonl:DIR",
    });
  }
  if (table === undefined) {
    throw new PinionError("PN8003", `the sink ${text.split(":", 1)[0]} needs \`--table\``, {
      help: "name the table that the rows go into",
    });
  }
  const ttlSeconds = ttl === undefined ? {} : { ttlSeconds: ttl };
  if (text === OWN_STORE) return servedSink({ tableName: table, ...ttlSeconds });
  if (isRedis) return redisSink({ tableName: table, url: text, ...ttlSeconds });
  const path = folder === undefined ? {} : { path: resolve(folder) };
  return embeddedSink({ tableName: table, ...path, ...ttlSeconds });
}
