import { resolve } from "node:path";
import { PinionError } from "@pinion/core";
import { csvSink, embeddedSink, jsonlSink, parquetSink, redisSink, type Sink } from "@pinion/runtime";

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

/** A sink as the command line names it. Throws PN8003. */
export function readSink(text: string, { table, ttl }: SinkArguments): Sink {
  const [, format, path = ""] = /^(parquet|csv|jsonl):(.+)$/su.exec(text) ?? [];
  const folderSink = FOLDER_SINKS.get(format ?? "");
  // What stands on the command line is relative to where one stands, not to the project.
  if (folderSink !== undefined) return folderSink({ path: resolve(path) });
  if (table === undefined) {
    throw new PinionError("PN8003", `the sink ${text.split(":", 1)[0]} needs \`--table\``, {
      help: "name the table that the rows go into",
    });
  }
  const ttlSeconds = ttl === undefined ? {} : { ttlSeconds: ttl };
  if (text === "embedded") return embeddedSink({ tableName: table, ...ttlSeconds });
  const folder = /^embedded:(.+)$/u.exec(text)?.[1];
  if (folder !== undefined) return embeddedSink({ tableName: table, path: resolve(folder), ...ttlSeconds });
  if (/^rediss?(?:\+(?:sentinel|cluster))?:\/\//u.test(text))
    return redisSink({ tableName: table, url: text, ...ttlSeconds });
  throw new PinionError("PN8003", `${JSON.stringify(text.slice(0, 60))} is no sink`, {
    help: "write embedded, embedded:DIR, redis://HOST:PORT, parquet:DIR, csv:DIR or jsonl:DIR",
  });
}
