import * as std from "../../std/string/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const asciiRecord: FunctionRecord = {
  name: "ascii",
  family: "string",
  usage: "ascii(text)",
  summary: "The code point of the first character, 0 of an empty text.",
  examples: [
    { expr: "ascii('222')", text: "50" },
    { expr: "ascii(2)", text: "50" },
    { expr: "ascii('😀')", text: "128512" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [STRING_PARAM],
    returns: INT,
    impl: { name: "ascii", run: std.ascii, nulls: "strict" },
  }),
};
