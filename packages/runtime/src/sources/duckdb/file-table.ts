import { extname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { nearest, PinionError, type FileFormat, type FileSourceEntry } from "@pinion/core";
import { duckdbGuard } from "./database.js";
import { sqlName, sqlText } from "./sql-types.js";
import type { TextFunctions } from "./typed-column.js";

/** How rows are read by SQL: those of a file, of files that are alike, or of a table that holds what was read otherwise. */
export interface FileTable {
  readonly format: FileFormat | "staged";
  /** What stands behind FROM; rows in the source's order. */
  readonly from: string;
  /** By the position of the source's declared columns: how the file has it. Others than the needed may be absent. */
  readonly columns: readonly (FileColumn | undefined)[];
  /** An expression that numbers rows in the source's order; absent where they have to be counted. */
  readonly rowNumber?: string;
  /** SQL that is true of a row that is none of the format, where such rows are delivered at all. */
  readonly malformed?: string;
  /** Whether DuckDB keeps aside, in `reject_errors`, lines that it could not split. */
  readonly keepsRejects: boolean;
  /** Of Parquet, whose files tell what is where in them. */
  readonly parquet?: ParquetParts;
}

export interface ParquetParts {
  readonly files: readonly string[];
  /** By the position of the source's declared columns: the column's name in the files. */
  readonly names: readonly string[];
  /** The same rows, but of some ranges alone. */
  readonly within: (ranges: readonly RowRange[]) => readonly FileTable[];
}

/** Rows of one file, by their place in it. */
export interface RowRange {
  /** The position among the table's files. */
  readonly file: number;
  readonly from: number;
  /** Absent: to the end. */
  readonly to?: number;
}

export interface FileColumn {
  /** SQL for the value as the file has it. */
  readonly raw: string;
  /** DuckDB's name of its type: VARCHAR of all that is text; TEXT in a file that holds nothing else. */
  readonly type: string;
  /** Of a member of a document of JSON: SQL for the document, NULL where it is none, and the member's name. */
  readonly json?: { readonly document: string; readonly name: string };
}

export const EXTENSIONS: ReadonlyMap<string, FileFormat> = new Map<string, FileFormat>([
  [".csv", "csv"],
  [".tsv", "tsv"],
  [".tab", "tsv"],
  [".parquet", "parquet"],
  [".jsonl", "jsonl"],
  [".ndjson", "jsonl"],
  [".avro", "avro"],
]);

/** The format that a file's name tells. */
export const formatAt = (path: string): FileFormat | undefined =>
  EXTENSIONS.get(extname(path.replace(/\.(?:gz|zst)$/u, "")).toLowerCase());

/** The format that a source's file has. Throws PN5005 where neither the source nor the name tells. */
export function formatOf(source: FileSourceEntry, path: string): FileFormat {
  const format = source.format ?? formatAt(path);
  if (format === undefined) {
    throw new PinionError("PN5005", `the format of ${path} is unknown`, {
      help: `add \`format: "csv"\` (or tsv, parquet, jsonl, avro) to the source ${source.name}`,
    });
  }
  return format;
}

/** A format that DuckDB itself reads. */
export type NativeFormat = Exclude<FileFormat, "avro">;

/**
 * Finds the declared columns in files, which follow each other; files whose columns stand in other places or have other types
 * are tables of their own. Throws PN5002, PN5003 or PN5004.
 */
export async function openFiles(
  connection: DuckDBConnection,
  source: FileSourceEntry,
  files: readonly string[],
  format: NativeFormat,
  functions: Pick<TextFunctions, "lastMembers">,
): Promise<readonly FileTable[]> {
  switch (format) {
    case "parquet":
      return parquetTables(connection, source, files);
    case "jsonl":
      return [jsonTable(source, files, functions)];
    case "csv":
    case "tsv":
      return csvTables(connection, source, files, format);
  }
}

async function describe(
  connection: DuckDBConnection,
  from: string,
): Promise<readonly { name: string; type: string }[]> {
  const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`);
  return reader.getRowsJson().map((row) => ({ name: String(row[0]), type: String(row[1]) }));
}

async function parquetTables(
  connection: DuckDBConnection,
  source: FileSourceEntry,
  files: readonly string[],
): Promise<readonly FileTable[]> {
  const offsets = files.length === 1 ? [0] : await rowOffsets(connection, files);
  const found: { files: string[]; offsets: number[]; columns: readonly Named[] }[] = [];
  for (const [i, path] of files.entries()) {
    const columns = await duckdbGuard(whatOf(path, source), async () => {
      const there = await describe(connection, `read_parquet(${sqlText(path)})`);
      const named = there.map(({ name, type }) => ({ name, raw: sqlName(name), type }));
      return source.columns.map((column) => find(named, column.name, whatOf(path, source)));
    });
    const last = found.at(-1);
    const offset = offsets[i] ?? 0;
    if (last !== undefined && sameColumns(last.columns, columns)) {
      last.files.push(path);
      last.offsets.push(offset);
    } else found.push({ files: [path], offsets: [offset], columns });
  }
  return found.map((one) => parquetTable(one, files.length > 1));
}

interface ParquetFiles {
  readonly files: readonly string[];
  /** How many rows of the source stand before each file. */
  readonly offsets: readonly number[];
  readonly columns: readonly Named[];
}

function parquetTable({ files, offsets, columns }: ParquetFiles, many: boolean): FileTable {
  const start = many ? ` + list_extract([${offsets.join(", ")}]::BIGINT[], file_index::INTEGER + 1)` : "";
  const from = `read_parquet(${sqlFiles(files)}, file_row_number = true)`;
  const same = { format: "parquet", columns, keepsRejects: false } as const;
  return {
    ...same,
    from,
    rowNumber: `file_row_number${start}`,
    parquet: {
      files,
      names: columns.map(({ name }) => name),
      within: (ranges) => {
        const whole = ranges.filter((range) => range.from === 0 && range.to === undefined);
        const parts = ranges.filter((range) => !whole.includes(range));
        const wholes = {
          files: whole.map(({ file }) => files[file] ?? ""),
          offsets: whole.map(({ file }) => offsets[file] ?? 0),
          columns,
        };
        return [
          ...(whole.length === 0 ? [] : [parquetTable(wholes, true)]),
          ...parts.map(({ file, from: first, to }): FileTable => {
            const rows = `file_row_number >= ${first}${to === undefined ? "" : ` AND file_row_number < ${to}`}`;
            return {
              ...same,
              from: `(SELECT * FROM read_parquet(${sqlText(files[file] ?? "")}, file_row_number = true) WHERE ${rows})`,
              rowNumber: `file_row_number + ${offsets[file] ?? 0}`,
            };
          }),
        ];
      },
    },
  };
}

/** How many rows stand before each file's own. */
async function rowOffsets(
  connection: DuckDBConnection,
  files: readonly string[],
): Promise<readonly number[]> {
  let before = 0;
  const offsets: number[] = [];
  for (const path of files) {
    offsets.push(before);
    const sql = `SELECT num_rows::DOUBLE FROM parquet_file_metadata(${sqlText(path)})`;
    const rows = await duckdbGuard(`the file ${path}`, () => connection.runAndReadAll(sql));
    before += Number(rows.getRowsJS()[0]?.[0] ?? 0);
  }
  return offsets;
}

const sameColumns = (a: readonly FileColumn[], b: readonly FileColumn[]): boolean =>
  a.every(({ raw, type }, i) => raw === b[i]?.raw && type === b[i].type);

const sqlFiles = (files: readonly string[]): string => `[${files.map(sqlText).join(", ")}]`;

const whatOf = (path: string, source: FileSourceEntry): string => `the file ${path} of source ${source.name}`;

async function csvTables(
  connection: DuckDBConnection,
  source: FileSourceEntry,
  files: readonly string[],
  format: "csv" | "tsv",
): Promise<readonly FileTable[]> {
  const delimiter = source.delimiter ?? (format === "tsv" ? "\t" : ",");
  const header = source.header !== false;
  const found: { files: string[]; names: readonly string[]; columns: readonly FileColumn[] }[] = [];
  for (const path of files) {
    const what = whatOf(path, source);
    const names = header
      ? await duckdbGuard(what, () => headerNames(connection, path, delimiter))
      : source.columns.map((column) => column.name);
    const last = found.at(-1);
    if (last !== undefined && last.names.join("\n") === names.join("\n")) {
      last.files.push(path);
      continue;
    }
    // Columns are read by their position, so that a header may hold any name, also twice one that is not read.
    const there = names.map((name, i) => ({ name, raw: `h${i}`, type: "TEXT" }));
    const columns = source.columns.map((column) => find(there, column.name, what));
    found.push({ files: [path], names, columns });
  }
  const dialect = `delim = ${sqlText(delimiter)}, quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false`;
  return found.map((one): FileTable => {
    const declared = one.names.map((_, i) => `'h${i}': 'VARCHAR'`).join(", ");
    // Rows that are no CSV go to a table of rejects and are counted from there.
    const from = `read_csv(${sqlFiles(one.files)}, ${dialect}, header = ${header}, auto_detect = false, columns = {${declared}}, store_rejects = true, rejects_limit = 0)`;
    return { format, from, columns: one.columns, keepsRejects: true };
  });
}

/** A header may go over some lines, within quotes. */
const HEADER_LINES = 100;

/** The names in a file's first line. */
export async function headerNames(
  connection: DuckDBConnection,
  path: string,
  delimiter: string,
): Promise<readonly string[]> {
  const sql = `SELECT line FROM ${linesOf([path], "ignore_errors = true")} LIMIT ${HEADER_LINES}`;
  const [first, ...more] = (await connection.runAndReadAll(sql))
    .getRowsJS()
    .map((row) => String(row[0] ?? ""));
  if (first === undefined) return [];
  let header = first.replace(/^\uFEFF/u, "");
  for (const line of more) {
    if (header.split('"').length % 2 === 1) break;
    header += `\n${line}`;
  }
  return splitLine(header, delimiter);
}

/** A file's lines as texts, whatever is in them; not strict, for line ends may be mixed. */
export const linesOf = (files: readonly string[], errors = "ignore_errors = false"): string =>
  `read_csv(${sqlFiles(files)}, columns = {'line': 'VARCHAR'}, delim = '\u0001', quote = '', escape = '', header = false, auto_detect = false, strict_mode = false, new_line = '\\n', nullstr = '\u0002', ${errors})`;

/** The fields of one line of CSV; a quote inside quotes is doubled. */
export function splitLine(line: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let end = at + 1;
      while (end < line.length && (line[end] !== '"' || line[end + 1] === '"'))
        end += line[end] === '"' ? 2 : 1;
      fields.push(line.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    } else {
      const end = line.indexOf(delimiter, at);
      fields.push(line.slice(at, end < 0 ? line.length : end));
      at = end < 0 ? line.length : end;
    }
    if (at >= line.length) return fields;
    at += delimiter.length;
  }
}

/** Outside of texts: a comma behind which nothing comes, and numbers that are none. DuckDB takes them for JSON. */
const LAX_JSON = String.raw`,\s*[\]}]|[nN][aA][nN]|[iI][nN][fF]`;
const JSON_TEXTS = String.raw`"(?:[^"\\]|\\.)*"`;

