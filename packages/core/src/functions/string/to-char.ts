import type { FunctionRecord } from "../record.js";
import { resolveToChar } from "./to-char-resolve.js";

export const toCharRecord: FunctionRecord = {
  name: "to_char",
  aliases: ["to_varchar"],
  family: "string",
  usage: "to_char(value, format)",
  summary:
    "A number in a constant format of digits as `to_number` has it; a date or timestamp as `date_format` has it; a binary in 'base64', 'hex' or 'utf-8'. Digits become `#` where the format has too few.",
  examples: [
    { expr: "to_char(454, '999')", text: "454" },
    { expr: "to_char(78.12, '$99.99')", text: "$78.12" },
    { expr: "to_char(-12454.8, '99G999D9S')", text: "12,454.8-" },
    { expr: "to_char(encode('abc', 'utf-8'), 'hex')", text: "616263" },
  ],
  arity: [2, 2],
  resolve: resolveToChar,
};
