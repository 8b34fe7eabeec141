import type {
  FileSourceDefinition,
  PostgresSourceDefinition,
  RequestSourceDefinition,
  StreamSourceDefinition,
} from "../definitions.js";
import type { Type } from "../types/type.js";

/** The columns of a source: their names and types, in order. */
export type ColumnTypes = Readonly<Record<string, Type>>;

declare const TYPES: unique symbol;

/** What only TypeScript knows of a source. */
export interface SourceTypes<Columns extends ColumnTypes, Event extends string> {
  readonly [TYPES]?: { readonly columns: Columns; readonly event: Event };
}

/** A source of files, with the types of its columns. */
export interface FileSource<
  Name extends string = string,
  Columns extends ColumnTypes = ColumnTypes,
  Event extends string = string,
>
  extends FileSourceDefinition, SourceTypes<Columns, Event> {
  readonly name: Name;
}

/** A source of PostgreSQL, with the types of its columns. */
export interface PostgresSource<
  Name extends string = string,
  Columns extends ColumnTypes = ColumnTypes,
  Event extends string = string,
>
  extends PostgresSourceDefinition, SourceTypes<Columns, Event> {
  readonly name: Name;
}

/** A source whose row comes with each request, with the types of its columns. */
export interface RequestSource<Name extends string = string, Columns extends ColumnTypes = ColumnTypes>
  extends RequestSourceDefinition, SourceTypes<Columns, never> {
  readonly name: Name;
}

/** A source of events, with the types of its columns. */
export interface StreamSource<
  Name extends string = string,
  Columns extends ColumnTypes = ColumnTypes,
  Event extends string = string,
>
  extends StreamSourceDefinition, SourceTypes<Columns, Event> {
  readonly name: Name;
}

/** A source of any kind. */
export type Source = FileSource | PostgresSource | RequestSource | StreamSource;

/** The columns of a source, name to type. */
export type ColumnsOf<S> = S extends SourceTypes<infer Columns, string> ? Columns : never;

/** The name of the source's event timestamp; never where it has none. */
export type EventOf<S> = S extends SourceTypes<ColumnTypes, infer Event> ? Event : never;
