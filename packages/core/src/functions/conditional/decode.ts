import { decodeBinary } from "../../std/string/charset.js";
import { build, type TypedExpr } from "../../typed/index.js";
import { STRING } from "../../types/index.js";
import { nullSafeEqual } from "../comparison/null-safe.js";
import { overloads, valueArguments } from "../overloads.js";
import { BINARY_PARAM, STRING_PARAM } from "../params.js";
import { refused, type FunctionCall, type FunctionRecord, type Resolution } from "../record.js";
import { meet } from "./meet.js";

export const decode: FunctionRecord = {
  name: "decode",
  family: "conditional",
  usage: "decode(x, key1, value1[, key2, value2, …][, otherwise]) or decode(bytes, charset)",
  summary:
    "The value behind the first key that equals x, where NULL equals NULL; `otherwise`, or NULL, where none does. With two arguments: the text that bytes encode in a charset.",
  examples: [
    { expr: "decode(2, 1, 'Southlake', 2, 'San Francisco', 'elsewhere')", text: "San Francisco" },
    { expr: "decode(6, 1, 'Southlake', 2, 'San Francisco')", text: "NULL" },
    { expr: "decode(NULL, 6, 'Spark', NULL, 'SQL')", text: "SQL" },
    { expr: "decode(encode('abc', 'utf-8'), 'utf-8')", text: "abc" },
  ],
  arity: [2, Infinity],
  resolve: (call) => (call.args.length === 2 ? byCharset(call) : byKeys(call)),
};

const byCharset = overloads({
  params: [BINARY_PARAM, STRING_PARAM],
  returns: STRING,
  impl: {
    name: "decodeBinary",
    run: decodeBinary,
    nulls: "strict",
    fails: "bytes that are no text in their charset",
  },
});

function byKeys(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [x, ...rest] = args.map((arg) => arg.expr);
  if (x === undefined) throw new Error("decode without arguments");
  const values = rest.filter((_, i) => i % 2 === 1);
  // Without a fallback Spark takes a NULL of type STRING, which has its say in the common type.
  const otherwise = rest.length % 2 === 1 ? rest.at(-1) : build.nullOf(STRING, call.span);
  const met = meet(call, otherwise === undefined ? values : [...values, otherwise]);
  if ("kind" in met) return met;
  let result: TypedExpr | undefined = met.at(-1);
  for (let i = values.length - 1; i >= 0; i--) {
    const key = rest[2 * i];
    const value = met[i];
    if (key === undefined || value === undefined || result === undefined)
      throw new Error("a key without value");
    const equal = nullSafeEqual(x, key, call);
    if (refused(equal)) return equal;
    result = build.iff(equal, value, result, call.span);
  }
  if (result === undefined) throw new Error("decode without values");
  return result;
}
