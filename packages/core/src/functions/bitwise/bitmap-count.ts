import * as std from "../../std/bitwise/index.js";
import { BIGINT } from "../../types/index.js";
import { total } from "../arithmetic/impl.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { binaryItself } from "../string/exactly.js";

export const bitmapCount: FunctionRecord = {
  name: "bitmap_count",
  family: "bitwise",
  usage: "bitmap_count(bitmap)",
  summary: "How many bits of a bitmap are set.",
  examples: [
    { expr: "bitmap_count(X'1010')", text: "2" },
    { expr: "bitmap_count(X'FFFF')", text: "16" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [binaryItself],
    returns: BIGINT,
    impl: total("bitmapCount", std.bitmapCount),
  }),
};
