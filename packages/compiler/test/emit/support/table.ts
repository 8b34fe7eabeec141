import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  DATE,
  decimal,
  DOUBLE,
  FLOAT,
  INT,
  mapOf,
  STRING,
  structOf,
  TIMESTAMP,
  TINYINT,
  type DataType,
} from "@pinion/core";
import type { Column } from "./expressions.js";

const TYPES: readonly DataType[] = [
  BOOLEAN,
  TINYINT,
  INT,
  INT,
  BIGINT,
  FLOAT,
  DOUBLE,
  DOUBLE,
  decimal(10, 2),
  STRING,
  STRING,
  BINARY,
  DATE,
  TIMESTAMP,
  arrayOf(INT),
  arrayOf(STRING),
  arrayOf(DOUBLE),
  mapOf(STRING, INT),
  structOf([
    { name: "x", type: INT },
    { name: "y", type: STRING },
  ]),
];

/** A column of every kind of type, and of every other one that is never NULL. */
export const COLUMNS: readonly Column[] = TYPES.flatMap((type, i) => [
  { name: `c${i}`, type, nullable: true },
  ...(i % 2 === 0 ? [{ name: `d${i}`, type, nullable: false }] : []),
]);
