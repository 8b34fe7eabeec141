import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const repeatRecord: FunctionRecord = {
  name: "repeat",
  family: "string",
  usage: "repeat(text, times)",
  summary: "The text `times` times over; empty for 0 and less.",
  examples: [{ expr: "repeat('123', 2)", text: "123123" }],
  differs: "A result of more than 16,777,216 characters is NULL.",
  arity: [2, 2],
  resolve: overloads({
    params: [STRING_PARAM, INT_PARAM],
    returns: STRING,
    impl: { name: "repeatText", run: std.repeatText, nulls: "strict", fails: "result too long" },
  }),
};
