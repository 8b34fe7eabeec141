import type { Value } from "@pinion/core";
import { encodeKey } from "../serve/key.js";
import { DecodeFailure } from "./decode/cursor.js";
import type { Decoders } from "./decode/decoders.js";
import { recordAt } from "./packed-records.js";
import type { StreamPlan } from "./plan.js";
import type { DeadLetter, RecordBatch, StreamRecord } from "./ports.js";

/** What a key is known by while events are read: equal keys have one. A key of one part is that part itself. */
export type KeyId = string | number | bigint | boolean;

/** An event whose columns were read and whose row was computed. `outputs` is used anew for the next one. */
export type OnEvent = (key: KeyId, micros: number, offset: number, outputs: readonly Value[]) => void;

export interface IngestOptions {
  readonly plan: StreamPlan;
  /** The outputs of the other keys by which the job reads the source. */
  readonly otherKeys: readonly (readonly number[])[];
  readonly decoders: Decoders;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Decode = Awaited<ReturnType<Decoders>>;

export interface Ingest {
  /** Gets ready to read a batch: writers' schemas may have to be fetched. */
  readonly prepare: (batch: RecordBatch) => Promise<Decode>;
  /**
   * Reads every record from an offset on; those that cannot be used come back. In one go, so that nobody sees a
   * batch by half.
   */
  readonly read: (
    batch: RecordBatch,
    from: number,
    decode: Decode,
    onEvent: OnEvent,
  ) => readonly DeadLetter[];
  /** The text that a key is stored under. */
  readonly textOf: (key: KeyId) => string;
  /** NULLs of bad data so far, by reason. */
  readonly failures: () => readonly { readonly reason: string; readonly rows: number }[];
}

/** The record is used under another key: it is no dead letter, since to replay it would count it twice there. */
export const NOT_OF_KEY = "the key is NULL, and another one of the record is not";

/** An event further ahead of the clock would move time on for all others, so it is refused. */
const MOST_AHEAD_MICROS = 86_400_000_000;

const NO_VALUE = "the record has no value";

/** Decodes records and computes their rows. */
export function ingest({ plan, otherKeys, decoders, now }: IngestOptions): Ingest {
  const { evaluate, keyOutputs, eventTime } = plan;
  const inputs: Value[] = plan.columns.map(() => null);
  const outputs: Value[] = Array.from<Value>({ length: plan.outputs }).fill(null);
  const failures = new Float64Array(plan.failures.length);
  const [single] = keyOutputs.length === 1 ? keyOutputs : [];

  const keyOf = (): KeyId | undefined => {
    if (single !== undefined) {
      const only = outputs[single] ?? null;
      if (!part(only)) return undefined;
      return typeof only === "object" ? encodeKey([only]) : only;
    }
    const parts = keyOutputs.map((output) => outputs[output] ?? null);
    return parts.every(part) ? encodeKey(parts) : undefined;
  };
  const isKey = (own: readonly number[]): boolean => own.every((output) => part(outputs[output]));
  // Bytes and keys of several parts are known by their text already.
  const isText = single === undefined || plan.keys[0]?.type.kind === "binary";
  /** Why a record cannot be used; undefined where it can. */
  const read = (
    bytes: Buffer,
    start: number,
    stop: number,
    offset: number,
    decode: Decode,
    latest: number,
    onEvent: OnEvent,
  ): string | undefined => {
    decode(bytes, inputs, start, stop);
    const micros = inputs[eventTime] ?? null;
    if (typeof micros !== "number") {
      return micros === null ? "the event time is NULL" : "the event time is beyond the year 2255";
    }
    if (micros > latest) return "the event time is more than a day ahead of the clock";
    outputs.fill(null);
    evaluate(inputs, outputs, failures);
    const key = keyOf();
    if (key === undefined) return otherKeys.some(isKey) ? NOT_OF_KEY : "the key is NULL";
    onEvent(key, micros, offset, outputs);
    return undefined;
  };

  return {
    prepare: decoders,
    textOf: (key) => (isText ? String(key) : encodeKey([key])),
    read: (batch, from, decode, onEvent) => {
      const latest = now() * 1000 + MOST_AHEAD_MICROS;
      const { topic, partition, records } = batch;
      const letters: DeadLetter[] = [];
      const refuse = (record: StreamRecord, reason: string): void => {
        letters.push({ topic, partition, ...record, reason });
      };
      const readOne = (bytes: Buffer, start: number, stop: number, offset: number): string | undefined => {
        try {
          return read(bytes, start, stop, offset, decode, latest, onEvent);
        } catch (error) {
          return reasonOf(error);
        }
      };
      if ("spans" in records) {
        const { bytes, offsets, spans, length } = records;
        for (let i = 0; i < length; i++) {
          const offset = offsets[i] ?? 0;
          if (offset < from) continue;
          const start = spans[4 * i + 2] ?? -1;
          const reason = start < 0 ? NO_VALUE : readOne(bytes, start, spans[4 * i + 3] ?? start, offset);
          if (reason !== undefined) refuse(recordAt(records, i), reason);
        }
        return letters;
      }
      for (const record of records) {
        const { offset, value } = record;
        if (offset < from) continue;
        const reason = value === null ? NO_VALUE : readOne(value, 0, value.length, offset);
        if (reason !== undefined) refuse(record, reason);
      }
      return letters;
    },
    failures: () =>
      plan.failures.flatMap((reason, i) => {
        const rows = failures[i] ?? 0;
        return rows === 0 ? [] : [{ reason, rows }];
      }),
  };
}

/** Nested too deeply is a mistake of the record's, as being cut is. */
function reasonOf(error: unknown): string {
  if (error instanceof DecodeFailure) return error.message;
  if (error instanceof RangeError) return "the record is nested too deeply";
  throw error;
}

/** NULL and NaN are no keys. */
const part = (value: Value | undefined): boolean =>
  value !== null && value !== undefined && !(typeof value === "number" && Number.isNaN(value));
