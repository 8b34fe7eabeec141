import type { FunctionRecord } from "../record.js";
import { resolveToNumber } from "./to-number-resolve.js";

export const tryToNumberRecord: FunctionRecord = {
  name: "try_to_number",
  family: "string",
  usage: "try_to_number(text, format)",
  summary:
    "The DECIMAL that a text stands for in a constant format: `0` and `9` are digits (a run that begins with 0 has all of them), `.` or `D` the point, `,` or `G` separators of thousands, `$` the dollar sign, `S` a sign, `MI` a minus, `PR` angle brackets around a negative number. NULL for text that is not in it.",
  examples: [
    { expr: "try_to_number('454', '999')", text: "454" },
    { expr: "try_to_number('454.00', '000.00')", text: "454.00" },
    { expr: "try_to_number('$78.12', '$99.99')", text: "78.12" },
    { expr: "try_to_number('12,454.8-', '99,999.9S')", text: "-12454.8" },
  ],
  arity: [2, 2],
  resolve: resolveToNumber,
};
