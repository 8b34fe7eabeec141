import { pathPartitioning } from "@pinion/core";
import type { Site } from "../brand.js";
import type { TextSetting } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { shown } from "../name.js";

interface PartitionOptions {
  readonly path: TextSetting;
  readonly missingPartitions?: "report" | "error";
  readonly eventTimestamp?: unknown;
}

/** Checks the time partitions of a path. One from the environment is only known at run time. */
export function partitionsOf(
  { path, missingPartitions, eventTimestamp }: PartitionOptions,
  source: string,
  site: Site,
): { readonly missingPartitions?: "error" } {
  const place = { site, path: [1, "missingPartitions"] };
  if (missingPartitions !== undefined && missingPartitions !== "report" && missingPartitions !== "error") {
    throw new DefinitionError("PN1111", `missingPartitions is ${shown(missingPartitions)}`, place, {
      help: 'write "report" or "error"',
    });
  }
  if (typeof path === "string") {
    const partitioning = pathPartitioning(path);
    const at = { site, path: [1, "path"] };
    if (partitioning.kind === "mistake") {
      throw new DefinitionError("PN1105", `the path of source \`${source}\`: ${partitioning.message}`, at);
    }
    if (partitioning.kind === "time" && eventTimestamp === undefined) {
      throw new DefinitionError(
        "PN1105",
        `the path of source \`${source}\` is partitioned by time, and the source has no eventTimestamp`,
        at,
        { help: "name the timestamp column that the partitions are made by" },
      );
    }
    if (partitioning.kind === "none" && missingPartitions !== undefined) {
      throw new DefinitionError("PN1111", `the path of source \`${source}\` has no partitions`, place, {
        help: "leave missingPartitions out, or partition the path: rides/{yyyy}/{MM}/{dd}.parquet",
      });
    }
  }
  return missingPartitions === "error" ? { missingPartitions } : {};
}
