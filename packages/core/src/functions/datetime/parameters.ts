import {
  DATE,
  DOUBLE,
  isAtomic,
  isNumeric,
  STRING,
  TIME,
  TIMESTAMP,
  type DataType,
} from "../../types/index.js";
import type { Param } from "../params.js";

/** One type and no other, a bare NULL apart. */
const exactly = (type: DataType): Param => ({
  shown: type.kind,
  convert: (from) => (from.kind === type.kind || from.kind === "void" ? type : undefined),
});

export const exactString = exactly(STRING);
export const exactTimestamp = exactly(TIMESTAMP);
export const exactDate = exactly(DATE);

/** A time of day of any precision. */
export const exactTime: Param = {
  shown: "a time of day",
  convert: (from) => (from.kind === "void" ? TIME : from.kind === "time" ? from : undefined),
};

/** A number of seconds, a FLOAT of which is a DOUBLE. */
export const secondsCount: Param = {
  shown: "a number",
  convert: (from) => {
    if (from.kind === "void" || from.kind === "float") return DOUBLE;
    return isNumeric(from) ? from : undefined;
  },
};

/** INT, SMALLINT or TINYINT, and nothing that is converted. */
export const smallInteger: Param = {
  shown: "int, smallint or tinyint",
  convert: (from) => {
    if (from.kind === "void") return { kind: "int" };
    return from.kind === "int" || from.kind === "smallint" || from.kind === "tinyint"
      ? { kind: "int" }
      : undefined;
  },
};

/** Text, date or timestamp as they are; any other atom as its text. */
export const readable: Param = {
  shown: "string, date or timestamp",
  convert: (from) => {
    if (from.kind === "date" || from.kind === "timestamp" || from.kind === "string") return from;
    return from.kind === "void" || (isAtomic(from) && from.kind !== "calendarInterval") ? STRING : undefined;
  },
};
