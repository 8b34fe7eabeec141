import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const quoteRecord: FunctionRecord = {
  name: "quote",
  family: "string",
  usage: "quote(text)",
  summary: "The text in single quotes, each single quote within behind a backslash.",
  examples: [{ expr: "quote('Don\\'t')", text: "'Don\\'t'" }],
  arity: [1, 1],
  resolve: overloads({
    params: [STRING_PARAM],
    returns: STRING,
    impl: { name: "quote", run: std.quote, nulls: "strict" },
  }),
};
