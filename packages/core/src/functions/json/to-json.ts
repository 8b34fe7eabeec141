import * as std from "../../std/json/index.js";
import { build, type Impl } from "../../typed/index.js";
import { showType, STRING, type DataType } from "../../types/index.js";
import { typeStatic } from "../comparison/representation.js";
import { valueArguments } from "../overloads.js";
import { refuse, type FunctionCall, type FunctionRecord, type Resolution } from "../record.js";
import { optionsArgument } from "./options.js";

const impl: Impl = {
  name: "toJson",
  run: std.toJson,
  nulls: "strict",
  prepare: { name: "jsonWriter", run: std.jsonWriter },
};

export const toJson: FunctionRecord = {
  name: "to_json",
  family: "json",
  usage: "to_json(value[, options])",
  summary:
    "A struct, map or array as JSON. Fields of structs that are NULL are left out. Options are a constant map of texts: `dateFormat`, `timestampFormat`, `timeZone`, `ignoreNullFields`, `pretty`, `writeNonAsciiCharacterAsCodePoint`.",
  examples: [
    { expr: "to_json(named_struct('a', 1, 'b', NULL))", text: '{"a":1}' },
    { expr: "to_json(array(1.5, NULL))", text: "[1.5,null]" },
    {
      expr: "to_json(named_struct('day', date'2015-08-26'), map('dateFormat', 'dd/MM/yyyy'))",
      text: '{"day":"26/08/2015"}',
    },
  ],
  arity: [1, 2],
  resolve,
};

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [value, optionsArg] = args;
  if (value === undefined) throw new Error("to_json without arguments");
  const options = optionsArgument(call, optionsArg, "format");
  if ("kind" in options) return options;
  const { type } = value;
  if (type.kind === "void") return build.nullOf(STRING, call.span);
  if (type.kind !== "struct" && type.kind !== "map" && type.kind !== "array") {
    return refuse("PN2201", `\`to_json\` takes a struct, map or array, not ${showType(type)}`, value.span, {
      label: `this is ${showType(type)}`,
    });
  }
  if (hasBinaryKey(type)) {
    return refuse("PN2201", "`to_json` cannot name the fields of an object by bytes", value.span, {
      label: `this is ${showType(type)}`,
      help: "write the keys as texts: `base64(key)`",
    });
  }
  return build.call({
    name: "to_json",
    impl,
    statics: [typeStatic(type), options, call.context.timeZone],
    type: STRING,
    args: [value.expr],
    span: call.span,
  });
}

function hasBinaryKey(type: DataType): boolean {
  switch (type.kind) {
    case "map":
      return type.key.kind === "binary" || hasBinaryKey(type.value);
    case "array":
      return hasBinaryKey(type.element);
    case "struct":
      return type.fields.some((field) => hasBinaryKey(field.type));
    default:
      return false;
  }
}
