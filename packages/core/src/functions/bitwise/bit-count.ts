import * as std from "../../std/bitwise/index.js";
import { booleanToInt } from "../../std/cast/index.js";
import { INT } from "../../types/index.js";
import { total } from "../arithmetic/impl.js";
import { overloads } from "../overloads.js";
import { integral, type Param } from "../params.js";
import type { FunctionRecord } from "../record.js";

const boolean: Param = {
  shown: "a boolean",
  convert: (from) => (from.kind === "boolean" ? from : undefined),
};

export const bitCount: FunctionRecord = {
  name: "bit_count",
  family: "bitwise",
  usage: "bit_count(a)",
  summary:
    "How many bits of an integer are set, taken as a BIGINT whatever its type: 64 of -1. A boolean counts as 0 or 1.",
  examples: [
    { expr: "bit_count(3)", text: "2" },
    { expr: "bit_count(-1)", text: "64" },
  ],
  arity: [1, 1],
  resolve: overloads(
    { params: [integral], returns: INT, impl: total("bitCount", std.bitCount) },
    { params: [boolean], returns: INT, impl: total("booleanToInt", booleanToInt, { js: "$0 ? 1 : 0" }) },
  ),
};
