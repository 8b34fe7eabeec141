export { DEFINITION, type Site } from "./brand.js";
export type * from "./definitions.js";
export * from "./anchor/anchor.js";
export { FITTING_COLUMNS } from "./anchor/key-fit.js";
export * from "./config/config.js";
export * from "./config/stores.js";
export { env, secret, type SecretReference } from "./env.js";
export {
  DefinitionError,
  type DefinitionErrorOptions,
  type DefinitionPlace,
  type RelatedDefinition,
} from "./error.js";
export * from "./features/aggregations.js";
export * from "./features/buckets.js";
export * from "./features/decay.js";
export * from "./features/distinct.js";
export * from "./features/ends.js";
export * from "./features/moments.js";
export type { WindowDraft, WindowOptions } from "./features/over.js";
export * from "./features/quantiles.js";
export { withKey } from "./features/with-key.js";
export { derived, type Derived, type DerivedOptions } from "./features/derived.js";
export { lookup, type Lookup, type LookupBases, type LookupOptions } from "./features/lookup.js";
export type { FeatureDraft } from "./features/draft.js";
export { expr } from "./features/expr.js";
export type * from "./features/reference.js";
export type { FeatureValue } from "./features/value.js";
export { takeMistakes } from "./mistakes.js";
export { key, type Key, type KeyOptions } from "./key.js";
export { fileSource, type FileSourceOptions } from "./source/file.js";
export type { MaxRejectedOption } from "./source/max-rejected.js";
export { postgresSource, type PostgresSourceOptions } from "./source/postgres.js";
export { preprocess, type PreprocessOptions } from "./source/preprocess.js";
export { requestSource, type RequestSourceOptions } from "./source/request.js";
export type { TimestampColumn } from "./source/timestamps.js";
export type * from "./source/types.js";
export type { AvroColumns, AvroField, AvroRecord } from "./stream/avro-schema.js";
export { kafkaSource, type KafkaSourceOptions } from "./stream/kafka.js";
export { localLog, type LocalLogOptions } from "./stream/local-log.js";
export {
  avro,
  avroFile,
  json,
  schemaRegistry,
  type SchemaColumns,
  type SchemaRegistryOptions,
  type StreamSchema,
} from "./stream/schema.js";
export type { StreamSecurity } from "./stream/security.js";
export type { EventColumn, StreamHistory, StreamOptions } from "./stream/stream-source.js";
export type * from "./types/infer.js";
export type { TypeOptions } from "./types/make.js";
export { t, type DatetimeFormat, type DatetimeOptions } from "./types/t.js";
export type * from "./types/type.js";
export type { WindowText } from "./window.js";
