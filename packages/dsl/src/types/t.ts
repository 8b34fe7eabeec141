import {
  BIGINT,
  BINARY,
  BOOLEAN,
  DATE,
  DOUBLE,
  FLOAT,
  INT,
  SMALLINT,
  STRING,
  TIMESTAMP,
  TINYINT,
  type DataType,
} from "@pinion/core";
import { frozen } from "../frozen.js";
import { array, decimal, map, struct } from "./nested.js";
import { makeType, type TypeOptions } from "./make.js";
import type { Type } from "./type.js";

/** What else may be said of a DATE or a TIMESTAMP column. */
export interface DatetimeOptions<N extends boolean> extends TypeOptions<N> {
  /**
   * How the data write it. Without a format: as a datetime column of a typed file, or as text that CAST
   * understands, such as `2020-04-01 07:21:51`.
   */
  readonly format?: DatetimeFormat;
}

/** Seconds, milliseconds or microseconds since the epoch, or a datetime pattern such as `yyyy-MM-dd HH:mm:ss`. */
export type DatetimeFormat = "epoch" | "epoch_millis" | "epoch_micros" | (string & {});

/** The types of columns, keys and features. */
export const t = Object.freeze({
  boolean: scalar(BOOLEAN),
  int8: scalar(TINYINT),
  int16: scalar(SMALLINT),
  int32: scalar(INT),
  /** Exact over all 64 bits: a number while safe, a bigint beyond. */
  int64: scalar(BIGINT),
  float: scalar(FLOAT),
  double: scalar(DOUBLE),
  string: scalar(STRING),
  bytes: scalar(BINARY),
  date: datetime(DATE),
  /** An instant, in microseconds. */
  timestamp: datetime(TIMESTAMP),
  decimal,
  array,
  map,
  struct,
});

function scalar<const D extends DataType>(kind: D) {
  const type = frozen({ ...kind });
  return <const N extends boolean = true>(options: TypeOptions<N> = {}): Type<D, N> =>
    makeType(type, options);
}

function datetime<const D extends DataType>(kind: D) {
  const type = frozen({ ...kind });
  return <const N extends boolean = true>(options: DatetimeOptions<N> = {}): Type<D, N> =>
    makeType(type, options, options.format);
}
