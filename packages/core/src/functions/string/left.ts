import * as std from "../../std/string/index.js";
import { BINARY, STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM, INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { counted } from "./counted.js";

export const leftRecord: FunctionRecord = {
  name: "left",
  family: "string",
  usage: "left(text, length)",
  summary: "The first `length` characters of a text or bytes of a binary; none for a length of 0 or less.",
  examples: [{ expr: "left('Spark SQL', 3)", text: "Spa" }],
  arity: [2, 2],
  resolve: counted(
    0,
    "left",
    overloads(
      {
        params: [STRING_PARAM, INT_PARAM],
        returns: STRING,
        impl: { name: "leftText", run: std.leftText, nulls: "strict" },
      },
      {
        params: [BINARY_PARAM, INT_PARAM],
        returns: BINARY,
        impl: { name: "leftBinary", run: std.leftBinary, nulls: "strict" },
      },
    ),
  ),
};
