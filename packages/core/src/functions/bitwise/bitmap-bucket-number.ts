import * as std from "../../std/bitwise/index.js";
import { BIGINT } from "../../types/index.js";
import { total } from "../arithmetic/impl.js";
import { overloads } from "../overloads.js";
import { BIGINT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const bitmapBucketNumber: FunctionRecord = {
  name: "bitmap_bucket_number",
  family: "bitwise",
  usage: "bitmap_bucket_number(x)",
  summary: "Which bitmap of 32768 bits holds a number; that of 1 to 32768 is 1.",
  examples: [
    { expr: "bitmap_bucket_number(123)", text: "1" },
    { expr: "bitmap_bucket_number(0)", text: "0" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [BIGINT_PARAM],
    returns: BIGINT,
    impl: total("bitmapBucketNumber", std.bitmapBucketNumber),
  }),
};
