import * as std from "../../std/string/index.js";
import { BOOLEAN } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const luhnCheckRecord: FunctionRecord = {
  name: "luhn_check",
  family: "string",
  usage: "luhn_check(text)",
  summary: "Whether the text consists of digits, the last of which is right by the Luhn algorithm.",
  examples: [
    { expr: "luhn_check('8112189876')", text: "true" },
    { expr: "luhn_check('79927398713')", text: "true" },
    { expr: "luhn_check('79927398714')", text: "false" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [STRING_PARAM],
    returns: BOOLEAN,
    impl: { name: "luhnCheck", run: std.luhnCheck, nulls: "strict" },
  }),
};
