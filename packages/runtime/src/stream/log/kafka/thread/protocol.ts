import { PinionError, type Code } from "@pinion/core";
import type { Pack } from "../../../packed-records.js";
import type { Assignment, Partition, Position, RecordBatch, StartAt } from "../../../ports.js";
import type { KafkaLogOptions } from "../driver.js";
import type { KafkaSasl, KafkaSettings } from "../settings.js";

/** How brokers are reached; a token is asked for when it is needed. */
export type SentSettings = Omit<KafkaSettings, "sasl"> & {
  readonly sasl?: Exclude<KafkaSasl, { readonly mechanism: "oauthbearer" }> | "token";
};

/** What a thread is started with. */
export interface ThreadData {
  readonly settings: SentSettings;
  readonly options: Omit<KafkaLogOptions, "watch">;
  /** Goes up when the group is being divided anew: what was held before is not any more. */
  readonly epoch: SharedArrayBuffer;
}

/** A batch whose records are packed, so that it goes from thread to thread without being copied. */
export type SentBatch = Omit<RecordBatch, "records"> & { readonly pack: Pack };

/** What the thread asks of the stream. */
export interface Asked {
  readonly assigned: { readonly argument: readonly Assignment[]; readonly answer: readonly StartAt[] };
  readonly revoked: { readonly argument: readonly Partition[]; readonly answer: void };
  readonly batch: { readonly argument: SentBatch; readonly answer: void };
  readonly token: { readonly argument: null; readonly answer: string };
}

/** What the stream asks of the thread. */
export interface Called {
  readonly open: { readonly argument: null; readonly answer: string };
  readonly read: { readonly argument: null; readonly answer: void };
  readonly commit: { readonly argument: readonly Position[]; readonly answer: void };
  readonly others: { readonly argument: null; readonly answer: readonly Position[] };
  readonly close: { readonly argument: null; readonly answer: void };
}

export type Answer =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly error: SentError };

export type Request<Requests, Name extends keyof Requests = keyof Requests> = {
  readonly [N in Name]: {
    readonly kind: "request";
    readonly id: number;
    readonly name: N;
    readonly argument: Requests[N] extends { readonly argument: infer A } ? A : never;
  };
}[Name];

/** From the thread. */
export type ThreadMessage =
  | Request<Asked>
  | Answer
  /** The group heard from the reader, see `membership.ts`. */
  | { readonly kind: "heard"; readonly sentAt: number }
  | { readonly kind: "took"; readonly names: readonly string[]; readonly epoch: number };

/** To the thread. `abort`: reading is to end. */
export type StreamMessage = Request<Called> | Answer | { readonly kind: "abort" };

/** An error as it goes from thread to thread. */
export interface SentError {
  readonly code?: Code;
  readonly message: string;
  readonly help?: string;
  readonly stack?: string;
  readonly cause?: SentError;
}

export function sentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack, cause } = error;
  const coded = error instanceof PinionError ? error : undefined;
  return {
    message,
    ...(coded === undefined ? {} : { code: coded.code }),
    ...(coded?.help === undefined ? {} : { help: coded.help }),
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined || cause === error ? {} : { cause: sentError(cause) }),
  };
}

export function receivedError({ code, message, help, stack, cause }: SentError): Error {
  const because = cause === undefined ? {} : { cause: receivedError(cause) };
  const error =
    code === undefined
      ? new Error(message, because)
      : new PinionError(code, message, { ...(help === undefined ? {} : { help }), ...because });
  if (stack !== undefined) error.stack = stack;
  return error;
}
