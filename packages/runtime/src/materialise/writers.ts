import type { Int64, Value } from "@pinion/core";
import type {
  KeyedRow,
  OfflineRow,
  OfflineSink,
  OnlineStore,
  PartitionWriter,
  RowField,
  RowSchema,
  TableWriter,
} from "../ports.js";
import { encodeKey } from "../serve/key.js";
import type { Resolution } from "../time/cutoffs.js";
import type { SinkReport } from "./report.js";

/** Where a materialisation writes: online the last cutoff, offline every one. */
export type OpenSink =
  | {
      readonly kind: "online";
      readonly store: OnlineStore;
      readonly table: string;
      readonly ttlSeconds?: number;
    }
  | { readonly kind: "offline"; readonly sink: OfflineSink };

const BATCH_ROWS = 4096;

export interface WritersRequest {
  readonly sinks: readonly OpenSink[];
  /** Ascending. */
  readonly cutoffs: readonly Int64[];
  readonly resolution: Resolution;
  readonly timeZone: string;
  readonly keys: readonly RowField[];
  readonly schema: RowSchema;
}

export interface Writers {
  /** One key's features as of each cutoff; undefined where the key was not seen yet. */
  readonly add: (key: readonly Value[], rows: readonly (readonly Value[] | undefined)[]) => Promise<void>;
  readonly finish: () => Promise<readonly SinkReport[]>;
  readonly abandon: () => Promise<void>;
}

/** Opens every sink; what was opened is abandoned where one cannot be. */
export async function openWriters(request: WritersRequest): Promise<Writers> {
  const { cutoffs, resolution, timeZone, keys, schema } = request;
  const asOf = cutoffs.at(-1) ?? 0;
  const online: { readonly label: string; readonly writer: TableWriter }[] = [];
  const offline: { readonly label: string; readonly partitions: PartitionWriter[] }[] = [];
  const abandon = async (): Promise<void> => {
    for (const { writer } of online) await writer.abandon();
    for (const { partitions } of offline) for (const partition of partitions) await partition.abandon();
  };
  try {
    for (const sink of request.sinks) {
      if (sink.kind === "online") {
        const ttl = sink.ttlSeconds === undefined ? {} : { ttlSeconds: sink.ttlSeconds };
        const writer = await sink.store.openWriter({ table: sink.table, keys, schema, asOf, ...ttl });
        online.push({ label: `${sink.store.label}, table ${sink.table}`, writer });
        continue;
      }
      const entry = { label: sink.sink.label, partitions: [] as PartitionWriter[] };
      offline.push(entry);
      for (const cutoff of cutoffs) {
        entry.partitions.push(await sink.sink.openPartition({ cutoff, resolution, timeZone, keys, schema }));
      }
    }
  } catch (error) {
    await abandon();
    throw error;
  }

  let onlineRows: KeyedRow[] = [];
  const offlineRows: OfflineRow[][] = cutoffs.map(() => []);
  const flushOnline = async (): Promise<void> => {
    const rows = onlineRows;
    onlineRows = [];
    for (const { writer } of online) await writer.write(rows);
  };
  const flushOffline = async (cutoff: number): Promise<void> => {
    const rows = offlineRows[cutoff] ?? [];
    offlineRows[cutoff] = [];
    for (const { partitions } of offline) await partitions[cutoff]?.write(rows);
  };
  return {
    abandon,
    add: async (key, rows) => {
      const last = rows.at(-1);
      if (online.length > 0 && last !== undefined) {
        onlineRows.push({ key: encodeKey(key), values: last });
        if (onlineRows.length >= BATCH_ROWS) await flushOnline();
      }
      if (offline.length === 0) return;
      for (const [cutoff, values] of rows.entries()) {
        const batch = offlineRows[cutoff];
        if (values === undefined || batch === undefined) continue;
        batch.push({ keys: key, values });
        if (batch.length >= BATCH_ROWS) await flushOffline(cutoff);
      }
    },
    finish: async () => {
      await flushOnline();
      const reports: SinkReport[] = [];
      for (const { label, partitions } of offline) {
        const done: { path: string; rows: number; bytes: number }[] = [];
        for (const [cutoff, partition] of partitions.entries()) {
          await partition.write(offlineRows[cutoff] ?? []);
          done.push(await partition.finish());
        }
        reports.push({
          sink: label,
          rows: done.reduce((sum, { rows }) => sum + rows, 0),
          bytes: done.reduce((sum, { bytes }) => sum + bytes, 0),
          partitions: done.map(({ path }) => path),
        });
      }
      for (const { label, writer } of online) {
        const { written, outdated, removed, bytes } = await writer.finish();
        reports.push({ sink: label, rows: written, bytes, outdated, removed });
      }
      return reports;
    },
  };
}
