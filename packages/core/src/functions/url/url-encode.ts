import * as std from "../../std/url/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const urlEncode: FunctionRecord = {
  name: "url_encode",
  family: "url",
  usage: "url_encode(text)",
  summary:
    "The text as `application/x-www-form-urlencoded`: a space becomes `+`, and all but letters, digits and `-_.*` the `%XX` of their UTF-8.",
  examples: [
    { expr: "url_encode('https://spark.apache.org')", text: "https%3A%2F%2Fspark.apache.org" },
    { expr: "url_encode('a b')", text: "a+b" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [STRING_PARAM],
    returns: STRING,
    impl: { name: "urlEncode", run: std.urlEncode, nulls: "strict" },
  }),
};
