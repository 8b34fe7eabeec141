import type { FunctionRecord } from "../record.js";
import { resolveToBinary } from "./to-binary-resolve.js";

export const tryToBinaryRecord: FunctionRecord = {
  name: "try_to_binary",
  family: "string",
  usage: "try_to_binary(text[, format])",
  summary:
    "The bytes that a text stands for in a constant format: 'hex' (if it is left out), 'utf-8' or 'utf8', or 'base64'. NULL for text that is not in it, and for any other format.",
  examples: [
    { expr: "hex(try_to_binary('abc', 'utf-8'))", text: "616263" },
    { expr: "hex(try_to_binary('1F2'))", text: "01F2" },
    { expr: "try_to_binary('a!', 'base64')", text: "NULL" },
  ],
  arity: [1, 2],
  resolve: resolveToBinary,
};
