import { DEFINITION, type Site } from "../brand.js";
import type {
  HistoryDefinition,
  StreamSourceDefinition,
  StreamTransport,
  TextSetting,
} from "../definitions.js";
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
  /**
   * Says that each key of windowed features has all its events in one partition of one topic. Only to be said where several
   * processes share the partitions and the producer places keys by a rule of its own: others are known.
   */
  readonly partitionedByKey?: boolean;
  /**
   * Files that hold the records which the topics no longer have, with where each stood: windows are built anew of them, and
   * of the topics from where these begin.
   */
  readonly history?: StreamHistory;
  readonly description?: string;
}

/** Files that keep what a topic has forgotten. */
export interface StreamHistory {
  /** A file, a pattern or a folder of partitions by time, as of `fileSource`: Parquet, Avro, JSON Lines or CSV. */
  readonly path: TextSetting;
  /** The column of the record's partition, `kafka_partition` unless given. */
  readonly partition?: string;
  /** The column of its offset, `kafka_offset` unless given. */
  readonly offset?: string;
  /** The column of its topic; needed where the source has several. */
  readonly topic?: string;
}

/** The columns that may be a stream's event time. */
export type EventColumn<Columns extends ColumnTypes> = TimestampColumn<Columns>;

/** The definition of a stream whose transport is known. */
export function streamSource(
  name: string,
  options: StreamOptions<StreamSchema, ColumnTypes, unknown>,
  transport: StreamTransport,
  site: Site,
): StreamSourceDefinition {
  checkName(name, "a source", { site, path: [0] });
  const { schema, eventTimestamp, allowedLateness, deadLetters, history, description } = options;
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
    ...(options.partitionedByKey === true ? { partitionedByKey: true as const } : {}),
    ...(history === undefined ? {} : { history: historyOf(name, history, transport, site) }),
    ...(description === undefined ? {} : { description }),
  });
}

function historyOf(
  name: string,
  { path, partition = "kafka_partition", offset = "kafka_offset", topic }: StreamHistory,
  transport: StreamTransport,
  site: Site,
): HistoryDefinition {
  const refuse = (what: string, help: string): never => {
    throw new DefinitionError("PN1151", what, { site, path: [1, "history"] }, { help });
  };
  if (transport.kind === "log") {
    refuse(`the log of \`${name}\` forgets nothing, so it has no history`, "leave `history` out");
  } else if (transport.topics.length > 1 && topic === undefined) {
    refuse(
      `the history of \`${name}\` does not tell its topics apart`,
      "name the column that holds each record's topic",
    );
  }
  if (path === undefined || path === "") {
    refuse(`the history of \`${name}\` names no path`, 'write history: { path: "archive/*.parquet" }');
  }
  return frozen({ path, partition, offset, ...(topic === undefined ? {} : { topic }) });
}

function columnsFor(name: string, options: StreamOptions<StreamSchema, ColumnTypes, unknown>, site: Site) {
  const { schema, columns } = options;
  if (schema.columns === undefined) return columnsOf(columns, name, site);
  if (columns === undefined) return schema.columns;
  throw new DefinitionError("PN1151", `source \`${name}\` has its columns from its schema`, {
    ...{ site, path: [1, "columns"] },
  });
}
