import type { PostgresSourceEntry } from "@pinion/core";
import { showInstant } from "../../time/instant.js";
import type { TimeSpan } from "../span.js";
import type { PostgresType } from "./values.js";

export interface PostgresQuery {
  readonly text: string;
  readonly values: readonly string[];
}

export interface QueryRequest {
  readonly source: PostgresSourceEntry;
  /** What is selected, as the database spells it. */
  readonly columns: readonly string[];
  /** Of the rows before the span: all, none, or one of each combination of these columns. */
  readonly before: "all" | "none" | readonly string[];
  readonly event?: { readonly column: string; readonly type: PostgresType; readonly format?: string };
  readonly span: TimeSpan;
}

/** A name in the database's spelling. */
export const pgName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** What rows are selected from. */
export function relationOf({ table, query }: PostgresSourceEntry): string {
  if (query !== undefined) return `(\n${query.trim().replace(/;$/u, "")}\n)`;
  // Parts may be quoted already: "odd.schema"."Table".
  const parts = [...(table ?? "").matchAll(/"((?:[^"]|"")*)"|([^".]+)/gu)];
  return parts.map(([, quoted, plain = ""]) => pgName(quoted?.replaceAll('""', '"') ?? plain)).join(".");
}

/** The rows of a span. Of each key's rows before it there is one: it makes the key known, and no window sees more. */
export function queryOf(request: QueryRequest): PostgresQuery {
  const { source, columns, before, event, span } = request;
  const list = columns.length === 0 ? "NULL" : columns.map((name) => `q.${pgName(name)}`).join(", ");
  const from = `FROM ${relationOf(source)} AS q`;
  const bounds = event === undefined ? {} : boundsOf(event.type, event.format, span);
  if (event === undefined || (bounds.from === undefined && bounds.to === undefined))
    return { text: `SELECT ${list} ${from}`, values: [] };
  const time = `q.${pgName(event.column)}`;
  const values: string[] = [];
  const parameter = (bound: Bound): string => `${bound.sql.replace("?", `$${values.push(bound.value)}`)}`;
  const upper = bounds.to === undefined ? [] : [`${time} < ${parameter(bounds.to)}`];
  const lower = bounds.from === undefined || before === "all" ? undefined : parameter(bounds.from);
  const within = [...(lower === undefined ? [] : [`${time} >= ${lower}`]), ...upper].join(" AND ");
  const there = `SELECT ${list} ${from} WHERE (${within === "" ? "true" : within}) OR ${time} IS NULL`;
  if (lower === undefined || before === "none" || before === "all") return { text: there, values };
  const distinct =
    before.length === 0 ? "" : `DISTINCT ON (${before.map((name) => `q.${pgName(name)}`).join(", ")}) `;
  const limit = before.length === 0 ? " LIMIT 1" : "";
  const earlier = `SELECT ${distinct}${list} ${from} WHERE ${time} < ${lower}${limit}`;
  return { text: `${there} UNION ALL (${earlier})`, values };
}

interface Bound {
  readonly sql: string;
  readonly value: string;
}

const DAY = 86_400_000_000n;
/** 0001-01-01 and 9999-12-31. */
const FIRST = -62_135_596_800_000_000n;
const LAST = 253_402_214_400_000_000n;
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ["epoch", 1_000_000n],
  ["epoch_millis", 1_000n],
  ["epoch_micros", 1n],
]);

/** The bounds in the type of the event time; wider where that has another time zone or is coarser. */
function boundsOf(
  { kind, isArray }: PostgresType,
  format: string | undefined,
  { from, to }: TimeSpan,
): { readonly from?: Bound; readonly to?: Bound } {
  if (isArray) return {};
  const bound = (make: (instant: bigint, sign: bigint) => Bound | undefined) => {
    const lower = from === undefined ? undefined : make(from, -1n);
    const upper = to === undefined ? undefined : make(to, 1n);
    return { ...(lower === undefined ? {} : { from: lower }), ...(upper === undefined ? {} : { to: upper }) };
  };
  const timeBound = (instant: bigint, sql: string): Bound | undefined =>
    instant > FIRST && instant < LAST ? { sql, value: showInstant(instant) } : undefined;
  switch (kind) {
    case "timestamptz":
      return bound((instant) => timeBound(instant, "?::timestamptz"));
    case "timestamp":
    case "date":
      // No zone is farther than a day from UTC.
      return bound((instant, sign) =>
        timeBound(instant + sign * 2n * DAY, "(?::timestamptz AT TIME ZONE 'UTC')"),
      );
    case "int":
    case "bigint":
    case "float":
    case "double":
    case "numeric": {
      const unit = UNITS.get(format ?? "");
      if (unit === undefined) return {};
      return bound((instant, sign) => ({ sql: "?::numeric", value: String(instant / unit + sign) }));
    }
    default:
      return {};
  }
}
