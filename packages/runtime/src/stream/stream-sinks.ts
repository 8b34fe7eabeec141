import type { OnlineStore, TableLayout, StreamWriter, TimedRow } from "../ports.js";
import type { StreamPlan } from "./plan.js";
import { untilDone, type RetryOptions } from "./retry.js";

export interface StreamTarget {
  readonly store: OnlineStore;
  readonly table: string;
  readonly ttlSeconds?: number;
  readonly layout?: TableLayout;
}

/** Every sink of a stream job. */
export interface StreamSinks {
  /** Resolves when every sink has acknowledged all rows; what does not answer is waited for. */
  readonly upsert: (rows: readonly TimedRow[], write: Write) => Promise<UpsertOutcome>;
  /** The latest as-of time that a sink has of any of the keys, microseconds. */
  readonly latest: (keys: readonly string[]) => Promise<number>;
  readonly report: () => readonly StreamSinkReport[];
}

export interface Write {
  /** Whether this reader may write at this moment; asked before each attempt of each store. */
  readonly still: () => boolean;
  /** Those that are this reader's to write; all unless given. */
  readonly mine?: (rows: readonly TimedRow[]) => readonly TimedRow[];
}

export interface UpsertOutcome {
  /** Rows that some sink did not take, since a later as-of time stood there. */
  readonly outdated: number;
}

export interface StreamSinkReport {
  readonly sink: string;
  readonly rows: number;
  readonly outdated: number;
  readonly bytes: number;
}

export async function openStreamSinks(
  targets: readonly StreamTarget[],
  { keys, schema }: StreamPlan,
  retry: RetryOptions,
): Promise<StreamSinks> {
  const names = schema.fields.map(({ name }) => name);
  const sinks: OpenSink[] = [];
  for (const { store, table, ttlSeconds, layout } of targets) {
    const ttl = ttlSeconds === undefined ? {} : { ttlSeconds };
    const writer = await store.openStreamWriter({
      ...{ table, keys, schema, ...ttl },
      ...(layout === undefined ? {} : { layout }),
    });
    const label = `${store.label}, table ${table}`;
    sinks.push({ label, store, table, writer, rows: 0, outdated: 0, bytes: 0 });
  }
  return {
    upsert: async (rows, { still, mine = (all) => all }) => {
      if (rows.length === 0) return { outdated: 0 };
      const all = await Promise.all(
        sinks.map(async (sink) => {
          const done = await untilDone(() => sink.writer.upsert(still() ? mine(rows) : [], still), retry);
          sink.rows += done.written;
          sink.outdated += done.outdated;
          sink.bytes += done.bytes;
          return done.outdated;
        }),
      );
      return { outdated: Math.max(0, ...all) };
    },
    latest: async (asked) => {
      let latest = -Infinity;
      for (const { store, table } of sinks) {
        const [found = []] = await untilDone(() => store.lookup([{ table, keys: asked, names }]), retry);
        for (const { asOf } of found)
          for (const time of asOf) latest = Math.max(latest, Number(time ?? -Infinity));
      }
      return latest;
    },
    report: () => sinks.map(({ label, rows, outdated, bytes }) => ({ sink: label, rows, outdated, bytes })),
  };
}

interface OpenSink extends StreamTarget {
  readonly label: string;
  readonly writer: StreamWriter;
  rows: number;
  outdated: number;
  bytes: number;
}
