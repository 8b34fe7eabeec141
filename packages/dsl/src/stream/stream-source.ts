import { DEFINITION, type Site } from "../brand.js";
import type { StreamSourceDefinition, StreamTransport, TextSetting } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { frozen } from "../frozen.js";
import { checkName } from "../name.js";
import { columnsOf } from "../source/columns.js";
import { checkTimestamp, type TimestampColumn } from "../source/timestamps.js";
import type { ColumnTypes } from "../source/types.js";
import { windowOf, type WindowText } from "../window.js";
import { isSchema, type StreamSchema } from "./schema.js";

/** What every stream says, wherever its events come from. */
export interface StreamOptions<S extends StreamSchema, Columns extends ColumnTypes, Event> {
  /** How values are written: `avro({…})`, `avroFile(…)`, `schemaRegistry({…})` or `json()`. */
  readonly schema: S;
  /** Those that features use, where the schema does not tell them itself. */
  readonly columns?: Columns;
  /** The TIMESTAMP column that says when an event happened. */
  readonly eventTimestamp: Event;
  /**
   * How much older than the latest event of its partition an event may be and still count for windows; later ones
   * are counted and dropped. Unless given, everything counts that a window still reaches.
   */
  readonly allowedLateness?: WindowText;
  /** Where records go that cannot be read: a topic, or a file; a file in `.pinion/dead-letters` unless given. */
  readonly deadLetters?: { readonly topic: string } | { readonly file: TextSetting };
  readonly description?: string;
}

export type EventColumn<Columns extends ColumnTypes> = TimestampColumn<Columns>;

/** The definition of a stream whose transport is known. */
export function streamSource(
  name: string,
  options: StreamOptions<StreamSchema, ColumnTypes, unknown>,
  transport: StreamTransport,
  site: Site,
): StreamSourceDefinition {
  checkName(name, "a source", { site, path: [0] });
  const { schema, eventTimestamp, allowedLateness, deadLetters, description } = options;
  if (!isSchema(schema)) {
    throw new DefinitionError("PN1151", `source \`${name}\` does not say how its values are written`, {
      ...{ site, path: [1, "schema"] },
    });
  }
  const columns = columnsFor(name, options, site);
  const common = { columns, name, site };
  if (typeof eventTimestamp !== "string") {
    throw new DefinitionError(
      "PN1103",
      `source \`${name}\` has no eventTimestamp`,
      { site, path: [1] },
      {
        help: "name the timestamp column that says when an event happened",
      },
    );
  }
  checkTimestamp("eventTimestamp", eventTimestamp, common);
  const lateness =
    allowedLateness === undefined
      ? undefined
      : windowOf(allowedLateness, { site, path: [1, "allowedLateness"] });
  return frozen({
    [DEFINITION]: "source",
    kind: "stream",
    site,
    name,
    columns,
    transport,
    value: schema.value,
    eventTimestamp,
    ...(lateness === undefined ? {} : { allowedLateness: lateness }),
    ...(deadLetters === undefined ? {} : { deadLetters: frozen({ ...deadLetters }) }),
    ...(description === undefined ? {} : { description }),
  });
}

function columnsFor(name: string, options: StreamOptions<StreamSchema, ColumnTypes, unknown>, site: Site) {
  const { schema, columns } = options;
  if (schema.columns === undefined) return columnsOf(columns, name, site);
  if (columns === undefined) return schema.columns;
  throw new DefinitionError("PN1151", `source \`${name}\` has its columns from its schema`, {
    ...{ site, path: [1, "columns"] },
  });
}
