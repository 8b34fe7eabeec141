import type { StreamTransport, TextSetting } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { callSite } from "../site.js";
import type { ColumnTypes, StreamSource } from "../source/types.js";
import type { SchemaColumns, StreamSchema } from "./schema.js";
import { streamSource, type EventColumn, type StreamOptions } from "./stream-source.js";

/** Where the files of a log are, and what their events hold. */
export interface LocalLogOptions<
  S extends StreamSchema,
  Columns extends ColumnTypes,
  Event,
> extends StreamOptions<S, Columns, Event> {
  /** A file, or a folder whose files are partitions: `.jsonl` with an object a line, or Avro container files. */
  readonly path: TextSetting;
}

/** Events of files of this machine, replayed as a topic: what lines are added to a `.jsonl` file come as new events. */
export function localLog<
  const Name extends string,
  S extends StreamSchema,
  const Columns extends ColumnTypes = SchemaColumns<S>,
  const Event extends EventColumn<Columns> = never,
>(name: Name, options: LocalLogOptions<S, Columns, Event>): StreamSource<Name, Columns, Event & string> {
  const site = callSite(localLog);
  const { path } = options;
  if (path === undefined || path === "") {
    throw new DefinitionError("PN1151", `source \`${name}\` names no path`, { site, path: [1, "path"] });
  }
  const transport: StreamTransport = Object.freeze({ kind: "log", path });
  return streamSource(name, options, transport, site) as StreamSource<Name, Columns, Event & string>;
}
