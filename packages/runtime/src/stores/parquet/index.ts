import { rmdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Int64 } from "@pinion/core";
import { parseTimestampText, showTimestamp } from "@pinion/core/std";
import type { OfflineOptions, OfflineSink } from "../../ports.js";
import { checkParquetStore } from "../../options/stores.js";
import { openDuckdb } from "../../sources/duckdb/database.js";
import { projectZone } from "../../time/instant.js";
import { makeFolder } from "../make-folder.js";
import type { OfflineFormat } from "./formats.js";
import { guard } from "./guard.js";
import { staging, sweepStaged } from "./staging.js";
import { partitionsWriter, type PartitionPlace } from "./writer.js";

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
 * deeper, where an hour that comes twice has a `part-1` too. Throws PN7010 where an option is wrong.
 */
export function parquetStore(options: ParquetStoreOptions): OfflineSink {
  checkParquetStore(options);
  const { path, storeName = "df0", format = "parquet", memoryLimit = "256MB" } = options;
  const root = resolve(path, storeName);
  const scratch = join(resolve(path), ".scratch");
  return {
    label: `${LABELS[format]} store ${root}`,
    openWriter: (partitions) =>
      guard(`the offline store ${root}`, async () => {
        // Where nothing can be written is told before the rows are computed.
        makeFolder(root);
        sweepStaged(root, Date.now());
        const database = await openDuckdb({ scratch, memoryLimit });
        return partitionsWriter({
          database,
          options: partitions,
          format,
          staging: staging(root, partitions.job),
          placeOf: (cutoff) => {
            const { folder, part } = partitionPlace(partitions.cutoffs[cutoff] ?? 0, partitions);
            return { folder: join(root, folder), part };
          },
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

/**
 * `daily/2020/05/20`, in the project's time zone. An hour that the clocks show twice is one folder, which whoever reads the
 * hour reads whole: the second time is its `part-1`, whatever else a job writes.
 */
function partitionPlace(
  cutoff: Int64,
  { resolution, timeZone }: Pick<OfflineOptions, "resolution" | "timeZone">,
): PartitionPlace {
  const zone = projectZone(timeZone);
  const [date = "", time = ""] = showTimestamp(cutoff, zone).split(" ");
  const day = date.split("-").join("/");
  if (resolution === "DAILY") return { folder: `daily/${day}`, part: 0 };
  const hour = time.slice(0, 2);
  const again = parseTimestampText(`${date} ${hour}:00:00`, zone) !== cutoff;
  return { folder: `hourly/${day}/${hour}`, part: again ? 1 : 0 };
}
