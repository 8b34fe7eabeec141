import type { ProcessorStatus } from "./processor.js";
import type { StreamSinkReport } from "./stream-sinks.js";

/** What a stream does at the moment, and in the end what it did. */
export interface StreamStatus {
  readonly source: string;
  /** Where the events come from. */
  readonly log: string;
  /** Events that were used, since the job began. */
  readonly events: number;
  /** The same a second: of the last seconds while it runs, of all of them in the end. */
  readonly eventsPerSecond: number;
  readonly rejected: readonly { readonly reason: string; readonly records: number }[];
  readonly deadLetters: string;
  /** Events after the allowed lateness, which count for nothing. */
  readonly late: number;
  readonly partitions: readonly {
    readonly partition: string;
    readonly offset: number;
    readonly lag: number;
  }[];
  /** Microseconds: what happened before has been seen, but for late events. */
  readonly watermark?: number;
  /** Microseconds: the time that features are as of. */
  readonly asOf?: number;
  /** What is waited for at the moment, such as a store that does not answer. */
  readonly trouble?: string;
  /** In the end: seconds from the first assignment to the last commit. */
  readonly readSeconds?: number;
  /** Why it ended. */
  readonly ended?: "timeout" | "stopped" | "end";
  readonly sinks: readonly StreamSinkReport[];
}

export interface StatusParts {
  readonly source: string;
  readonly log: string;
  readonly deadLetters: string;
  readonly processor: ProcessorStatus;
  readonly sinks: readonly StreamSinkReport[];
  readonly eventsPerSecond: number;
  readonly trouble: string | undefined;
  readonly ended?: StreamStatus["ended"];
  readonly readSeconds?: number;
}

export function streamStatus(parts: StatusParts): StreamStatus {
  const { source, log, deadLetters, processor, sinks, eventsPerSecond, trouble, ended, readSeconds } = parts;
  const { partitions, events, rejected, late, watermark, asOf } = processor;
  return {
    ...{ source, log, deadLetters, events, eventsPerSecond, late, sinks },
    rejected: Array.from(rejected, ([reason, records]) => ({ reason, records })),
    partitions: partitions
      .map(({ topic, partition, offset, lag }) => ({ partition: `${topic}/${partition}`, offset, lag }))
      .toSorted((a, b) => (a.partition < b.partition ? -1 : 1)),
    ...(watermark === undefined ? {} : { watermark }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(trouble === undefined ? {} : { trouble }),
    ...(ended === undefined ? {} : { ended }),
    ...(readSeconds === undefined ? {} : { readSeconds }),
  };
}
