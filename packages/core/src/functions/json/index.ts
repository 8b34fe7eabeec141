import type { FunctionRecord } from "../record.js";
import { fromJson } from "./from-json.js";
import { getJsonObject } from "./get-json-object.js";
import { jsonArrayLength } from "./json-array-length.js";
import { jsonObjectKeys } from "./json-object-keys.js";
import { schemaOfJson } from "./schema-of-json.js";
import { toJson } from "./to-json.js";

export const jsonFunctions: readonly FunctionRecord[] = [
  getJsonObject,
  jsonArrayLength,
  jsonObjectKeys,
  toJson,
  fromJson,
  schemaOfJson,
];
