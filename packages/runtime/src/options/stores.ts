import type { EmbeddedStoreOptions } from "../stores/lmdb/index.js";
import type { ParquetStoreOptions } from "../stores/parquet/index.js";
import type { RedisStoreOptions } from "../stores/redis/index.js";
import {
  callback,
  checkArgument,
  flag,
  isObject,
  members,
  memorySize,
  milliseconds,
  oneOf,
  optional,
  rule,
  text,
} from "./check.js";

/*
 * What the stores take that tools open by themselves.
 */

const embedded = members<EmbeddedStoreOptions>({
  path: text,
  clock: optional(
    rule(
      "it is an object whose `now` gives milliseconds",
      (value) => isObject(value) && callback(value["now"]) === undefined,
    ),
  ),
  mustExist: optional(flag),
  declared: optional(callback),
});
const redis = members<RedisStoreOptions>({
  url: text,
  deadlineMs: optional(milliseconds),
  declared: optional(callback),
});
const parquet = members<ParquetStoreOptions>({
  path: text,
  storeName: optional(text),
  format: optional(oneOf("parquet", "csv", "jsonl")),
  memoryLimit: optional(memorySize),
});

// Each throws PN7010, naming what is wrong.
export const checkEmbeddedStore = (value: unknown): void => checkArgument(embedded, value, "options", true);
export const checkRedisStore = (value: unknown): void => checkArgument(redis, value, "options", true);
export const checkParquetStore = (value: unknown): void => checkArgument(parquet, value, "options", true);
