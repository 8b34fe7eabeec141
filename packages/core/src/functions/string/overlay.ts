import * as std from "../../std/string/index.js";
import { BINARY, STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM, INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const overlayRecord: FunctionRecord = {
  name: "overlay",
  family: "string",
  usage: "overlay(text, replacement, position[, length])",
  summary:
    "The text with `replacement` in place of `length` characters (as many as the replacement has, if it is left out or negative) from `position`. `OVERLAY(text PLACING replacement FROM position FOR length)` is the same.",
  examples: [
    { expr: "overlay('Spark SQL' PLACING '_' FROM 6)", text: "Spark_SQL" },
    { expr: "overlay('Spark SQL' PLACING 'CORE' FROM 7)", text: "Spark CORE" },
    { expr: "overlay('Spark SQL' PLACING 'ANSI ' FROM 7 FOR 0)", text: "Spark ANSI SQL" },
    { expr: "overlay('Spark SQL', 'tructured', 2, 4)", text: "Structured SQL" },
  ],
  arity: [3, 4],
  resolve: overloads(
    {
      params: [STRING_PARAM, STRING_PARAM, INT_PARAM],
      returns: STRING,
      impl: { name: "overlayText", run: std.overlayText, nulls: "strict" },
    },
    {
      params: [BINARY_PARAM, BINARY_PARAM, INT_PARAM],
      returns: BINARY,
      impl: { name: "overlayBinary", run: std.overlayBinary, nulls: "strict" },
    },
    {
      params: [STRING_PARAM, STRING_PARAM, INT_PARAM, INT_PARAM],
      returns: STRING,
      impl: { name: "overlayText", run: std.overlayText, nulls: "strict" },
    },
    {
      params: [BINARY_PARAM, BINARY_PARAM, INT_PARAM, INT_PARAM],
      returns: BINARY,
      impl: { name: "overlayBinary", run: std.overlayBinary, nulls: "strict" },
    },
  ),
};
