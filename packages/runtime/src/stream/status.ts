import type { ProcessorStatus } from "./processor.js";
import type { StreamSinkReport } from "./stream-sinks.js";

/** What a stream does at the moment, and in the end what it did. */
export interface StreamStatus {
  readonly source: string;
  /** The names of the parts of the key. */
  readonly keys: readonly string[];
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
  /** It went on where its group stood: `from` counted for nothing. */
  readonly resumed?: true;
  /** Why it ended. */
  readonly ended?: "timeout" | "stopped" | "end";
  readonly sinks: readonly StreamSinkReport[];
  /** Of a job of several sources or keys: each by itself. What stands beside it is all of them together. */
  readonly streams?: readonly StreamStatus[];
}

export interface StatusParts {
  readonly source: string;
  readonly keys: readonly string[];
  readonly log: string;
  readonly deadLetters: string;
  readonly processor: ProcessorStatus;
  readonly sinks: readonly StreamSinkReport[];
  readonly eventsPerSecond: number;
  readonly trouble: string | undefined;
  readonly resumed: boolean;
  readonly ended?: StreamStatus["ended"];
  readonly readSeconds?: number;
}

export function streamStatus(parts: StatusParts): StreamStatus {
  const { source, keys, log, deadLetters, processor, sinks, eventsPerSecond, trouble, ended, readSeconds } =
    parts;
  const { resumed } = parts;
  const { partitions, events, rejected, late, watermark, asOf } = processor;
  return {
    ...{ source, keys, log, deadLetters, events, eventsPerSecond, late, sinks },
    rejected: Array.from(rejected, ([reason, records]) => ({ reason, records })),
    partitions: partitions
      .map(({ topic, partition, offset, lag }) => ({ partition: `${topic}/${partition}`, offset, lag }))
      .toSorted((a, b) => (a.partition < b.partition ? -1 : 1)),
    ...(resumed ? { resumed } : {}),
    ...(watermark === undefined ? {} : { watermark }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(trouble === undefined ? {} : { trouble }),
    ...(ended === undefined ? {} : { ended }),
    ...(readSeconds === undefined ? {} : { readSeconds }),
  };
}

/**
 * Several streams of a job as one: sums, for each partition the part that is furthest behind, and the least watermark and
 * as-of time. An event that several keys use counts for each.
 */
export function joinStatuses(streams: readonly StreamStatus[]): StreamStatus {
  const [first] = streams;
  if (first === undefined) throw new Error("a job without streams");
  if (streams.length === 1) return first;
  const sum = (of: (each: StreamStatus) => number): number =>
    streams.reduce((total, each) => total + of(each), 0);
  const names = (of: (each: StreamStatus) => string): string => [...new Set(streams.map(of))].join(", ");
  const watermark = least(streams.map((each) => each.watermark));
  const asOf = least(streams.map((each) => each.asOf));
  const trouble = streams.find((each) => each.trouble !== undefined)?.trouble;
  return {
    source: names(({ source }) => source),
    keys: [...new Set(streams.flatMap(({ keys }) => keys))],
    log: names(({ log }) => log),
    deadLetters: names(({ deadLetters }) => deadLetters),
    events: sum(({ events }) => events),
    eventsPerSecond: sum(({ eventsPerSecond }) => eventsPerSecond),
    late: sum(({ late }) => late),
    rejected: streams.flatMap(({ rejected }) => rejected),
    partitions: furthestBehind(streams.flatMap(({ partitions }) => partitions)),
    sinks: joinSinks(streams.flatMap(({ sinks }) => sinks)),
    ...(watermark === undefined ? {} : { watermark }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(trouble === undefined ? {} : { trouble }),
    ...(streams.every(({ resumed }) => resumed === true) ? { resumed: true as const } : {}),
    ...(first.ended === undefined ? {} : { ended: first.ended }),
    ...(first.readSeconds === undefined ? {} : { readSeconds: first.readSeconds }),
    streams,
  };
}

/** Of streams that have none yet nothing is known. */
function least(all: readonly (number | undefined)[]): number | undefined {
  const known = all.filter((one) => one !== undefined);
  return known.length < all.length ? undefined : Math.min(...known);
}

/** Two sources of one table are one sink. */
function joinSinks(all: readonly StreamSinkReport[]): readonly StreamSinkReport[] {
  const sinks = new Map<string, StreamSinkReport>();
  for (const { sink, rows, outdated, bytes } of all) {
    const there = sinks.get(sink) ?? { sink, rows: 0, outdated: 0, bytes: 0 };
    sinks.set(sink, {
      ...{ sink, rows: there.rows + rows },
      ...{ outdated: there.outdated + outdated, bytes: there.bytes + bytes },
    });
  }
  return [...sinks.values()];
}

function furthestBehind(all: StreamStatus["partitions"]): StreamStatus["partitions"] {
  const found = new Map<string, StreamStatus["partitions"][number]>();
  for (const one of all) {
    const there = found.get(one.partition);
    if (there === undefined || one.offset < there.offset) found.set(one.partition, one);
  }
  return [...found.values()];
}
