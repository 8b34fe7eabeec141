import * as std from "../../std/string/index.js";
import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { decimal, STRING, type DataType, type DecimalType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { dateFormatRecord } from "../datetime/date-format.js";
import { valueArguments, wrongType } from "../overloads.js";
import { asDecimal, STRING_PARAM } from "../params.js";
import type { FunctionCall, Resolution } from "../record.js";
import { badConstant, requireConstant } from "./converted.js";
import { numberFormatArgument } from "./number-format-argument.js";

const number: Impl = {
  name: "toCharDecimal",
  run: std.toCharDecimal,
  nulls: "strict",
  prepare: { name: "compileCharFormat", run: std.compileCharFormat },
};

const BINARY_FORMATS: Readonly<Record<string, Impl>> = {
  base64: { name: "base64", run: std.base64, nulls: "strict" },
  hex: { name: "hexBinary", run: std.hexBinary, nulls: "strict" },
  "utf-8": { name: "validateUtf8", run: std.validateUtf8, nulls: "strict", fails: "not UTF-8" },
};

export function resolveToChar(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [value, format] = args;
  if (value === undefined || format === undefined) throw new Error("arity");
  if (STRING_PARAM.convert(format.type) === undefined) return wrongType(call, 1, "string", format.type);
  const formatText = coerce(format.expr, STRING, call.context);
  if (value.type.kind === "date" || value.type.kind === "timestamp") return dateFormatRecord.resolve(call);
  if (value.type.kind === "binary") return ofBinary(call, value.expr, formatText);
  const type = decimalFor(value.type);
  if (type === undefined) return wrongType(call, 0, "a number, a time or a binary", value.type);
  const given = numberFormatArgument(call, 1, formatText);
  if (given === null) return build.nullOf(STRING, call.span);
  if ("kind" in given) return given;
  return build.call({
    name: "to_char",
    impl: number,
    statics: [given.text, type.scale],
    type: STRING,
    args: [coerce(value.expr, type, call.context)],
    span: call.span,
  });
}

/** The DECIMAL that a number is shown as; Spark's `DecimalType.forType`. */
function decimalFor(type: DataType): DecimalType | undefined {
  if (type.kind === "double") return decimal(30, 15);
  if (type.kind === "float") return decimal(14, 7);
  if (type.kind === "void") return decimal(38, 18);
  const exact = asDecimal(type);
  return exact?.kind === "decimal" ? exact : undefined;
}

function ofBinary(call: FunctionCall, binary: TypedExpr, format: TypedExpr): Resolution {
  const given = requireConstant(call, 1, format);
  if ("kind" in given) return given;
  if (given.value === null) return build.nullOf(STRING, call.span);
  const name = typeof given.value === "string" ? given.value.toLowerCase() : "";
  const impl = Object.hasOwn(BINARY_FORMATS, name) ? BINARY_FORMATS[name] : undefined;
  if (impl === undefined) {
    return badConstant(call, 1, "there is no such format", "there are 'base64', 'hex' and 'utf-8'");
  }
  return build.call({ name: "to_char", impl, type: STRING, args: [binary], span: call.span });
}
