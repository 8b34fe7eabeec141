import * as std from "../../std/json/index.js";
import { build, type Impl } from "../../typed/index.js";
import { showType, STRING, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { typeStatic } from "../comparison/representation.js";
import { constantOf } from "../constant.js";
import { valueArguments, wrongType } from "../overloads.js";
import {
  refuse,
  type FunctionCall,
  type FunctionRecord,
  type Refusal,
  type Resolution,
  type ValueArgument,
} from "../record.js";
import { optionsArgument } from "./options.js";
import { readSchema } from "./schema.js";

const impl: Impl = {
  name: "fromJson",
  run: std.fromJson,
  nulls: "strict",
  fails: "not the JSON that the schema says",
  prepare: { name: "jsonReader", run: std.jsonReader },
};

export const fromJson: FunctionRecord = {
  name: "from_json",
  family: "json",
  usage: "from_json(json, schema[, options])",
  summary:
    "The values of a JSON text by a constant schema: columns as `a INT, b ARRAY<STRING>`, or one STRUCT, ARRAY or MAP with STRING keys. A field that does not fit is NULL; an array or map with something that does not fit is NULL as a whole. A STRING column `_corrupt_record` holds texts that did not fit. Options are a constant map of texts: `dateFormat`, `timestampFormat`, `timeZone`, `mode`, `columnNameOfCorruptRecord` and the `allow…` of Spark's reader.",
  examples: [
    { expr: `from_json('{"a":1, "b":0.8}', 'a INT, b DOUBLE')`, text: '{"a":1,"b":0.8}' },
    { expr: `from_json('{"a":"x", "b":2}', 'a INT, b INT')`, text: '{"a":null,"b":2}' },
    { expr: "from_json('[1, 2]', 'array<int>')", text: "[1,2]" },
    {
      expr: `from_json('{"time":"26/08/2015"}', 'time DATE', map('dateFormat', 'dd/MM/yyyy'))`,
      text: '{"time":2015-08-26}',
    },
  ],
  arity: [2, 3],
  resolve,
};

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [json, schemaArg, optionsArg] = args;
  if (json === undefined || schemaArg === undefined) throw new Error("from_json takes two or three");
  if (json.type.kind !== "string" && json.type.kind !== "void")
    return wrongType(call, 0, "string", json.type);
  const type = schemaArgument(schemaArg);
  if (type.kind === "refusal") return type;
  const options = optionsArgument(call, optionsArg, "parse");
  if ("kind" in options) return options;
  return build.call({
    name: "from_json",
    impl,
    statics: [typeStatic(type), options, call.context.timeZone],
    type,
    args: [coerce(json.expr, STRING, call.context)],
    span: call.span,
  });
}

function schemaArgument(arg: ValueArgument): DataType | Refusal {
  const text = arg.type.kind === "string" ? constantOf(arg.expr) : undefined;
  if (typeof text !== "string") {
    return refuse("PN2303", "the schema of `from_json` must be a constant text", arg.span);
  }
  const type = readSchema(text);
  if (type === undefined) {
    return refuse("PN2304", "the schema of `from_json` does not parse", arg.span, {
      help: "write columns as `a INT, b ARRAY<STRING>`, or one type",
    });
  }
  if (type.kind !== "struct" && type.kind !== "array" && type.kind !== "map") {
    return refuse("PN2304", `JSON is read as a struct, array or map, not ${showType(type)}`, arg.span);
  }
  const key = type.kind === "map" ? type.key : undefined;
  if (key !== undefined && key.kind !== "string") {
    return refuse("PN2304", `the keys of a map read from JSON are strings, not ${showType(key)}`, arg.span);
  }
  return type;
}
