import { parseFormat } from "../../std/string/format-spec.js";
import { kindProblem, type FormatKind } from "../../std/string/format-value.js";
import * as std from "../../std/string/index.js";
import { build, type Impl, type Static, type TypedExpr } from "../../typed/index.js";
import { STRING, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { constantOf } from "../constant.js";
import { valueArguments, wrongType } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import { refuse, type FunctionCall, type Resolution, type ValueArgument } from "../record.js";
import { badConstant } from "./converted.js";

const fixed: Impl = {
  name: "formatString",
  run: std.formatString,
  nulls: "aware",
  fails: "not shown by the format",
};
const dynamic: Impl = {
  name: "formatStringWith",
  run: std.formatStringWith,
  nulls: "aware",
  fails: "not shown by the format",
};

export function resolveFormatString(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [format, ...values] = args;
  if (format === undefined) throw new Error("arity");
  if (STRING_PARAM.convert(format.type) === undefined) return wrongType(call, 0, "string", format.type);
  for (const [i, { type }] of values.entries()) {
    if (type.kind === "array" || type.kind === "map" || type.kind === "struct") {
      return wrongType(call, i + 1, "a value without parts", type);
    }
  }
  const formatText = coerce(format.expr, STRING, call.context);
  const constant = constantOf(formatText);
  if (constant === null) return build.nullOf(STRING, call.span);
  if (typeof constant === "string") return ofConstant(call, constant, values);
  const kinds = values.map(({ type }) => kindOf(type) as Static);
  const twice = values.flatMap((value) => [value.expr, asText(call, value)]);
  return build.call({
    name: "format_string",
    impl: dynamic,
    statics: [kinds],
    type: STRING,
    args: [formatText, ...twice],
    span: call.span,
  });
}

/** Each conversion gets the value of its own that it shows: as text, or as it is. */
function ofConstant(call: FunctionCall, format: string, values: readonly ValueArgument[]): Resolution {
  const parts = parseFormat(format);
  if (typeof parts === "string") return badConstant(call, 0, parts);
  const bound: Static[] = [];
  const shown: TypedExpr[] = [];
  for (const part of parts) {
    if (typeof part === "string") {
      bound.push(part);
      continue;
    }
    const value = values[part.argument];
    if (value === undefined) {
      return badConstant(
        call,
        0,
        `the format asks for ${part.argument + 1} values, but there are ${values.length}`,
      );
    }
    const kind = kindOf(value.type);
    const problem = value.type.kind === "void" ? undefined : kindProblem(part, kind);
    if (problem !== undefined) return refuse("PN2201", problem, value.span);
    bound.push({ spec: part, kind: kind as Static });
    shown.push(part.conversion === "s" ? asText(call, value) : value.expr);
  }
  return build.call({
    name: "format_string",
    impl: fixed,
    statics: [bound],
    type: STRING,
    args: shown,
    span: call.span,
    nullable: parts.length > 0,
  });
}

/** The text of a value, but for moments and lengths of time, which stand as the integers that they are. */
const asText = (call: FunctionCall, { expr, type }: ValueArgument): TypedExpr =>
  INTEGERS_INSIDE.has(type.kind) ? expr : coerce(expr, STRING, call.context);

const INTEGERS_INSIDE: ReadonlySet<DataType["kind"]> = new Set([
  "date",
  "timestamp",
  "yearMonthInterval",
  "dayTimeInterval",
]);

function kindOf(type: DataType): FormatKind {
  switch (type.kind) {
    case "tinyint":
      return { is: "integer", bits: 8 };
    case "smallint":
      return { is: "integer", bits: 16 };
    case "int":
    case "date":
    case "yearMonthInterval":
      return { is: "integer", bits: 32 };
    case "bigint":
    case "timestamp":
    case "dayTimeInterval":
      return { is: "integer", bits: 64 };
    case "float":
    case "double":
      return { is: "double" };
    case "decimal":
      return { is: "decimal", scale: type.scale };
    case "string":
    case "time":
      return { is: "text" };
    case "boolean":
      return { is: "boolean" };
    default:
      return { is: "other" };
  }
}
