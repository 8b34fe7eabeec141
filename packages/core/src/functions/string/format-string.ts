import type { FunctionRecord } from "../record.js";
import { resolveFormatString } from "./format-string-resolve.js";

export const formatStringRecord: FunctionRecord = {
  name: "format_string",
  aliases: ["printf"],
  family: "string",
  usage: "format_string(format[, value…])",
  summary:
    "The values in a format of Java's Formatter: `%s` text, `%d` `%x` `%o` integers, `%f` `%e` `%g` DOUBLE and DECIMAL, `%c` a code point, `%b` a condition, with flags, width and precision. Dates and timestamps are shown as days and microseconds since 1970.",
  examples: [
    { expr: "format_string('Hello World %d %s', 100, 'days')", text: "Hello World 100 days" },
    { expr: "format_string('%05.1f', double(3.14159))", text: "003.1" },
    { expr: "format_string('%2$s %1$s', 'a', 'b')", text: "b a" },
  ],
  differs:
    "`%f`, `%e` and `%g` take a DECIMAL too. `%t`, `%h` and `%a` are refused. A bad constant format is refused; with one of the row's own that does not fit, the result is NULL.",
  arity: [1, Infinity],
  resolve: resolveFormatString,
};
