export { openClient } from "./client.js";
export type { Adoption, Client, ClientOptions, MaterializeOptions } from "./client-calls.js";
export { parseBody as parseExactJson } from "./http/json/parse.js";
export type { ObservationOptions, OfflineFeaturesOptions } from "./join/request.js";
export type { JoinReport } from "./join/run.js";
export { readArtifacts, type ProjectArtifacts } from "./load/project.js";
export { findFeature } from "./materialise/find-feature.js";
export type { Job, JobState } from "./materialise/job.js";
export { cancelJob, findJob, listJobs, type JobEntry } from "./jobs/history.js";
export type {
  FeatureReport,
  JobReport,
  RejectionReport,
  SinkReport,
  SourceReport,
} from "./materialise/report.js";
export type { Progress } from "./materialise/progress.js";
export type * from "./ports.js";
export { featureJson } from "./serve/feature-json.js";
export type { Deletion, DeletionReport } from "./serve/delete.js";
export type { Entity } from "./serve/entity-keys.js";
export type { EntityFeatures, FeatureAnswer, FeatureRequest, FeatureStatus } from "./serve/get-features.js";
export type { FeatureRow, RowOptions, RowsOptions } from "./serve/read-features.js";
export type { RequestRow } from "./serve/request-rows.js";
export type {
  AnyFeatureKeys,
  AnyKeys,
  EntityOf,
  FeatureValues,
  KeyOf,
  NameOf,
  ValuesOf,
} from "./serve/typed.js";
export type { TableChoice } from "./serve/choose-table.js";
export type { KeyInput, KeyPart } from "./serve/read-key.js";
export {
  csvSink,
  embeddedSink,
  jsonlSink,
  parquetSink,
  redisSink,
  servedSink,
  type FolderSink,
  type Sink,
} from "./sinks.js";
export { openDeadLetters, type DeadLetterBox, type DeadLetterOptions } from "./stream/dead-letters/box.js";
export type { DeadLetter, Partition } from "./stream/ports.js";
export type { StreamOptions } from "./stream/options.js";
export type { StreamStatus } from "./stream/status.js";
export type { StreamSinkReport } from "./stream/stream-sinks.js";
export type { BackfillTime, Resolution } from "./time/cutoffs.js";
export { showInstant } from "./time/instant.js";
