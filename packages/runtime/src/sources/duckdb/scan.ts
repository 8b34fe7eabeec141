import type { ColumnEntry, FileSourceEntry } from "@pinion/core";
import type { FileTable } from "./file-columns.js";
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
   * SQL over `sql` that is true of a rejected row, where such rows are but NULLs: Parquet's statistics then tell
   * at once that there are none. Absent where values have to be read to know.
   */
  readonly nulls?: string;
  /** For each reason, a SELECT of up to `limit` texts of what was found. */
  readonly samples: (reason: number, limit: number) => string;
}

export interface ScanRequest {
  readonly source: FileSourceEntry;
  readonly file: FileTable;
  /** Positions in the source's columns. */
  readonly columns: readonly number[];
  readonly rowNumbers: boolean;
  readonly functions: TextFunctions;
  readonly what: string;
}

interface Reason {
  readonly text: string;
  readonly when: string;
  /** What is shown of such a row. */
  readonly sample: string;
}

/** Throws PN5004 where a column of the file cannot be of its declared type. */
export function scanOf(request: ScanRequest): Scan {
  const { source, file, functions, what } = request;
  const eventColumn = source.columns.findIndex((column) => column.name === source.eventTimestamp);
  const wanted = [...new Set([...request.columns, ...(eventColumn < 0 ? [] : [eventColumn])])].toSorted(
    (a, b) => a - b,
  );
  const reasons: Reason[] = [];
  if (file.malformed !== undefined) {
    reasons.push({ text: "the line is no JSON", when: file.malformed, sample: "line" });
  }

  const selected: string[] = [];
  for (const index of wanted) {
    const column = source.columns[index];
    const there = file.columns[index];
    if (column === undefined || there === undefined) throw new Error(`${source.name} has no column ${index}`);
    const typed = typedColumn(column, there, functions, what);
    selected.push(`${typed.value} AS c${index}`);
    if (typed.bad !== undefined) {
      selected.push(`${typed.bad} AS b${index}`);
      reasons.push({ text: typed.reason, when: `b${index}`, sample: `(${there.raw})::VARCHAR` });
    }
    reasons.push(...absent(column, index, index === eventColumn));
  }
  if (request.rowNumbers) selected.push(`${file.rowNumber} AS rn`);
  if (file.malformed !== undefined) selected.push("line", "doc");

  const cases = reasons.map(({ when }, i) => `WHEN ${when} THEN ${i}`).join(" ");
  const judged = [
    ...wanted.map((index) => `c${index}`),
    `${eventColumn < 0 ? "NULL::TIMESTAMP" : `c${eventColumn}`} AS e`,
    `${reasons.length === 0 ? "NULL" : `CASE ${cases} END`}::SMALLINT AS bad`,
    ...(request.rowNumbers ? ["rn"] : []),
  ];
  const inner = `SELECT ${selected.join(", ")} FROM ${file.from}`;
  return {
    sql: `SELECT ${judged.join(", ")} FROM (${inner})`,
    reasons: reasons.map(({ text }) => text),
    ...(reasons.every(({ when }) => /^c\d+ IS NULL$/u.test(when)) && file.format === "parquet"
      ? { nulls: reasons.map(({ when }) => when).join(" OR ") }
      : {}),
    samples: (reason, limit) => {
      const shown = `${reasons[reason]?.sample ?? "NULL"} AS sample`;
      const found = `SELECT ${[...selected, shown].join(", ")} FROM ${file.from}`;
      return `SELECT left(coalesce(sample, 'NULL'), 200) FROM (${found}) WHERE (CASE ${cases} END) = ${reason} LIMIT ${limit}`;
    },
  };
}

/** A NULL where none may be. */
function absent(column: ColumnEntry, index: number, isEventTime: boolean): readonly Reason[] {
  if (isEventTime)
    return [
      { text: `the event time \`${column.name}\` is missing`, when: `c${index} IS NULL`, sample: "'NULL'" },
    ];
  if (column.nullable) return [];
  return [
    {
      text: `\`${column.name}\` is NULL, declared not nullable`,
      when: `c${index} IS NULL`,
      sample: "'NULL'",
    },
  ];
}
