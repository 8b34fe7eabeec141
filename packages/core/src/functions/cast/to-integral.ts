import * as std from "../../std/cast/index.js";
import type { Impl } from "../../typed/index.js";
import { UNIT_LENGTH, type DataType } from "../../types/index.js";
import { lowBits } from "../arithmetic/wrapped.js";
import { floorMicros } from "../datetime/impls.js";
import { keep } from "./keep.js";
import { always, orNull, step, type CastStep } from "./step.js";

export type IntegralKind = "tinyint" | "smallint" | "int" | "bigint";

interface Target {
  readonly bits: number;
  readonly duckdb: string;
  /** From an integral type of more bits; the second one where the source fits 32 bits. */
  readonly narrow: Impl;
  readonly narrowInt: Impl;
  readonly double: Impl;
  readonly decimal: Impl;
  readonly string: Impl;
  readonly timestamp: Impl;
}

const RANGES = {
  INTEGER: ["-2147483648", "2147483647"],
  BIGINT: ["-9223372036854775808", "9223372036854775807"],
} as const;

/** A DOUBLE `$0`, made `whole`, as an integer: DuckDB's own cast throws on what does not fit, and on NaN. */
export function saturated(type: keyof typeof RANGES, whole: string): string {
  const [least, most] = RANGES[type];
  return (
    `CASE WHEN isnan($0) THEN 0 WHEN $0 >= ${most} THEN ${most} WHEN $0 <= ${least} THEN ${least} ` +
    `ELSE CAST(${whole} AS ${type}) END`
  );
}

// DuckDB's own cast rounds.
const TRUNCATED = saturated("INTEGER", "trunc($0)");
const WIDE = "CAST($0 AS HUGEINT)";
const WHOLE = "CAST(trunc($0) AS HUGEINT)";

const TARGETS: Readonly<Record<IntegralKind, Target>> = {
  tinyint: {
    bits: 8,
    duckdb: "TINYINT",
    narrow: always("bigintToTinyint", std.bigintToTinyint, { duckdb: lowBits("tinyint", WIDE) }),
    narrowInt: always("bigintToTinyint", std.bigintToTinyint, {
      js: "($0 << 24) >> 24",
      duckdb: lowBits("tinyint", WIDE),
    }),
    double: always("doubleToTinyint", std.doubleToTinyint, {
      duckdb: lowBits("tinyint", `CAST(${TRUNCATED} AS BIGINT)`),
    }),
    decimal: always("decimalToTinyint", std.decimalToTinyint, { duckdb: lowBits("tinyint", WHOLE) }),
    string: orNull("stringToTinyint", std.stringToTinyint, "not a tinyint"),
    timestamp: orNull("timestampToTinyint", std.timestampToTinyint, "out of the range of tinyint"),
  },
  smallint: {
    bits: 16,
    duckdb: "SMALLINT",
    narrow: always("bigintToSmallint", std.bigintToSmallint, { duckdb: lowBits("smallint", WIDE) }),
    narrowInt: always("bigintToSmallint", std.bigintToSmallint, {
      js: "($0 << 16) >> 16",
      duckdb: lowBits("smallint", WIDE),
    }),
    double: always("doubleToSmallint", std.doubleToSmallint, {
      duckdb: lowBits("smallint", `CAST(${TRUNCATED} AS BIGINT)`),
    }),
    decimal: always("decimalToSmallint", std.decimalToSmallint, { duckdb: lowBits("smallint", WHOLE) }),
    string: orNull("stringToSmallint", std.stringToSmallint, "not a smallint"),
    timestamp: orNull("timestampToSmallint", std.timestampToSmallint, "out of the range of smallint"),
  },
  int: {
    bits: 32,
    duckdb: "INTEGER",
    narrow: always("bigintToInt", std.bigintToInt, { duckdb: lowBits("int", WIDE) }),
    narrowInt: always("bigintToInt", std.bigintToInt, { js: "$0" }),
    double: always("doubleToInt", std.doubleToInt, { duckdb: TRUNCATED }),
    decimal: always("decimalToInt", std.decimalToInt, { duckdb: lowBits("int", WHOLE) }),
    string: orNull("stringToInt", std.stringToInt, "not an int"),
    timestamp: orNull("timestampToInt", std.timestampToInt, "out of the range of int"),
  },
  bigint: {
    bits: 64,
    duckdb: "BIGINT",
    narrow: always("keepValue", std.keepValue, { js: "$0" }),
    narrowInt: always("keepValue", std.keepValue, { js: "$0" }),
    double: always("doubleToBigint", std.doubleToBigint, {
      duckdb: saturated("BIGINT", "trunc($0)"),
    }),
    decimal: always("decimalToBigint", std.decimalToBigint, { duckdb: lowBits("bigint", WHOLE) }),
    string: orNull("stringToBigint", std.stringToBigint, "not a bigint"),
    timestamp: always("timestampToBigint", std.timestampToBigint, { duckdb: floorMicros(1_000_000) }),
  },
};

const DATE_IS_NO_NUMBER = orNull("dateToNumber", std.dateToNumber, "a date is no number");

export function toIntegral(from: DataType, to: IntegralKind): CastStep | undefined {
  const target = TARGETS[to];
  switch (from.kind) {
    case "boolean":
      return step(
        always("booleanToInt", std.booleanToInt, {
          js: "$0 ? 1 : 0",
          duckdb: `CAST($0 AS ${target.duckdb})`,
        }),
      );
    case "tinyint":
    case "smallint":
    case "int":
      if (TARGETS[from.kind].bits <= target.bits) return keep(target.duckdb);
      return step(target.narrowInt);
    case "bigint":
      return step(target.narrow);
    case "float":
    case "double":
      return step(target.double);
    case "decimal":
      return step(target.decimal, from.scale);
    case "string":
      return step(target.string);
    case "date":
      return step(DATE_IS_NO_NUMBER);
    case "timestamp":
      return step(target.timestamp);
    case "time":
      return step(orNull("timeToInteger", std.timeToInteger, `out of the range of ${to}`), target.bits);
    case "dayTimeInterval":
    case "yearMonthInterval": {
      const unit = UNIT_LENGTH[from.end];
      if (to === "bigint") return step(always("intervalToBigint", std.intervalToBigint), unit);
      const impl = orNull("intervalToInteger", std.intervalToInteger, `out of the range of ${to}`);
      return step(impl, unit, target.bits);
    }
    default:
      return undefined;
  }
}
