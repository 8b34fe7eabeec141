import { DEFINITION, type Site } from "../brand.js";
import type { TextSetting } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { frozen } from "../frozen.js";
import { checkName, shown } from "../name.js";
import { callSite } from "../site.js";
import { columnsOf } from "./columns.js";
import { maxRejectedOf, type MaxRejectedOption } from "./max-rejected.js";
import { checkTimestamp, type TimestampColumn } from "./timestamps.js";
import type { ColumnTypes, PostgresSource } from "./types.js";

/** Which rows of a PostgreSQL database, and which of their columns features use. */
export interface PostgresSourceOptions<Columns extends ColumnTypes, Event, Created> {
  /** `postgres://user@host:port/database`; from the environment where it holds a password. */
  readonly connection: TextSetting;
  /** `table` or `schema.table`, spelt as in the database. Either this or `query`. */
  readonly table?: string;
  /** A SELECT; its columns are known by their names. Either this or `table`. */
  readonly query?: string;
  /** Those that features use; the table may have more. */
  readonly columns: Columns;
  /** The TIMESTAMP column that says when a row happened. Windows need it. */
  readonly eventTimestamp?: Event;
  /** The TIMESTAMP column that says when a row was written: a row is unseen before. */
  readonly createdTimestamp?: Created;
  /** How many unreadable rows a job bears: a number of rows or a share such as `"1%"`. The project's by default. */
  readonly maxRejected?: MaxRejectedOption;
  readonly description?: string;
}

/**
 * Rows of a PostgreSQL table or query, read in one read-only transaction when a job runs. Of equal event times the
 * order of rows is not defined, as it is not in the database.
 */
export function postgresSource<
  const Name extends string,
  const Columns extends ColumnTypes,
  const Event extends TimestampColumn<Columns> = never,
  const Created extends TimestampColumn<Columns> = never,
>(
  name: Name,
  options: PostgresSourceOptions<Columns, Event, Created>,
): PostgresSource<Name, Columns, Event & string> {
  const site = callSite(postgresSource);
  checkName(name, "a source", { site, path: [0] });
  const { connection, table, query, eventTimestamp, createdTimestamp, description } = options;
  checkConnection(connection, name, site);
  checkRelation(table, query, name, site);
  const columns = columnsOf(options.columns, name, site);
  const common = { columns, name, site };
  checkTimestamp("eventTimestamp", eventTimestamp, common);
  checkTimestamp("createdTimestamp", createdTimestamp, common);
  const maxRejected = maxRejectedOf(options.maxRejected, { site, path: [1, "maxRejected"] });
  return frozen({
    [DEFINITION]: "source",
    kind: "postgres",
    site,
    name,
    columns,
    connection,
    ...(table === undefined ? {} : { table }),
    ...(query === undefined ? {} : { query }),
    ...(typeof eventTimestamp === "string" ? { eventTimestamp } : {}),
    ...(typeof createdTimestamp === "string" ? { createdTimestamp } : {}),
    ...(maxRejected === undefined ? {} : { maxRejected }),
    ...(description === undefined ? {} : { description }),
  });
}

function checkConnection(connection: unknown, source: string, site: Site): void {
  const place = { site, path: [1, "connection"] };
  const reference =
    typeof connection === "object" &&
    connection !== null &&
    "kind" in connection &&
    connection.kind === "env";
  const written =
    reference && "fallback" in connection && typeof connection.fallback === "string"
      ? connection.fallback
      : connection;
  if (typeof written === "string" ? written === "" : !reference) {
    throw new DefinitionError("PN1111", `source \`${source}\` has no connection`, place, {
      help: 'write connection: env("PG_URL")',
    });
  }
  if (typeof written === "string" && hasPassword(written)) {
    throw new DefinitionError(
      "PN1110",
      `a password stands in the connection of source \`${source}\``,
      place,
      { help: 'take the address from the environment: connection: env("PG_URL")' },
    );
  }
}

const hasPassword = (address: string): boolean =>
  /^[a-z]+:\/\/[^/@]*:[^/@]+@/iu.test(address) || /[?&\s]password=/iu.test(address);

function checkRelation(table: unknown, query: unknown, source: string, site: Site): void {
  const given = [table, query].filter((each) => each !== undefined);
  const [only] = given;
  if (given.length === 1 && typeof only === "string" && only.trim() !== "") return;
  const path = given.length === 1 ? [1, table === undefined ? "query" : "table"] : [1];
  const message =
    given.length === 0
      ? `source \`${source}\` names neither a table nor a query`
      : given.length === 2
        ? `source \`${source}\` names a table and a query`
        : `source \`${source}\` reads ${shown(only)}`;
  throw new DefinitionError("PN1111", message, { site, path }, { help: 'write table: "schema.table"' });
}
