import type { FunctionRecord } from "../record.js";
import { resolveFormatNumber } from "./format-number-resolve.js";

export const formatNumberRecord: FunctionRecord = {
  name: "format_number",
  family: "string",
  usage: "format_number(number, places)",
  summary:
    "The number with separators of thousands, rounded (halves to the even digit) to so many places behind the point, or in a pattern of Java's DecimalFormat such as '#,##0.00'. NULL for less than 0 places.",
  examples: [
    { expr: "format_number(12332.123456, 4)", text: "12,332.1235" },
    { expr: "format_number(12332.123456, '##################.###')", text: "12332.123" },
    { expr: "format_number(1234567, 0)", text: "1,234,567" },
  ],
  differs: "Spark fails on a bad pattern; a constant one is refused here, and otherwise the result is NULL.",
  arity: [2, 2],
  resolve: resolveFormatNumber,
};
