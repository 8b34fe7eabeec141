import * as std from "../../std/string/index.js";
import { BINARY } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const unhexRecord: FunctionRecord = {
  name: "unhex",
  family: "string",
  usage: "unhex(text)",
  summary:
    "The bytes that hexadecimal digits stand for; an odd number of digits has a zero in front. NULL for other text.",
  examples: [
    { expr: "decode(unhex('537061726B2053514C'), 'UTF-8')", text: "Spark SQL" },
    { expr: "hex(unhex('F'))", text: "0F" },
    { expr: "unhex('xyz')", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [STRING_PARAM],
    returns: BINARY,
    impl: { name: "unhex", run: std.unhex, nulls: "strict", fails: "not hexadecimal" },
  }),
};
