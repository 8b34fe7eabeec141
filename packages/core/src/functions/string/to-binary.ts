import type { FunctionRecord } from "../record.js";
import { resolveToBinary } from "./to-binary-resolve.js";

export const toBinaryRecord: FunctionRecord = {
  name: "to_binary",
  family: "string",
  usage: "to_binary(text[, format])",
  summary:
    "The bytes that a text stands for in a constant format: 'hex' (if it is left out), 'utf-8' or 'utf8', or 'base64'. NULL for text that is not in it.",
  examples: [
    { expr: "hex(to_binary('abc', 'utf-8'))", text: "616263" },
    { expr: "hex(to_binary('1F2'))", text: "01F2" },
  ],
  differs: "Spark fails on text that is not in the format; here the result is NULL, as of try_to_binary.",
  arity: [1, 2],
  resolve: resolveToBinary,
};
