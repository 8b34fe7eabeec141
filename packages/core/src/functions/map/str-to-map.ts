import type { FunctionRecord } from "../record.js";
import { resolveStrToMap } from "./str-to-map-resolve.js";

export const strToMapRecord: FunctionRecord = {
  name: "str_to_map",
  family: "map",
  usage: "str_to_map(text[, pairs[, keys]])",
  summary:
    "The map of a text such as `a:1,b:2`, split between pairs (at a comma, if it is left out) and between a key and its value (at a colon) by regular expressions. A key without a value has NULL.",
  examples: [
    { expr: "str_to_map('a:1,b:2,c:3', ',', ':')", text: '{"a":"1","b":"2","c":"3"}' },
    { expr: "str_to_map('a')", text: '{"a":null}' },
  ],
  differs: "Spark fails for a key that stands twice; here the result is NULL.",
  arity: [1, 3],
  resolve: resolveStrToMap,
};
