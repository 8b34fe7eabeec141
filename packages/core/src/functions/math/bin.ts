import * as std from "../../std/math/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BIGINT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const bin: FunctionRecord = {
  name: "bin",
  family: "math",
  usage: "bin(n)",
  summary: "The binary digits of an integer; all 64 of a negative one, in two's complement.",
  examples: [
    { expr: "bin(13)", text: "1101" },
    { expr: "bin(13.3)", text: "1101" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [BIGINT_PARAM],
    returns: STRING,
    impl: { name: "bin", run: std.bin, nulls: "strict", duckdb: "bin($0)" },
  }),
};
