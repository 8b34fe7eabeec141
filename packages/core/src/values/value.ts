/**
 * How values of each type stand in JavaScript, everywhere: evaluators, stores, clients, tests.
 *
 * | type | value |
 * |---|---|
 * | BOOLEAN | `true`, `false` |
 * | TINYINT, SMALLINT, INT | an integral number, never -0 |
 * | BIGINT | {@link Int64}: a number while safe, a bigint beyond |
 * | FLOAT | a number that `Math.fround` leaves as it is |
 * | DOUBLE | a number |
 * | DECIMAL(p,s) | a bigint: the unscaled digits, the scale is the type's |
 * | STRING | a string of whole code points |
 * | BINARY | a Uint8Array, never written to |
 * | DATE | a number: days since 1970-01-01, proleptic Gregorian |
 * | TIMESTAMP | {@link Int64}: microseconds since the epoch, UTC |
 * | year-month INTERVAL | a number: months |
 * | day-time INTERVAL | {@link Int64}: microseconds |
 * | CalendarInterval | {@link CalendarInterval} |
 * | ARRAY | a readonly array |
 * | MAP | a readonly array of [key, value] pairs in insertion order, keys distinct |
 * | STRUCT | a readonly array, by position |
 *
 * NULL of any type is `null`. `undefined` is never a value.
 */
export type Value =
  null | boolean | number | bigint | string | Uint8Array | CalendarInterval | readonly Value[];

/** A 64-bit integer: a number while |x| <= 2^53 - 1, otherwise a bigint. One integer has one form. */
export type Int64 = number | bigint;

/** Spark's legacy interval: the three parts do not carry into each other. */
export interface CalendarInterval {
  readonly months: number;
  readonly days: number;
  readonly micros: Int64;
}

/** A row: values by the position of their column. */
export type Row = readonly Value[];
