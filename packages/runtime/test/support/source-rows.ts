import type { ColumnEntry, FileFormat, Value } from "@pinion/core";
import { collectingSink, run, type HandProject } from "./engine.js";

/** 2020-02-01. */
export const END = Date.parse("2020-02-01T00:00:00Z") * 1000;

export interface SourceCase {
  readonly format?: FileFormat;
  readonly file?: string;
  readonly columns: readonly ColumnEntry[];
  readonly timeZone?: string;
  readonly maxRejected?: number;
  readonly eventTimestamp?: string;
  readonly postgres?: NonNullable<HandProject["postgres"]>;
  /** Columns that go through the kernel, as those of types do that features cannot have. */
  readonly inKernel?: readonly string[];
  /** As of when, an instant. Default {@link END}. */
  readonly end?: string;
  /** The type of the key. Default `string`. */
  readonly key?: string;
}

/** The last row's columns as row-level features, by the key `k`. */
export async function lastRows({
  format = "csv",
  file = "",
  columns,
  maxRejected = 0,
  key = "string",
  ...more
}: SourceCase) {
  const { sink, partitions } = collectingSink();
  const end = more.end === undefined ? END : Date.parse(more.end) * 1000;
  const report = await run(
    {
      file,
      format,
      columns: [{ name: "k", type: key, nullable: true }, ...columns],
      keys: ["k"],
      maxRejected,
      features: columns.map(({ name, type }) => ({ name: `f_${name}`, op: "row", column: name, type })),
      ...more,
    },
    [end],
    [sink],
  );
  return { rows: Object.fromEntries(partitions.get(end) ?? []) as Record<string, readonly Value[]>, report };
}

export const column = (name: string, type: string, format?: string): ColumnEntry => ({
  name,
  type,
  nullable: true,
  ...(format === undefined ? {} : { format }),
});
