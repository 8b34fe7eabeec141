import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { exactly } from "./exactly.js";

export const soundexRecord: FunctionRecord = {
  name: "soundex",
  family: "string",
  usage: "soundex(text)",
  summary: "The Soundex code of an English word; the text itself if it does not begin with a letter A to Z.",
  examples: [
    { expr: "soundex('Miller')", text: "M460" },
    { expr: "soundex('Robert')", text: "R163" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [exactly(STRING_PARAM)],
    returns: STRING,
    impl: { name: "soundex", run: std.soundex, nulls: "strict" },
  }),
};
