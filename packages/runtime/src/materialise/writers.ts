import type { Int64, Value } from "@pinion/core";
import type {
  KeyedRow,
  OfflineRow,
  OfflineSink,
  OfflineWriter,
  OnlineStore,
  RowField,
  RowSchema,
  TableLayout,
  TableWriter,
  WriteCounts,
} from "../ports.js";
import { encodeKey } from "../serve/key.js";
import type { Resolution } from "../time/cutoffs.js";
import type { Checkpoint } from "./checkpoint.js";
import type { SinkReport } from "./report.js";

/** Where a materialisation writes: online the last cutoff, offline every one. */
export type OpenSink =
  | {
      readonly kind: "online";
      readonly store: OnlineStore;
      readonly table: string;
      readonly ttlSeconds?: number;
      readonly layout?: TableLayout;
    }
  | { readonly kind: "offline"; readonly sink: OfflineSink };

const BATCH_ROWS = 4096;

export interface WritersRequest {
  readonly job: string;
  readonly sinks: readonly OpenSink[];
  /** Ascending. */
  readonly cutoffs: readonly Int64[];
  readonly resolution: Resolution;
  readonly timeZone: string;
  readonly keys: readonly RowField[];
  readonly schema: RowSchema;
  /** What an earlier attempt left. */
  readonly restored?: Checkpoint | undefined;
}

export interface Writers {
  /** The checkpoint to go on from: absent where a sink no longer has all that it says. */
  readonly restored: Checkpoint | undefined;
  /** Whether every sink can keep checkpoints. */
  readonly resumable: boolean;
  /** One key's features as of each cutoff; undefined where the key was not seen yet. */
  readonly add: (key: readonly Value[], rows: readonly (readonly Value[] | undefined)[]) => Promise<void>;
  /** Rows since the last checkpoint. */
  readonly rows: () => number;
  /** Sees to it that every sink has what was added. What went into each online sink so far. */
  readonly checkpoint: (number: number) => Promise<readonly WriteCounts[]>;
  /** Behind the last checkpoint. `onPartition` is told how many partitions are made, and may throw to stop. */
  readonly finish: (onPartition: (done: number, of: number) => void) => Promise<readonly SinkReport[]>;
  /** Leaves what is written for a later attempt; what it cannot go on from is removed. */
  readonly abandon: (resumable: boolean) => Promise<void>;
}

interface OpenOnline {
  readonly label: string;
  readonly writer: TableWriter;
}

interface OpenOffline {
  readonly label: string;
  readonly writer: OfflineWriter;
}

const NOTHING: WriteCounts = { written: 0, outdated: 0, bytes: 0 };

/** Opens every sink; what was opened is abandoned where one cannot be. */
export async function openWriters(request: WritersRequest): Promise<Writers> {
  const { cutoffs } = request;
  const online: OpenOnline[] = [];
  const offline: OpenOffline[] = [];
  const abandon = async (keepStaged: boolean): Promise<void> => {
    for (const { writer } of online) await writer.abandon();
    for (const { writer } of offline) await writer.close(keepStaged);
  };
  try {
    for (const sink of request.sinks) await openSink(request, sink, online, offline);
  } catch (error) {
    await abandon(true);
    throw error;
  }
  const { restored: wanted } = request;
  const writers = [...online, ...offline].map(({ writer }) => writer);
  const resumable = writers.every(({ reached }) => reached !== undefined);
  const restored =
    wanted !== undefined && writers.every(({ reached = 0 }) => reached >= wanted.number) ? wanted : undefined;
  try {
    for (const { writer } of offline) await writer.keep(restored?.number ?? 0);
  } catch (error) {
    await abandon(true);
    throw error;
  }

  let sinceCheckpoint = 0;
  let onlineRows: KeyedRow[] = [];
  const offlineRows: OfflineRow[][] = cutoffs.map(() => []);
  let offlineCount = 0;
  const flushOnline = async (): Promise<void> => {
    const rows = onlineRows;
    onlineRows = [];
    for (const { writer } of online) await writer.write(rows);
  };
  const flushOffline = async (): Promise<void> => {
    offlineCount = 0;
    for (const [cutoff, rows] of offlineRows.entries()) {
      offlineRows[cutoff] = [];
      if (rows.length > 0) for (const { writer } of offline) await writer.write(cutoff, rows);
    }
  };
  const before = (sink: number): WriteCounts => restored?.online[sink] ?? NOTHING;
  return {
    restored,
    resumable,
    abandon,
    rows: () => sinceCheckpoint,
    add: async (key, rows) => {
      const last = rows.at(-1);
      if (online.length > 0 && last !== undefined) {
        sinceCheckpoint++;
        onlineRows.push({ key: encodeKey(key), values: last });
        if (onlineRows.length >= BATCH_ROWS) await flushOnline();
      }
      if (offline.length === 0) return;
      for (const [cutoff, values] of rows.entries()) {
        if (values === undefined) continue;
        offlineRows[cutoff]?.push({ keys: key, values });
        offlineCount++;
        sinceCheckpoint++;
      }
      if (offlineCount >= BATCH_ROWS) await flushOffline();
    },
    checkpoint: async (number) => {
      await flushOnline();
      await flushOffline();
      sinceCheckpoint = 0;
      for (const { writer } of offline) await writer.checkpoint(number);
      const counts: WriteCounts[] = [];
      for (const [i, { writer }] of online.entries()) {
        counts.push(sum(before(i), (await writer.checkpoint?.(number)) ?? NOTHING));
      }
      return counts;
    },
    finish: async (onPartition) => {
      const reports: SinkReport[] = [];
      const partitions = offline.length * cutoffs.length;
      let made = 0;
      for (const { label, writer } of offline) {
        const done: { path: string; rows: number; bytes: number }[] = [];
        for (const cutoff of cutoffs.keys()) {
          done.push(await writer.finish(cutoff));
          onPartition(++made, partitions);
        }
        reports.push({
          sink: label,
          rows: done.reduce((total, { rows }) => total + rows, 0),
          bytes: done.reduce((total, { bytes }) => total + bytes, 0),
          partitions: done.map(({ path }) => path),
        });
      }
      for (const [i, { label, writer }] of online.entries()) {
        const { removed, ...counts } = await writer.finish();
        const { written, bytes, outdated } = sum(before(i), counts);
        reports.push({ sink: label, rows: written, bytes, outdated, removed });
      }
      for (const { writer } of offline) await writer.close(false);
      return reports;
    },
  };
}

async function openSink(
  { job, cutoffs, resolution, timeZone, keys, schema }: WritersRequest,
  sink: OpenSink,
  online: OpenOnline[],
  offline: OpenOffline[],
): Promise<void> {
  if (sink.kind === "offline") {
    const options = { job, cutoffs, resolution, timeZone, keys, schema };
    offline.push({ label: sink.sink.label, writer: await sink.sink.openWriter(options) });
    return;
  }
  const { store, table, ttlSeconds, layout } = sink;
  // Rows that are forgotten after a time are all of one time: such a job begins anew.
  const how = ttlSeconds === undefined ? { job } : { ttlSeconds };
  const writer = await store.openWriter({
    table,
    keys,
    schema,
    asOf: cutoffs.at(-1) ?? 0,
    ...how,
    ...(layout === undefined ? {} : { layout }),
  });
  online.push({ label: `${store.label}, table ${table}`, writer });
}

const sum = (a: WriteCounts, b: WriteCounts): WriteCounts => ({
  written: a.written + b.written,
  outdated: a.outdated + b.outdated,
  bytes: a.bytes + b.bytes,
});
