import * as std from "../../std/url/index.js";
import { build, type Impl } from "../../typed/index.js";
import { STRING } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { constantOf } from "../constant.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionCall, FunctionRecord, Resolution } from "../record.js";

const fails = "not a URL, or without that part";
const ofPart: Impl = { name: "parseUrl", run: std.parseUrl, nulls: "strict", fails };
const ofAnyKey: Impl = { name: "parseUrlAnyKey", run: std.parseUrlAnyKey, nulls: "strict", fails };
const ofKey: Impl = {
  name: "parseUrlKey",
  run: std.parseUrlKey,
  nulls: "strict",
  fails,
  prepare: { name: "queryKey", run: std.queryKey },
};

export const parseUrl: FunctionRecord = {
  name: "parse_url",
  aliases: ["try_parse_url"],
  family: "url",
  usage: "parse_url(url, part[, key])",
  summary:
    "A part of a URL as it is written, nothing decoded: 'HOST', 'PATH', 'QUERY', 'REF', 'PROTOCOL', 'FILE', 'AUTHORITY' or 'USERINFO', in upper case. With a key, a regular expression, the value of the first field of the query that has it. NULL where the text is no URL by RFC 2396, or without the part.",
  examples: [
    { expr: "parse_url('http://spark.apache.org/path?query=1', 'HOST')", text: "spark.apache.org" },
    { expr: "parse_url('http://spark.apache.org/path?query=1', 'QUERY')", text: "query=1" },
    { expr: "parse_url('http://spark.apache.org/path?query=1', 'QUERY', 'query')", text: "1" },
    { expr: "parse_url('inva lid://spark.apache.org/path?query=1', 'QUERY')", text: "NULL" },
  ],
  arity: [2, 3],
  resolve,
};

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  // Spark turns nothing else into a text here.
  const stranger = args.findIndex(({ type }) => type.kind !== "string" && type.kind !== "void");
  const found = args[stranger];
  if (found !== undefined) return wrongType(call, stranger, "string", found.type);
  const texts = args.map((arg) => coerce(arg.expr, STRING, call.context));
  const [url, part, key] = texts;
  if (url === undefined || part === undefined) throw new Error("parse_url takes two or three");
  const known = key && constantOf(key);
  const common = { name: "parse_url", type: STRING, span: call.span };
  if (typeof known === "string") {
    return build.call({ ...common, impl: ofKey, statics: [known], args: [url, part] });
  }
  return build.call({ ...common, impl: key === undefined ? ofPart : ofAnyKey, args: texts });
}
