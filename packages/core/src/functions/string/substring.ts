import * as std from "../../std/string/index.js";
import { BINARY, STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM, INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { counted } from "./counted.js";

export const substringRecord: FunctionRecord = {
  name: "substring",
  aliases: ["substr"],
  family: "string",
  usage: "substring(text, position[, length])",
  summary:
    "`length` characters of a text or bytes of a binary (all, if it is left out) from `position`: 1 and 0 are the first, -1 the last. What lies before the beginning is cut off. `SUBSTRING(text FROM position FOR length)` is the same.",
  examples: [
    { expr: "substring('Spark SQL', 5)", text: "k SQL" },
    { expr: "substring('Spark SQL', -3)", text: "SQL" },
    { expr: "substring('Spark SQL', 5, 1)", text: "k" },
    { expr: "substring('Spark SQL', 0)", text: "Spark SQL" },
    { expr: "substring('a😀b', 2, 1)", text: "😀" },
  ],
  arity: [2, 3],
  resolve: counted(
    1,
    "substring",
    overloads(
      {
        params: [STRING_PARAM, INT_PARAM],
        returns: STRING,
        impl: { name: "substring", run: std.substring, nulls: "strict" },
      },
      {
        params: [BINARY_PARAM, INT_PARAM],
        returns: BINARY,
        impl: { name: "substringBinary", run: std.substringBinary, nulls: "strict" },
      },
      {
        params: [STRING_PARAM, INT_PARAM, INT_PARAM],
        returns: STRING,
        impl: { name: "substring", run: std.substring, nulls: "strict" },
      },
      {
        params: [BINARY_PARAM, INT_PARAM, INT_PARAM],
        returns: BINARY,
        impl: { name: "substringBinary", run: std.substringBinary, nulls: "strict" },
      },
    ),
  ),
};