/** Whether a text is JSON, and an object of it. */
const jsonObject = (text: string): string =>
  `starts_with(ltrim(${text}, e' \\t\\r'), '{') AND json_valid(${text}) AND NOT CASE WHEN regexp_matches(${text}, '${LAX_JSON}') THEN regexp_matches(regexp_replace(${text}, '${JSON_TEXTS}', '""', 'gs'), '${LAX_JSON}') ELSE false END`;

/**
 * The object of each line as `doc`, NULL where it is none. DuckDB takes the first of several members of a name, everything else the
 * last: `twice` is SQL that is true where there are such among the `names` of a line.
 */
export const jsonDocuments = (
  lines: string,
  twice: string,
  { lastMembers }: Pick<TextFunctions, "lastMembers">,
): string => {
  const named = `SELECT line, CASE WHEN ${jsonObject("line")} THEN json_keys(line) END AS names FROM ${lines} WHERE trim(line) <> ''`;
  return `(SELECT line, CASE WHEN names IS NULL THEN NULL WHEN ${twice} THEN ${lastMembers()}(line) ELSE line END AS doc FROM (${named}))`;
};

/** Why a line is rejected that is none. */
export const NO_OBJECT = "the line is no JSON object; JSON Lines are one object a line";

/** Each line as a text: a line that is no JSON object is then a row to reject, not an error of the whole file. */
function jsonTable(
  source: FileSourceEntry,
  files: readonly string[],
  functions: Pick<TextFunctions, "lastMembers">,
): FileTable {
  const lines = linesOf(files, "store_rejects = true, rejects_limit = 0");
  const twice = source.columns.map(({ name }) => {
    const text = sqlText(name);
    return `list_contains(names[list_position(names, ${text}) + 1:], ${text})`;
  });
  const from = jsonDocuments(lines, twice.join(" OR "), functions);
  const columns = source.columns.map((column) => ({
    raw: `json_extract_string(doc, ${sqlText(jsonPointer(column.name))})`,
    type: "TEXT",
    json: { document: "doc", name: column.name },
  }));
  return {
    format: "jsonl",
    from,
    columns,
    malformed: "doc IS NULL",
    // Those that are no UTF-8.
    keepsRejects: true,
  };
}

export const jsonPointer = (name: string): string => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;

interface Named extends FileColumn {
  readonly name: string;
}

/** By the exact name, otherwise by the only one that differs by case alone. Throws PN5003 where none is it, or two are. */
function find(there: readonly Named[], name: string, what: string): Named {
  const [exact, ...more] = there.filter((column) => column.name === name);
  if (more.length > 0) {
    throw new PinionError("PN5003", `${what} has ${more.length + 1} columns \`${name}\``, {
      help: "rename all but one of them in the header",
    });
  }
  if (exact !== undefined) return exact;
  const similar = there.filter((column) => column.name.toLowerCase() === name.toLowerCase());
  if (similar.length === 1 && similar[0] !== undefined) return similar[0];
  const names = there.map((column) => column.name);
  const guess = nearest(name, names);
  throw new PinionError("PN5003", `${what} has no column \`${name}\``, {
    help: guess === undefined ? `it has ${names.slice(0, 20).join(", ")}` : `did you mean \`${guess}\`?`,
  });
}
