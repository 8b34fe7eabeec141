import * as std from "../../std/string/index.js";
import { build, type Impl } from "../../typed/index.js";
import { STRING } from "../../types/index.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { exactly } from "./exactly.js";
import { badConstant, converted, requireConstant } from "./converted.js";

const impl: Impl = {
  name: "mask",
  run: std.mask,
  nulls: "strict",
  prepare: { name: "maskRules", run: std.maskRules },
};

const DEFAULTS = ["X", "x", "n", null];

function resolve(call: FunctionCall): Resolution {
  const args = converted(call, exactly(STRING_PARAM));
  if ("kind" in args) return args;
  const [text, ...replacements] = args;
  if (text === undefined) throw new Error("no text");
  const rules: (string | null)[] = [...DEFAULTS];
  for (const [i, replacement] of replacements.entries()) {
    const constant = requireConstant(call, i + 1, replacement);
    if ("kind" in constant) return constant;
    const { value } = constant;
    if (value !== null && typeof value !== "string") throw new Error("no text");
    if (value !== null && value.length !== 1) {
      return badConstant(call, i + 1, "a replacement is one character or NULL");
    }
    rules[i] = value;
  }
  return build.call({ name: "mask", impl, statics: rules, type: STRING, args: [text], span: call.span });
}

export const maskRecord: FunctionRecord = {
  name: "mask",
  family: "string",
  usage: "mask(text[, upper[, lower[, digit[, other]]]])",
  summary:
    "The text with capital letters replaced by `upper` (X), small ones by `lower` (x), digits by `digit` (n) and others by `other` (left as they are). Each is a constant of one character, or NULL to leave the characters.",
  examples: [
    { expr: "mask('abcd-EFGH-8765-4321')", text: "xxxx-XXXX-nnnn-nnnn" },
    { expr: "mask('abcd-EFGH-8765-4321', 'Q')", text: "xxxx-QQQQ-nnnn-nnnn" },
    { expr: "mask('AbCD123-@$#', 'Q', 'q', 'd', 'o')", text: "QqQQdddoooo" },
    { expr: "mask('AbCD123-@$#', lowerChar => 'q', digitChar => 'd')", text: "XqXXddd-@$#" },
    { expr: "mask('AbCD123-@$#', NULL, 'q', 'd', 'o')", text: "AqCDdddoooo" },
  ],
  arity: [1, 5],
  parameters: [
    { name: "str" },
    { name: "upperChar", default: "X" },
    { name: "lowerChar", default: "x" },
    { name: "digitChar", default: "n" },
    { name: "otherChar", default: null },
  ],
  resolve: resolve,
};
