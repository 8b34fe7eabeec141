import { parseType, PinionError, type ColumnEntry, type DataType, type DecimalType } from "@pinion/core";
import { jsonPointer, type FileColumn } from "./file-table.js";
import { duckdbType, FIRST_MICROS, LAST_MICROS, sqlText } from "./sql-types.js";

/** A column as SQL of its declared type. */
export interface TypedColumn {
  readonly value: string;
  /** What it is made of, as the file has it. */
  readonly raw: string;
  /** SQL that is true where the file has a value that is none of the declared type; absent where that cannot be. */
  readonly bad?: string;
  /** What is wrong with such a row. */
  readonly reason: string;
}

/** The functions of SQL that read what DuckDB itself would read otherwise; each gives its name. */
export interface TextFunctions {
  /** VARCHAR to TIMESTAMP (an instant, UTC), by a pattern or as CAST reads texts. */
  readonly timestamp: (format: string | undefined) => string;
  /** JSON as text to a nested type; NULL where a part is not of it. */
  readonly json: (type: DataType) => string;
  /** A number in a text to a DECIMAL; NULL where that does not hold it exactly. */
  readonly decimal: (type: DecimalType) => string;
  /** A document of JSON to the text of one of its members, as it was written. */
  readonly member: (name: string) => string;
  /** A document of JSON to one that has no member twice: of several the last. */
  readonly lastMembers: () => string;
  /** VARCHAR to DATE. */
  readonly date: (format: string | undefined) => string;
  /** TIMESTAMP of the project's time zone to an instant; undefined where the zone is UTC. */
  readonly local: () => string | undefined;
}

