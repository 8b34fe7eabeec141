import type { BatchSourceEntry, ColumnEntry } from "@pinion/core";
import { NO_OBJECT, type FileTable } from "./file-table.js";
import { typedColumn, type TextFunctions } from "./typed-column.js";

/** The rows of a source as SQL, each column of its declared type. */
export interface Scan {
  /**
   * A SELECT of `c<i>` (the wanted columns, by their position in the source), `e` (event time, TIMESTAMP;
   * NULL of a source without), `bad` (index into `reasons`, NULL of a good row), and `rn` where
   * row numbers were asked for.
   */
  readonly sql: string;
  readonly reasons: readonly string[];
  /**
   * The columns whose NULLs are all that a row can be rejected for: Parquet's statistics then tell at once that there
   * are none. Absent where values have to be read to know.
   */
  readonly notNull?: readonly number[];
  /** The event time's column, where the files hold event times as they are. */
  readonly storedTimes?: number;
  /** For each reason, a SELECT of up to `limit` texts of what was found. */
  readonly samples: (reason: number, limit: number) => string;
}

export interface ScanRequest {
  readonly source: BatchSourceEntry;
  /** Their rows follow each other. */
  readonly tables: readonly FileTable[];
  /** Positions in the source's columns. */
  readonly columns: readonly number[];
  readonly rowNumbers: boolean;
  readonly functions: TextFunctions;
  readonly what: string;
}

interface Reason {
  readonly text: string;
  readonly when: string;
  /** What is shown of such a row: for each table, or of all. */
  readonly sample: string | readonly string[];
  /** Of a NULL where none may be: the column. */
  readonly absent?: number;
}

/** The position of the column that tells when a row was written, -1 of a source that does not tell. */
export const writtenColumnOf = ({ columns, createdTimestamp }: BatchSourceEntry): number =>
  columns.findIndex(({ name }) => name === createdTimestamp);

/** Throws PN5004 where a column of the file cannot be of its declared type. */
export function scanOf(request: ScanRequest): Scan {
  const { source, tables, functions, what } = request;
  if (tables.length === 0) throw new Error(`${what} has no table`);
  const eventColumn = source.columns.findIndex((column) => column.name === source.eventTimestamp);
  const writtenColumn = writtenColumnOf(source);
  const wanted = [...new Set([...request.columns, ...(eventColumn < 0 ? [] : [eventColumn])])].toSorted(
    (a, b) => a - b,
  );
  const reasons: Reason[] = [];
  let storedTimes = false;
  const ofLines = tables.some(({ malformed }) => malformed !== undefined);
  if (ofLines) {
    const sample = tables.map(({ malformed }) => (malformed === undefined ? "NULL" : "line"));
    reasons.push({ text: NO_OBJECT, when: "malformed", sample });
  }

  /** For each table what is selected of it. */
  const selected = tables.map((): string[] => []);
  const each = (sql: readonly string[]): void => sql.forEach((text, i) => selected[i]?.push(text));
  for (const index of wanted) {
    const column = source.columns[index];
    if (column === undefined) throw new Error(`${source.name} has no column ${index}`);
    const there = tables.map(({ columns }) => columns[index] ?? { raw: "NULL::VARCHAR", type: "VARCHAR" });
    const typed = there.map((one) => typedColumn(column, one, functions, what));
    each(typed.map(({ value }) => `${value} AS c${index}`));
    if (index === eventColumn)
      storedTimes = there.every(({ raw, type }, i) => type === "TIMESTAMP" && typed[i]?.value === raw);
    const judged = typed.find(({ bad }) => bad !== undefined);
    if (judged !== undefined) {
      each(typed.map(({ bad }) => `${bad ?? "false"} AS b${index}`));
      const sample = typed.map(({ raw }) => `(${raw})::VARCHAR`);
      reasons.push({ text: judged.reason, when: `b${index}`, sample });
    }
    const role = index === eventColumn ? "event" : index === writtenColumn ? "written" : "value";
    reasons.push(...absent(column, index, role));
  }
  const numbered = request.rowNumbers && tables.every(({ rowNumber }) => rowNumber !== undefined);
  if (numbered) each(tables.map(({ rowNumber = "" }) => `${rowNumber} AS rn`));
  if (ofLines) each(tables.map(({ malformed }) => `${malformed ?? "false"} AS malformed`));

  const cases = reasons.map(({ when }, i) => `WHEN ${when} THEN ${i}`).join(" ");
  const judged = [
    ...wanted.map((index) => `c${index}`),
    `${eventColumn < 0 ? "NULL::TIMESTAMP" : `c${eventColumn}`} AS e`,
    `${reasons.length === 0 ? "NULL" : `CASE ${cases} END`}::SMALLINT AS bad`,
    ...(request.rowNumbers ? [numbered ? "rn" : "row_number() OVER () AS rn"] : []),
  ];
  const union = (more: (table: number) => readonly string[]): string =>
    tables
      .map(({ from }, i) => `SELECT ${[...(selected[i] ?? []), ...more(i)].join(", ")} FROM ${from}`)
      .join(" UNION ALL ");
  return {
    sql: `SELECT ${judged.join(", ")} FROM (${union(() => [])})`,
    reasons: reasons.map(({ text }) => text),
    ...(reasons.every(({ absent: column }) => column !== undefined) &&
    tables.every(({ format }) => format === "parquet")
      ? { notNull: reasons.flatMap(({ absent: column }) => column ?? []) }
      : {}),
    ...(storedTimes ? { storedTimes: eventColumn } : {}),
    samples: (reason, limit) => {
      const { sample = "NULL" } = reasons[reason] ?? {};
      const found = union((i) => [
        `${typeof sample === "string" ? sample : (sample[i] ?? "NULL")} AS sample`,
      ]);
      return `SELECT left(coalesce(sample, 'NULL'), 200) FROM (${found}) WHERE (CASE ${cases} END) = ${reason} LIMIT ${limit}`;
    },
  };
}

/** A NULL where none may be. */
function absent(
  { name, nullable }: ColumnEntry,
  index: number,
  role: "event" | "written" | "value",
): readonly Reason[] {
  const reason = (text: string): readonly Reason[] => [
    { text, when: `c${index} IS NULL`, sample: "'NULL'", absent: index },
  ];
  switch (role) {
    case "event":
      return reason(`the event time \`${name}\` is missing`);
    case "written":
      return reason(`the time it was written, \`${name}\`, is missing`);
    case "value":
      return nullable ? [] : reason(`\`${name}\` is NULL, declared not nullable`);
  }
}
