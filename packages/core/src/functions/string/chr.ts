import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BIGINT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const chrRecord: FunctionRecord = {
  name: "chr",
  aliases: ["char"],
  family: "string",
  usage: "chr(code)",
  summary: "The character of the code's lowest eight bits (ISO 8859-1); empty for a negative code.",
  examples: [
    { expr: "chr(65)", text: "A" },
    { expr: "char(321)", text: "A" },
    { expr: "chr(-1)", text: "" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [BIGINT_PARAM],
    returns: STRING,
    impl: { name: "chr", run: std.chr, nulls: "strict" },
  }),
};
