import { DEFINITION } from "../brand.js";
import type { FileFormat, TextSetting } from "../definitions.js";
import { checkName } from "../name.js";
import { callSite } from "../site.js";
import { columnsOf } from "./columns.js";
import { formatOf } from "./format.js";
import { maxRejectedOf, type MaxRejectedOption } from "./max-rejected.js";
import { partitionsOf } from "./partitions.js";
import { pushedOf } from "./pushed.js";
import { checkTimestamp, type TimestampColumn } from "./timestamps.js";
import type { ColumnTypes, FileSource } from "./types.js";
import { frozen } from "../frozen.js";

/** Where the rows of files are, how they are written, and which of their columns features use. */
export interface FileSourceOptions<Columns extends ColumnTypes, Event, Created> {
  /**
   * A file; a pattern with `*` (within a folder), `**` (across folders) and `?`, whose files follow each other in the
   * order of their paths; or a path partitioned by event time, as in `rides/{yyyy}/{MM}/{dd}.parquet` or
   * `rides/{yyyy}/{MM}/{dd}/{HH}`, in the project's time zone: only the partitions that a job needs are read, and one that
   * is a folder is read whole. Relative paths start at the project's folder.
   */
  readonly path: TextSetting;
  /** Of a time-partitioned path: `"error"` fails a job that needs a partition which is not there; else it is reported. */
  readonly missingPartitions?: "report" | "error";
  /**
   * A folder, which is made with the first row, for rows that are pushed (`POST /push` with `to: "offline"`): each is kept there before
   * the push is answered. They are rows of the source like those of `path`, behind them in the order in which they came.
   */
  readonly pushed?: TextSetting;
  /** By the path's extension where it is not given. */
  readonly format?: FileFormat;
  /** Of csv and tsv: the one character between fields. */
  readonly delimiter?: string;
  /** Of csv and tsv: whether the first line names the columns; true by default. */
  readonly header?: boolean;
  /** Those that features use; a file may have more. */
  readonly columns: Columns;
  /** The TIMESTAMP column that says when a row happened. Windows need it. */
  readonly eventTimestamp?: Event;
  /** The TIMESTAMP column that says when a row was written: a row is unseen before. */
  readonly createdTimestamp?: Created;
  /** How many unreadable rows a job bears: a number of rows or a share such as `"1%"`. The project's by default. */
  readonly maxRejected?: MaxRejectedOption;
  readonly description?: string;
}

/** Rows of files: csv, tsv, parquet, JSON lines or Avro object container files. */
export function fileSource<
  const Name extends string,
  const Columns extends ColumnTypes,
  const Event extends TimestampColumn<Columns> = never,
  const Created extends TimestampColumn<Columns> = never,
>(
  name: Name,
  options: FileSourceOptions<Columns, Event, Created>,
): FileSource<Name, Columns, Event & string> {
  const site = callSite(fileSource);
  checkName(name, "a source", { site, path: [0] });
  const { path, eventTimestamp, createdTimestamp, description } = options;
  const columns = columnsOf(options.columns, name, site);
  const common = { columns, name, site };
  checkTimestamp("eventTimestamp", eventTimestamp, common);
  checkTimestamp("createdTimestamp", createdTimestamp, common);
  const maxRejected = maxRejectedOf(options.maxRejected, { site, path: [1, "maxRejected"] });
  return frozen({
    [DEFINITION]: "source",
    kind: "file",
    site,
    name,
    columns,
    path,
    ...partitionsOf(options, name, site),
    ...pushedOf(options.pushed, name, site),
    ...formatOf(options, name, site),
    ...(typeof eventTimestamp === "string" ? { eventTimestamp } : {}),
    ...(typeof createdTimestamp === "string" ? { createdTimestamp } : {}),
    ...(maxRejected === undefined ? {} : { maxRejected }),
    ...(description === undefined ? {} : { description }),
  });
}
