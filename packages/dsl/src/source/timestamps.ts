import { nearest } from "@pinion/core";
import type { Site } from "../brand.js";
import type { ColumnDefinition } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { shown } from "../name.js";
import type { Type, TypeMistake } from "../types/type.js";
import type { ColumnTypes } from "./types.js";

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

/** A timestamp property of a source names one of its TIMESTAMP columns. */
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
