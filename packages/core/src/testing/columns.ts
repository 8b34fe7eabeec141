import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  CALENDAR_INTERVAL,
  DATE,
  DAY_SECOND_INTERVAL,
  decimal,
  DOUBLE,
  FLOAT,
  INT,
  mapOf,
  SMALLINT,
  STRING,
  structOf,
  TIME,
  TIMESTAMP,
  TINYINT,
  YEAR_MONTH_INTERVAL,
  type DataType,
} from "../types/index.js";
import type { Random } from "./random.js";

/** A column that drawn expressions read. */
export interface TestColumn {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
}

/** Types that SQL has columns of. */
export const FLAT_TYPES: readonly DataType[] = [
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INT,
  BIGINT,
  FLOAT,
  DOUBLE,
  decimal(10, 2),
  decimal(38, 6),
  decimal(3, 1),
  decimal(20, 0),
  STRING,
  BINARY,
  DATE,
  TIMESTAMP,
];

const PAIR = structOf([
  { name: "x", type: INT },
  { name: "y", type: STRING },
]);

export const DEEP_TYPES: readonly DataType[] = [
  decimal(38, 38),
  decimal(38, 18),
  YEAR_MONTH_INTERVAL,
  DAY_SECOND_INTERVAL,
  CALENDAR_INTERVAL,
  TIME,
  { kind: "time", precision: 0 },
  arrayOf(INT),
  arrayOf(BIGINT),
  arrayOf(DOUBLE),
  arrayOf(FLOAT),
  arrayOf(STRING),
  arrayOf(BOOLEAN),
  arrayOf(TIMESTAMP),
  arrayOf(arrayOf(INT)),
  arrayOf(PAIR),
  mapOf(STRING, INT),
  mapOf(STRING, STRING),
  mapOf(BIGINT, arrayOf(DOUBLE)),
  PAIR,
  structOf([
    { name: "key", type: STRING },
    { name: "value", type: structOf([{ name: "z", type: DOUBLE }]) },
  ]),
];

/** Columns of some types, each NULL or never NULL. */
export const drawColumns = (
  random: Random,
  types: readonly DataType[],
  count: number,
): readonly TestColumn[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `x${i}`,
    type: random.pick(types),
    nullable: random.chance(0.7),
  }));
