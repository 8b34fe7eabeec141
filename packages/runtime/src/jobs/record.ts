import { PinionError, type Int64 } from "@pinion/core";
import type { Checkpoint } from "../materialise/checkpoint.js";
import type { Progress } from "../materialise/progress.js";
import type { JobReport } from "../materialise/report.js";
import type { Resolution } from "../time/cutoffs.js";
import { fromText, toText } from "./json.js";

/** What is kept of a job in the project's folder: plain data, no secrets. */
export interface JobRecord extends JobRequest {
  readonly id: string;
  /** As it was last written; a job whose process died still says that it runs, see {@link JobEntry}. */
  readonly state: "running" | "done" | "failed" | "cancelled";
  /** How often it was begun or gone on with. */
  readonly attempts: number;
  /** When it was begun first, when this attempt was, and when the record was last written: milliseconds. */
  readonly created: number;
  readonly begun: number;
  readonly updated: number;
  readonly progress?: Progress;
  readonly checkpoint?: Checkpoint;
  readonly report?: JobReport;
  readonly error?: JobFailure;
}

/** What a job is to do. */
export interface JobRequest {
  readonly name: string;
  /** Two requests of one fingerprint write the same rows into the same places. */
  readonly fingerprint: string;
  readonly features: readonly string[];
  /** The kind and the place of each, never a password. */
  readonly sinks: readonly string[];
  /** Microseconds since the epoch, ascending. */
  readonly cutoffs: readonly Int64[];
  readonly resolution: Resolution;
}

export interface JobFailure {
  /** `BUG` of what is no mistake of a user's. */
  readonly code: string;
  readonly message: string;
  readonly help?: string;
}

const FORMAT = "pinion-job";
const VERSION = 1;
const STATES: readonly unknown[] = ["running", "done", "failed", "cancelled"];

export const recordToText = (record: JobRecord): string =>
  `${toText({ format: FORMAT, version: VERSION, ...record })}\n`;

/** Reads what {@link recordToText} wrote; undefined where the text is something else. */
export function recordFromText(text: string): JobRecord | undefined {
  const json = fromText(text);
  if (typeof json !== "object" || json === null) return undefined;
  const { format, version, ...record } = json as Readonly<Record<string, unknown>>;
  if (format !== FORMAT || version !== VERSION) return undefined;
  const texts = [record["id"], record["name"], record["fingerprint"], record["resolution"]];
  const lists = [record["features"], record["sinks"], record["cutoffs"]];
  const numbers = [record["attempts"], record["created"], record["begun"], record["updated"]];
  const whole =
    texts.every((value) => typeof value === "string") &&
    lists.every(Array.isArray) &&
    numbers.every((value) => typeof value === "number") &&
    STATES.includes(record["state"]);
  return whole ? (record as unknown as JobRecord) : undefined;
}

export function failureOf(error: unknown): JobFailure {
  if (!(error instanceof PinionError)) {
    return { code: "BUG", message: error instanceof Error ? error.message : String(error) };
  }
  return {
    code: error.code,
    message: error.message,
    ...(error.help === undefined ? {} : { help: error.help }),
  };
}

/** The record with every secret that a text of it holds blotted out. */
export function withoutSecrets(record: JobRecord, secrets: readonly string[]): JobRecord {
  const long = secrets.filter((secret) => secret.length >= SHORTEST);
  const blot = (value: unknown): unknown => {
    if (typeof value === "string")
      return long.reduce((text, secret) => text.replaceAll(secret, "***"), value);
    if (Array.isArray(value)) return value.map(blot);
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, blot(item)]));
  };
  if (long.length === 0) return record;
  const { checkpoint, ...told } = record;
  // Keys of a checkpoint are compared, not shown: they stay as they are.
  return { ...(blot(told) as JobRecord), ...(checkpoint === undefined ? {} : { checkpoint }) };
}

/** Shorter ones are found in any text. */
const SHORTEST = 4;
