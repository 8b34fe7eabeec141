import * as std from "../../std/string/index.js";
import { BINARY, STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM, INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { binaryItself } from "./exactly.js";

export const rpadRecord: FunctionRecord = {
  name: "rpad",
  family: "string",
  usage: "rpad(text, length[, pad])",
  summary:
    "The text filled on the right with `pad` (spaces, or zero bytes for a binary, if it is left out) up to `length` characters, or cut to the first `length`.",
  examples: [
    { expr: "rpad('hi', 5, '??')", text: "hi???" },
    { expr: "rpad('hi', 1, '??')", text: "h" },
    { expr: "hex(rpad(unhex('aabb'), 5, unhex('1122')))", text: "AABB112211" },
  ],
  differs: "A result that is filled by more than 16,777,216 characters is NULL.",
  arity: [2, 3],
  resolve: overloads(
    {
      params: [STRING_PARAM, INT_PARAM],
      returns: STRING,
      impl: { name: "padRightText", run: std.padRightText, nulls: "strict", fails: "result too long" },
    },
    {
      params: [BINARY_PARAM, INT_PARAM],
      returns: BINARY,
      impl: { name: "padRightBinary", run: std.padRightBinary, nulls: "strict", fails: "result too long" },
    },
    {
      params: [STRING_PARAM, INT_PARAM, STRING_PARAM],
      returns: STRING,
      impl: { name: "padRightText", run: std.padRightText, nulls: "strict", fails: "result too long" },
    },
    {
      params: [binaryItself, INT_PARAM, binaryItself],
      returns: BINARY,
      impl: { name: "padRightBinary", run: std.padRightBinary, nulls: "strict", fails: "result too long" },
    },
  ),
};
