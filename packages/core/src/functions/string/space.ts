import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const spaceRecord: FunctionRecord = {
  name: "space",
  family: "string",
  usage: "space(count)",
  summary: "So many spaces.",
  examples: [{ expr: "concat(space(2), '1')", text: "  1" }],
  differs: "A result of more than 16,777,216 characters is NULL.",
  arity: [1, 1],
  resolve: overloads({
    params: [INT_PARAM],
    returns: STRING,
    impl: { name: "spaces", run: std.spaces, nulls: "strict", fails: "result too long" },
  }),
};
