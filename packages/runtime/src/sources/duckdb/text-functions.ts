import {
  DATE,
  PinionError,
  showType,
  STRING,
  TIMESTAMP,
  type Column,
  type DataType,
  type Int64,
  type Value,
} from "@pinion/core";
import {
  compilePattern,
  isFixed,
  isPatternError,
  localOffset,
  parseDatePattern,
  parseDateText,
  parseTimestampPattern,
  parseTimestampText,
  type CompiledPattern,
  type Zone,
} from "@pinion/core/std";
import type { Database } from "./database.js";
import { lastMembers, memberTexts } from "./json-member.js";
import { exactDecimal, jsonReader } from "./json-value.js";
import { registerFunction } from "./kernel-function.js";
import { isDuckdbTimestamp } from "./sql-types.js";
import type { TextFunctions } from "./typed-column.js";
import { columnOf } from "./vector-write.js";

/** Gives SQL the readers of texts that the evaluators have; each is registered when it is first asked for. */
export function textFunctions(database: Database, zone: Zone): TextFunctions {
  const names = new Map<string, string>();
  const once = (id: string, input: DataType, output: DataType, read: (value: Value) => Value): string => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const name = textFunction(database, input, output, read);
    names.set(id, name);
    return name;
  };
  return {
    timestamp: (format) => {
      const pattern = format === undefined ? undefined : compiled(format);
      return once(`timestamp ${format ?? ""}`, STRING, TIMESTAMP, (text) =>
        finite(
          pattern === undefined
            ? parseTimestampText(text as string, zone)
            : parseTimestampPattern(pattern, zone, text as string),
        ),
      );
    },
    date: (format) => {
      const pattern = format === undefined ? undefined : compiled(format);
      return once(`date ${format ?? ""}`, STRING, DATE, (text) =>
        pattern === undefined
          ? parseDateText(text as string)
          : parseDatePattern(pattern, zone, text as string),
      );
    },
    decimal: (type) =>
      once(`decimal ${showType(type)}`, STRING, type, (text) => exactDecimal(text as string, type) ?? null),
    member: (name) =>
      once(`member ${name}`, STRING, STRING, (json) => memberTexts(json as string).get(name) ?? null),
    lastMembers: () => once("last members", STRING, STRING, (json) => lastMembers(json as string)),
    json: (type) => once(`json ${showType(type)}`, STRING, type, jsonReader(type, zone)),
    local: () => {
      if (isFixed(zone) && localOffset(zone, 0) === 0) return undefined;
      return once("local", TIMESTAMP, TIMESTAMP, (local) => finite(instantOf(local as Int64, zone)));
    },
  };
}

/** Makes a function of SQL of what reads a value that is not NULL, and gives its name. */
export function textFunction(
  database: Database,
  input: DataType,
  output: DataType,
  read: (value: Value) => Value,
): string {
  const name = database.fresh("read");
  registerFunction(database.connection, {
    name,
    inputs: [input],
    outputs: [output],
    run: (count, [column]) => [columnOf(eachValue(column, count, read), output)],
  });
  return name;
}

/** NULL instead of what no timestamp of DuckDB's is. */
const finite = (micros: Int64 | null): Int64 | null =>
  micros !== null && isDuckdbTimestamp(micros) ? micros : null;

function compiled(format: string): CompiledPattern {
  const pattern = compilePattern(format);
  if (isPatternError(pattern))
    throw new PinionError("PN5004", `${JSON.stringify(format)} is no datetime pattern: it ${pattern.error}`, {
      help:
        pattern.help ?? "write a pattern as in `yyyy-MM-dd HH:mm:ss`, or epoch, epoch_millis, epoch_micros",
    });
  return pattern;
}

/** The instant of a local time in microseconds. */
function instantOf(local: Int64, zone: Zone): Int64 {
  if (typeof local === "number") {
    const instant = local - localOffset(zone, Math.floor(local / 1_000_000)) * 1_000_000;
    if (Number.isSafeInteger(instant)) return instant;
  }
  const exact = BigInt(local);
  const seconds = Number((exact - (((exact % 1_000_000n) + 1_000_000n) % 1_000_000n)) / 1_000_000n);
  const instant = exact - BigInt(localOffset(zone, seconds)) * 1_000_000n;
  return Number.isSafeInteger(Number(instant)) ? Number(instant) : instant;
}

function eachValue(column: Column | undefined, count: number, read: (value: Value) => Value): Value[] {
  const values: Value[] = [];
  for (let i = 0; i < count; i++) {
    const validity = column?.validity ?? null;
    const there = validity === null || ((validity[i >> 3] ?? 0) & (1 << (i & 7))) !== 0;
    values.push(there && column !== undefined ? read(column.values[i] ?? null) : null);
  }
  return values;
}
