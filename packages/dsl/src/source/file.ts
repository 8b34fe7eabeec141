import { nearest } from "@pinion/core";
import { DEFINITION, type Site } from "../brand.js";
import type { ColumnDefinition, FileFormat, TextSetting } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { checkName, shown } from "../name.js";
import { callSite } from "../site.js";
import type { Type, TypeMistake } from "../types/type.js";
import { columnsOf } from "./columns.js";
import { formatOf } from "./format.js";
import { maxRejectedOf, type MaxRejectedOption } from "./max-rejected.js";
import type { ColumnTypes, FileSource } from "./types.js";
import { frozen } from "../frozen.js";

export interface FileSourceOptions<Columns extends ColumnTypes, Event, Created> {
  /** A file, a folder of files, or a pattern with `*`. Relative paths start at the project's folder. */
  readonly path: TextSetting;
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

/** The names of the TIMESTAMP columns. */
export type TimestampColumn<Columns extends ColumnTypes> = string extends keyof Columns
  ? string
  : TimestampNames<Columns> extends infer Names
    ? [Names] extends [never]
      ? TypeMistake<"the source has no column of type t.timestamp()">
      : Names
    : never;

type TimestampNames<Columns extends ColumnTypes> = {
  [C in keyof Columns]: Columns[C] extends Type<{ readonly kind: "timestamp" }> ? C : never;
}[keyof Columns];

/** Rows of a file: csv, tsv, parquet or JSON lines. */
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
    ...formatOf(options, name, site),
    ...(typeof eventTimestamp === "string" ? { eventTimestamp } : {}),
    ...(typeof createdTimestamp === "string" ? { createdTimestamp } : {}),
    ...(maxRejected === undefined ? {} : { maxRejected }),
    ...(description === undefined ? {} : { description }),
  });
}

export function checkTimestamp(
  property: "eventTimestamp" | "createdTimestamp",
  value: unknown,
  source: { readonly columns: readonly ColumnDefinition[]; readonly name: string; readonly site: Site },
): void {
  if (value === undefined) return;
  const place = { site: source.site, path: [1, property] };
  const column = source.columns.find((each) => each.name === value);
  if (column === undefined) {
    const meant =
      typeof value === "string"
        ? nearest(
            value,
            source.columns.map((each) => each.name),
          )
        : undefined;
    throw new DefinitionError(
      "PN1103",
      `source \`${source.name}\` has no column ${shown(value)} to be its ${property}`,
      place,
      {
        label: "unknown column",
        ...(meant === undefined
          ? {}
          : {
              help: `did you mean \`${meant}\`?`,
              related: [
                { site: source.site, path: [1, "columns", meant], message: "similar column declared here" },
              ],
            }),
      },
    );
  }
  if (column.type.kind === "timestamp") return;
  throw new DefinitionError(
    "PN1103",
    `${property} of source \`${source.name}\` must be a timestamp, but \`${column.name}\` is ${column.type.kind}`,
    place,
    {
      label: "not a timestamp",
      help: `declare it as t.timestamp({ format: … }), with "epoch" for seconds since 1970`,
      related: [
        { site: source.site, path: [1, "columns", column.name], message: "the column is declared here" },
      ],
    },
  );
}
