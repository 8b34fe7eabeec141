import { KAFKA_CLIENTS } from "@pinion/core";
import type { Adoption, ClientOptions, MaterializeOptions } from "../client-calls.js";
import { DELAY_HELP, delayMicros } from "../join/delays.js";
import type { ObservationOptions, OfflineFeaturesOptions } from "../join/request.js";
import type { DeadLetterOptions } from "../stream/dead-letters/box.js";
import type { StreamOptions } from "../stream/options.js";
import type { BackfillTime } from "../time/cutoffs.js";
import {
  anyText,
  anything,
  checkArgument,
  featureNames,
  flag,
  members,
  memorySize,
  milliseconds,
  oneOf,
  optional,
  recordOf,
  rule,
  secondsToWait,
  signal,
  text,
  texts,
  threads,
  timed,
  whole,
  type Check,
} from "./check.js";
import { sinks } from "./sinks.js";

/*
 * What the calls that open, materialise and join take.
 */

const textsByName = (example: string): Check => recordOf(text, `it is an object of texts: \`${example}\``);

const environment = recordOf(
  rule("it is a text", (value) => value === undefined || typeof value === "string"),
  "it is an object of texts, as `process.env` is",
);
const brokers = texts("localhost:9092");
const cache = members<NonNullable<ClientOptions["cache"]>>({
  maxAgeMs: rule(
    "it is a number of milliseconds above 0",
    (value) => typeof value === "number" && Number.isFinite(value) && value > 0,
  ),
  maxRows: optional(whole()),
});
const client = members<ClientOptions>({
  project: text,
  artifacts: optional(text),
  store: optional(text),
  environment: optional(environment),
  cache: optional(cache),
});

// Its times are read by the project's time zone, and fail by PN7007.
const backfillTime = members<BackfillTime>({ start: anything, end: anything, step: anything });
const stream = members<StreamOptions>({
  from: optional(text),
  reset: optional(flag),
  untilEnd: optional(flag),
  signal: optional(signal),
  state: optional(text),
  groupId: optional(text),
  client: optional(oneOf(...KAFKA_CLIENTS)),
  brokers: optional(brokers),
  log: optional(text),
  sessionTimeoutMs: optional(milliseconds),
});
const materialisation = members<MaterializeOptions<object>>({
  // A command calls the job by its table.
  sinks,
  name: text,
  featureNames,
  backfillTime: optional(backfillTime),
  resolution: optional(oneOf("DAILY", "HOURLY")),
  memoryLimit: optional(memorySize),
  threads: optional(threads),
  checkpointRows: optional(whole()),
  stream: optional(stream),
});

const observations = members<ObservationOptions>({
  path: text,
  format: optional(oneOf("csv", "tsv", "parquet", "jsonl", "avro")),
  delimiter: optional(text),
  eventTimestamp: text,
  timestampFormat: optional(text),
  keys: optional(textsByName('{ zone: "pickup_zone" }')),
  unreadable: optional(oneOf("error", "reject")),
});
const delay = rule(DELAY_HELP, (value) => delayMicros(value) !== undefined);
const join = members<OfflineFeaturesOptions>({
  observations,
  features: featureNames,
  output: text,
  simulateTimeDelay: optional(delay),
  overrideTimeDelay: optional(
    recordOf(optional(delay), 'it is an object of lengths of time: `{ f_fare: "7d" }`'),
  ),
  rename: optional(textsByName('{ f_fare: "fare" }')),
  memoryLimit: optional(memorySize),
  threads: optional(threads),
  signal: optional(signal),
});
const letters = members<DeadLetterOptions>({
  project: text,
  source: optional(anyText),
  environment: optional(environment),
  brokers: optional(brokers),
  log: optional(text),
});
const adoption = members<Adoption>({
  table: text,
  layout: oneOf("feathr"),
  featureNames,
  ...timed,
});
const wait = members<{ readonly timeoutSec?: number }>({ timeoutSec: optional(secondsToWait) });

const only =
  (check: Check) =>
  (value: unknown): void =>
    checkArgument(check, value, "options", true);

// Each throws PN7010, or PN7004 of keys, naming what is wrong.
export const checkClient = only(client);
export const checkMaterialisation = only(materialisation);
export const checkJoin = only(join);
export const checkAdoption = only(adoption);
export const checkWait = only(wait);
export const checkDeadLetters = only(letters);
