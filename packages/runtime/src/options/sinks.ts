import type { CsvSink, EmbeddedSink, RedisSink, ServedSink, Sink } from "../sinks.js";
import {
  featureNames,
  flag,
  isObject,
  listOf,
  members,
  milliseconds,
  oneOf,
  optional,
  rule,
  anyText,
  text,
  timeToLive,
  type Check,
  type Shape,
} from "./check.js";
import { isTableName, TABLE_NAME_HELP } from "../stores/table-name.js";
import { showGiven } from "./given.js";

const tableName: Check = (value) => {
  if (typeof value !== "string" || isTableName(value)) return anyText(value);
  const says = `is ${showGiven(value)}, which cannot be the name of a table`;
  return { path: "", says, help: TABLE_NAME_HELP, code: "PN7005" };
};
const table = {
  tableName,
  ttlSeconds: optional(timeToLive),
  streaming: optional(flag),
  streamingTimeoutMs: optional(milliseconds),
  featureNames: optional(featureNames),
};
const address = rule(
  "write `redis://HOST:PORT`, `rediss://…`, `redis+sentinel://…` or `redis+cluster://…`",
  (value) => typeof value === "string" && /^rediss?(?:\+(?:sentinel|cluster))?:\/\/./u.test(value),
);
const folder = { path: optional(text), storeName: optional(text) };

const embedded: Shape<EmbeddedSink> = { kind: oneOf("embedded"), ...table, path: optional(text) };
const redis: Shape<RedisSink> = {
  kind: oneOf("redis"),
  ...table,
  url: optional(address),
  layout: optional(oneOf("feathr")),
};
const served: Shape<ServedSink> = { kind: oneOf("served"), ...table };
const partitions: Shape<Omit<CsvSink, "kind"> & { readonly kind: string }> = {
  kind: oneOf("parquet", "csv", "jsonl"),
  ...folder,
};

const KINDS: Readonly<Record<Sink["kind"], Check>> = {
  embedded: members(embedded),
  redis: members(redis),
  served: members(served),
  parquet: members(partitions),
  csv: members(partitions),
  jsonl: members(partitions),
};
const kind = oneOf(...Object.keys(KINDS));
const aSink = rule("it is what embeddedSink, redisSink, parquetSink, csvSink or jsonlSink gives", isObject);

const sink: Check = (value) => {
  if (!isObject(value)) return aSink(value);
  const misfit = kind(value["kind"]);
  if (misfit !== undefined) return { ...misfit, path: ".kind" };
  return KINDS[value["kind"] as Sink["kind"]](value);
};

export const sinks = listOf(sink, 'it is a list: `[embeddedSink({ tableName: "fares" })]`');
