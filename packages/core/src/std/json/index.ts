export { getJsonObject, getJsonObjectAt, jsonPath } from "./get-json-object.js";
export { fromJson, jsonReader } from "./read-values.js";
export * from "./shape.js";
export { jsonWriter, toJson } from "./write-values.js";
