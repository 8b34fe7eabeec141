import type { OnlineStore, StreamWriter, TimedRow } from "../ports.js";
import type { StreamPlan } from "./plan.js";
import { untilDone, type RetryOptions } from "./retry.js";

export interface StreamTarget {
  readonly store: OnlineStore;
  readonly table: string;
  readonly ttlSeconds?: number;
}

/** Every sink of a stream job. */
export interface StreamSinks {
  /** Resolves when every sink has acknowledged all rows; what does not answer is waited for. */
  readonly upsert: (rows: readonly TimedRow[]) => Promise<void>;
  readonly report: () => readonly StreamSinkReport[];
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
  const sinks: {
    readonly label: string;
    readonly writer: StreamWriter;
    rows: number;
    outdated: number;
    bytes: number;
  }[] = [];
  for (const { store, table, ttlSeconds } of targets) {
    const ttl = ttlSeconds === undefined ? {} : { ttlSeconds };
    const writer = await store.openStreamWriter({ table, keys, schema, ...ttl });
    sinks.push({ label: `${store.label}, table ${table}`, writer, rows: 0, outdated: 0, bytes: 0 });
  }
  return {
    upsert: async (rows) => {
      if (rows.length === 0) return;
      await Promise.all(
        sinks.map(async (sink) => {
          const { written, outdated, bytes } = await untilDone(() => sink.writer.upsert(rows), retry);
          sink.rows += written;
          sink.outdated += outdated;
          sink.bytes += bytes;
        }),
      );
    },
    report: () => sinks.map(({ label, rows, outdated, bytes }) => ({ sink: label, rows, outdated, bytes })),
  };
}
