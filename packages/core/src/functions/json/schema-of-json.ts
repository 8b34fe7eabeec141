import { inferSchema } from "../../std/json/infer.js";
import { optionsOf } from "../../std/json/options.js";
import { readOptionsOf } from "../../std/json/read-values.js";
import { readJson } from "../../std/json/read.js";
import { build } from "../../typed/index.js";
import { showType, STRING, type DataType } from "../../types/index.js";
import { constantOf } from "../constant.js";
import { valueArguments, wrongType } from "../overloads.js";
import { refuse, type FunctionCall, type FunctionRecord, type Resolution } from "../record.js";
import { optionsArgument } from "./options.js";

export const schemaOfJson: FunctionRecord = {
  name: "schema_of_json",
  family: "json",
  usage: "schema_of_json(json[, options])",
  summary: "The schema that a constant JSON text has, as `from_json` takes it. Fields are sorted by name.",
  examples: [
    { expr: `schema_of_json('[{"col":0}]')`, text: "ARRAY<STRUCT<col: BIGINT>>" },
    { expr: `schema_of_json('{"b":"x", "a":1.5}')`, text: "STRUCT<a: DOUBLE, b: STRING>" },
  ],
  arity: [1, 2],
  resolve,
};

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [json, optionsArg] = args;
  if (json === undefined) throw new Error("schema_of_json without arguments");
  if (json.type.kind !== "string") return wrongType(call, 0, "string", json.type);
  const text = constantOf(json.expr);
  if (typeof text !== "string") {
    return refuse("PN2303", "the text of `schema_of_json` must be a constant", json.span);
  }
  const entries = optionsArgument(call, optionsArg, "parse");
  if ("kind" in entries) return entries;
  const options = optionsOf(entries);
  if (/^[ \t\r\n]*$/.test(text)) return build.literal("STRING", STRING, call.span);
  const read = readJson(text, readOptionsOf(options));
  if (read === undefined) return refuse("PN2304", "the text of `schema_of_json` is no JSON", json.span);
  return build.literal(showSchema(inferSchema(read.value, options)), STRING, call.span);
}

/** The type in upper case, as SQL has it: `STRUCT<a: BIGINT>`. */
function showSchema(type: DataType): string {
  switch (type.kind) {
    case "array":
      return `ARRAY<${showSchema(type.element)}>`;
    case "struct":
      return `STRUCT<${type.fields.map((field) => `${showName(field.name)}: ${showSchema(field.type)}`).join(", ")}>`;
    default:
      return showType(type).toUpperCase();
  }
}

const showName = (name: string): string =>
  /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
