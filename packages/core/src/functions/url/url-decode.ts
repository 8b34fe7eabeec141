import * as std from "../../std/url/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const urlDecode: FunctionRecord = {
  name: "url_decode",
  aliases: ["try_url_decode"],
  family: "url",
  usage: "url_decode(text)",
  summary: "The text that `url_encode` made this of; NULL where a `%` is not followed by two digits.",
  examples: [
    { expr: "url_decode('https%3A%2F%2Fspark.apache.org')", text: "https://spark.apache.org" },
    { expr: "url_decode('100%')", text: "NULL" },
  ],
  differs: "Spark ends the whole job at a text that cannot be decoded; here the row has NULL.",
  arity: [1, 1],
  resolve: overloads({
    params: [STRING_PARAM],
    returns: STRING,
    impl: { name: "urlDecode", run: std.urlDecode, nulls: "strict", fails: "not an encoded URL" },
  }),
};
