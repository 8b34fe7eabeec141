import { mkdirSync, rmdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Int64 } from "@pinion/core";
import { showTimestamp } from "@pinion/core/std";
import type { OfflineOptions, OfflineSink } from "../../ports.js";
import { openDuckdb } from "../../sources/duckdb/database.js";
import { projectZone } from "../../time/instant.js";
import type { OfflineFormat } from "./formats.js";
import { guard } from "./guard.js";
import { staging, sweepStaged } from "./staging.js";
import { partitionsWriter } from "./writer.js";

export interface ParquetStoreOptions {
  /** The folder of the offline store. */
  readonly path: string;
  /** A folder in it, one for each set of features. Default `df0`. */
  readonly storeName?: string;
  /** Of the partitions' files. Default `parquet`. */
  readonly format?: OfflineFormat;
  /** How much memory rows may take before they spill to disk, as DuckDB writes sizes. Default `256MB`. */
  readonly memoryLimit?: string;
}

const LABELS: Readonly<Record<OfflineFormat, string>> = {
  parquet: "Parquet",
  csv: "CSV",
  jsonl: "JSON Lines",
};

/**
 * An offline store in a folder: `<path>/<storeName>/daily/yyyy/MM/dd/part-0.parquet` (or `.csv`, `.jsonl`), hourly one level
 * deeper.
 */
export function parquetStore({
  path,
  storeName = "df0",
  format = "parquet",
  memoryLimit = "256MB",
}: ParquetStoreOptions): OfflineSink {
  const root = resolve(path, storeName);
  const scratch = join(resolve(path), ".scratch");
  return {
    label: `${LABELS[format]} store ${root}`,
    openWriter: (options) =>
      guard(root, async () => {
        // Where nothing can be written is told before the rows are computed.
        mkdirSync(root, { recursive: true });
        sweepStaged(root, Date.now());
        const database = await openDuckdb({ scratch, memoryLimit });
        return partitionsWriter({
          database,
          options,
          format,
          staging: staging(root, options.job),
          folderOf: (cutoff) => join(root, partitionPath(options.cutoffs[cutoff] ?? 0, options)),
          release: () => {
            database.close();
            sweepStaged(root, Date.now());
            try {
              rmdirSync(scratch);
            } catch {
              // Another job still uses it, or it was never made.
            }
          },
        });
      }),
  };
}

/** `daily/2020/05/20`, in the project's time zone. */
function partitionPath(
  cutoff: Int64,
  { resolution, timeZone }: Pick<OfflineOptions, "resolution" | "timeZone">,
): string {
  const [date = "", time = ""] = showTimestamp(cutoff, projectZone(timeZone)).split(" ");
  const day = date.split("-").join("/");
  return resolution === "DAILY" ? `daily/${day}` : `hourly/${day}/${time.slice(0, 2)}`;
}