const INTEGERS: ReadonlySet<string> = new Set([
  "TINYINT",
  "SMALLINT",
  "INTEGER",
  "BIGINT",
  "UTINYINT",
  "USMALLINT",
  "UINTEGER",
  "UBIGINT",
  "HUGEINT",
]);
const NUMBERS = /^(TINYINT|SMALLINT|INTEGER|BIGINT|U?HUGEINT|U\w+INT|UINTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/u;
const EPOCHS: ReadonlyMap<string, number> = new Map([
  ["epoch", 1_000_000],
  ["epoch_millis", 1_000],
  ["epoch_micros", 1],
]);
/** TEXT is that of files of texts alone; ISO is a time in a text, whatever the declared format. INSTANT, in other places, is a TIMESTAMP in UTC. */
const TEXTS: ReadonlySet<string> = new Set(["VARCHAR", "TEXT", "ISO", "JSON"]);
const BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?";
const EPOCH_LIMIT = 9.2e18;

/** Throws PN5004 where no value of the file's column could be of the declared type. */
export function typedColumn(
  column: ColumnEntry,
  file: FileColumn,
  functions: TextFunctions,
  what: string,
): TypedColumn {
  const type = parseType(column.type) ?? { kind: "void" };
  const reason = `\`${column.name}\` is no ${column.type}${column.format === undefined ? "" : ` of format ${column.format}`}`;
  const raw = exactDigits(type, file, functions);
  const text = TEXTS.has(file.type) || file.type.startsWith("ENUM");
  const value = text
    ? fromText(
        type,
        file.type === "ISO" ? { ...column, format: undefined } : column,
        `(${raw})::VARCHAR`,
        functions,
        file.type === "TEXT",
      )
    : fromTyped(type, column, file, functions);
  if (value === undefined) {
    throw new PinionError(
      "PN5004",
      `${what}: column \`${column.name}\` is ${file.type}, declared ${column.type}`,
      {
        help: "declare the column as the file has it, and convert in the expression",
      },
    );
  }
  return value === raw || type.kind === "string" || (type.kind === "binary" && file.type !== "TEXT")
    ? { value, raw, reason }
    : {
        value,
        raw,
        reason,
        bad: `((${text && type.kind !== "binary" ? blankIsNull(raw) : raw}) IS NOT NULL AND (${value}) IS NULL)`,
      };
}

/** Blank texts of columns that are no texts and no bytes are NULL: spreadsheets write them so. */
const blankIsNull = (raw: string): string => `nullif(trim((${raw})::VARCHAR), '')`;

function fromText(
  type: DataType,
  column: { readonly format?: string | undefined },
  raw: string,
  functions: TextFunctions,
  textFile: boolean,
): string | undefined {
  const v = blankIsNull(raw);
  switch (type.kind) {
    case "string":
      return raw;
    case "binary":
      // Texts of typed files are bytes in UTF-8; files of texts alone hold bytes as Base64.
      return textFile
        ? `CASE WHEN regexp_full_match(${raw}, '${BASE64}') THEN from_base64(${raw}) END`
        : `encode(${raw})`;
    case "boolean":
      return `CASE lower(${v}) WHEN 'true' THEN true WHEN 'false' THEN false WHEN 't' THEN true WHEN 'f' THEN false WHEN '1' THEN true WHEN '0' THEN false END`;
    case "tinyint":
    case "smallint":
    case "int":
      // DuckDB rounds 2.5 to an integer; here it is none.
      return `CASE WHEN ${ungrouped(v)} AND try_cast(${v} AS DOUBLE) = try_cast(${v} AS INTEGER) THEN try_cast(${v} AS ${duckdbType(type)}) END`;
    case "bigint":
      return `CASE WHEN regexp_full_match(${v}, '${digits(0)}') THEN try_cast(${v} AS BIGINT) WHEN regexp_matches(${v}, '[eE]') THEN try_cast(${functions.decimal(WHOLE)}(${v}) AS BIGINT) END`;
    case "float":
    case "double":
      return `CASE WHEN ${fractional(v)} THEN try_cast(${v} AS ${duckdbType(type)}) END`;
    case "decimal":
      return decimalText(v, type, functions);
    case "date":
      return column.format === undefined || column.format === "yyyy-MM-dd"
        ? fast(v, 10, "DATE", (date) => date, `${functions.date(column.format)}(${v})`)
        : `${functions.date(column.format)}(${v})`;
    case "timestamp":
      return textTimestamp(column.format, v, functions);
    case "array":
    case "map":
    case "struct":
      return duckdbType(type) === undefined ? undefined : `${functions.json(type)}(${v})`;
    default:
      return undefined;
  }
}

const WHOLE: DecimalType = { kind: "decimal", precision: 38, scale: 0 };
/**
 * A plain number of that many digits behind the point, and zeros: DuckDB itself would take `0x1F`, `0b11`, `1_0` and a lone sign for
 * a BIGINT too.
 */
const digits = (scale: number): string => {
  const behind = scale === 0 ? "0" : `[0-9]{1,${scale}}0`;
  return `[\\s\\v]*[+-]?(?:[0-9]+\\.?|[0-9]*\\.${behind}${scale === 0 ? "+" : "*"})[\\s\\v]*`;
};
/** DuckDB takes `1_0` for ten, whatever the type; no CAST of Spark's does. */
const ungrouped = (v: string): string => `NOT contains(${v}, '_')`;
/** Of DOUBLE and FLOAT DuckDB takes `+-1` and `-nan` too; what begins with a digit or a letter need not be looked at. */
const fractional = (v: string): string =>
  `${ungrouped(v)} AND (${v} >= '.' OR regexp_matches(${v}, '^[\\s\\v]*(?:[+-]?(?:[0-9.iI]|NaN)|[nN])'))`;

/** DuckDB rounds what has more digits than the type; here it is none of it. Exponents are read by the function that does not. */
function decimalText(v: string, type: DecimalType, functions: TextFunctions): string {
  return `CASE WHEN regexp_full_match(${v}, '${digits(type.scale)}') THEN try_cast(${v} AS ${duckdbType(type)}) WHEN regexp_matches(${v}, '[eE]') THEN ${functions.decimal(type)}(${v}) END`;
}

/** Numbers that are shorter are told exactly by a double. */
const LONG_NUMBER = "[0-9.]{16}";

/** DuckDB reads numbers of JSON as doubles: where that may lose digits of a DECIMAL the value is taken as it was written. */
function exactDigits(type: DataType, { raw, json }: FileColumn, functions: TextFunctions): string {
  if (json === undefined || !holdsDecimal(type)) return raw;
  const { document, name } = json;
  return `CASE WHEN regexp_matches(${document}, '${LONG_NUMBER}') AND json_type(${document}, ${sqlText(jsonPointer(name))}) IN ('DOUBLE', 'ARRAY', 'OBJECT') THEN ${functions.member(name)}(${document}) ELSE ${raw} END`;
}

function holdsDecimal(type: DataType): boolean {
  switch (type.kind) {
    case "decimal":
      return true;
    case "array":
      return holdsDecimal(type.element);
    case "map":
      return holdsDecimal(type.key) || holdsDecimal(type.value);
    case "struct":
      return type.fields.some((field) => holdsDecimal(field.type));
    default:
      return false;
  }
}

function textTimestamp(format: string | undefined, v: string, functions: TextFunctions): string {
  const scale = format === undefined ? undefined : EPOCHS.get(format);
  if (scale !== undefined) {
    // DuckDB would round a fraction to a whole number.
    return epoch(scale, v, `regexp_full_match(${v}, '${digits(0)}')`, fractional(v));
  }
  const slow = `${functions.timestamp(format)}(${v})`;
  if (format !== undefined && format !== "yyyy-MM-dd HH:mm:ss") return slow;
  return fast(v, 19, "TIMESTAMP", (timestamp) => toInstant(timestamp, functions), slow);
}

/** What DuckDB reads and would write again to the character is read by it, all else by the function that knows every shape. */
function fast(
  v: string,
  length: number,
  type: "DATE" | "TIMESTAMP",
  finish: (value: string) => string,
  slow: string,
): string {
  const quick = `try_cast(${v} AS ${type})`;
  return `CASE WHEN length(${v}) = ${length} AND ${quick}::VARCHAR = ${v} THEN ${finish(quick)} ELSE ${slow} END`;
}

const toInstant = (timestamp: string, functions: TextFunctions): string => {
  const local = functions.local();
  return local === undefined ? timestamp : `${local}(${timestamp})`;
};

/**
 * Of a number or text where it is `whole` exactly; of a fraction, where it is a `number`, as near as a double is. NULL where no
 * timestamp is so far.
 */
function epoch(scale: number, raw: string, whole: string, number = "true"): string {
  const integer = `try_cast(${raw} AS BIGINT)`;
  const within = `${integer} BETWEEN ${FIRST_MICROS / BigInt(scale)} AND ${LAST_MICROS / BigInt(scale)}`;
  const exact = `CASE WHEN ${whole} AND ${within} THEN ${integer}${scale === 1 ? "" : ` * ${scale}`} END`;
  const fraction = `try_cast(${raw} AS DOUBLE)`;
  const near = `CASE WHEN ${number} AND abs(${fraction} * ${scale}) < ${EPOCH_LIMIT} THEN round(${fraction} * ${scale})::BIGINT END`;
  return `make_timestamp(coalesce(${exact}, ${near}))`;
}

function fromTyped(
  type: DataType,
  column: ColumnEntry,
  file: FileColumn,
  functions: TextFunctions,
): string | undefined {
  const { raw, type: there } = file;
  const wanted = duckdbType(type);
  if (wanted === undefined) return undefined;
  if (type.kind === "timestamp") return typedTimestamp(column.format, raw, there, functions);
  if (there === wanted) return raw;
  switch (type.kind) {
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      if (INTEGERS.has(there)) return `try_cast(${raw} AS ${wanted})`;
      if (NUMBERS.test(there))
        return `CASE WHEN try_cast(${raw} AS ${wanted}) = ${raw} THEN try_cast(${raw} AS ${wanted}) END`;
      return undefined;
    case "float":
    case "double":
    case "decimal":
      return NUMBERS.test(there) ? `try_cast(${raw} AS ${wanted})` : undefined;
    case "date":
      return there.startsWith("TIMESTAMP") ? `try_cast(${raw} AS DATE)` : undefined;
    case "string":
      return there === "UUID" ? `${raw}::VARCHAR` : undefined;
    case "array":
      return there.endsWith("[]") ? nested(raw, wanted, there) : undefined;
    case "map":
      return there.startsWith("MAP(") ? nested(raw, wanted, there) : undefined;
    case "struct":
      return there.startsWith("STRUCT(") && !there.endsWith("]") ? nested(raw, wanted, there) : undefined;
    default:
      return undefined;
  }
}

/** Parts are converted as far as nothing is lost; of floats what their type cannot hold. */
function nested(raw: string, wanted: string, there: string): string {
  const cast = `try_cast(${raw} AS ${wanted})`;
  if (/FLOAT|DOUBLE|STRUCT/u.test(wanted)) return cast;
  return `CASE WHEN try_cast(${cast} AS ${there}) IS NOT DISTINCT FROM ${raw} THEN ${cast} END`;
}

function typedTimestamp(
  format: string | undefined,
  raw: string,
  there: string,
  functions: TextFunctions,
): string | undefined {
  // Of an infinity `epoch_us` is NULL. Files whose timestamps are DuckDB's own are taken as they are, by their statistics.
  const micros = `CASE WHEN epoch_us(${raw}) >= ${FIRST_MICROS} THEN`;
  if (there === "INSTANT") return `${micros} ${raw} END`;
  if (there === "TIMESTAMP WITH TIME ZONE") return `make_timestamp(${micros} epoch_us(${raw}) END)`;
  if (there === "TIMESTAMP") return toInstant(raw, functions);
  if (there === "DATE" || there.startsWith("TIMESTAMP")) {
    const cast = `try_cast(${raw} AS TIMESTAMP)`;
    return toInstant(`CASE WHEN isfinite(${cast}) THEN ${cast} END`, functions);
  }
  const scale = EPOCHS.get(format ?? "");
  // A pattern such as yyyyMMdd may be kept as a number.
  if (scale === undefined && format !== undefined && INTEGERS.has(there))
    return textTimestamp(format, `(${raw})::VARCHAR`, functions);
  if (scale === undefined || !NUMBERS.test(there)) return undefined;
  return epoch(scale, raw, INTEGERS.has(there) ? "true" : "false");
}
