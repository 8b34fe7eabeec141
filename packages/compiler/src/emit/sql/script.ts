import type { ProgramEntry } from "@pinion/core";
import { quote } from "../code/quote.js";
import type { ProgramSpec } from "../program.js";
import { sqlText } from "./literal.js";

/** A source's program for readers, as a query of DuckDB over a table of the source's columns. */
export function sqlScript(source: string, program: ProgramSpec, entry: ProgramEntry): string {
  const inputs = entry.inputs.map(({ name, type }, i) => `    ${sqlName(name)} AS c${i} -- ${type}`);
  const outputs = program.outputs.map(({ label }, i) => {
    const sql = entry.outputs[i]?.duckdb;
    const comment = `  -- ${quote(label).slice(1, -1)}`;
    return sql === undefined ? `${comment}\n  -- computed in JavaScript` : `${comment}\n  ${sql} AS o${i}`;
  });
  return [
    `-- What features read of the rows of source ${sqlText(source)}, for DuckDB.`,
    "SELECT",
    commas(outputs),
    "FROM (",
    "  SELECT",
    commas(inputs),
    `  FROM ${sqlName(source)}`,
    ");",
    "",
  ].join("\n");
}

/** A name in quotes on one line: only the quote itself means anything; controls cannot be in names. */
const sqlName = (name: string): string =>
  // eslint-disable-next-line no-control-regex
  `"${name.replaceAll('"', '""').replace(/[\u0000-\u001f\u0085\u2028\u2029]/g, "?")}"`;

/** Commas go before comments and after what is not the last column. */
function commas(columns: readonly string[]): string {
  const last = columns.findLastIndex((column) => !isComment(column));
  return columns
    .map((column, i) => {
      if (isComment(column) || i >= last) return column;
      const [, text = column, comment = ""] = /^(.*?)( -- [^\n]*)?$/s.exec(column) ?? [];
      return `${text},${comment}`;
    })
    .join("\n");
}

const isComment = (column: string): boolean => column.trimEnd().endsWith("-- computed in JavaScript");
