import * as std from "../../std/hash/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM, INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const sha2: FunctionRecord = {
  name: "sha2",
  family: "hash",
  usage: "sha2(bytes, bits)",
  summary:
    "The SHA-2 digest of bytes, or of a text's UTF-8, in lower case hexadecimal digits: of 224, 256, 384 or 512 bits, 0 being 256. NULL for other numbers of bits.",
  examples: [
    {
      expr: "sha2('Spark', 256)",
      text: "529bc3b07127ecb7e53a4dcf1991d9152c24537d919178022b2c42657f79a26b",
    },
    { expr: "sha2('Spark', 128)", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: overloads({
    params: [BINARY_PARAM, INT_PARAM],
    returns: STRING,
    impl: { name: "sha2", run: std.sha2, nulls: "strict", fails: "no SHA-2 of so many bits" },
  }),
};
