import type { Json } from "./json.js";
import { readJson } from "./read.js";

/** A JSON text laid out in lines, objects a field a line, arrays on one. */
export function pretty(text: string): string {
  const read = readJson(text);
  return read === undefined ? text : layOut(read.value, "\n");
}

function layOut(json: Json, line: string): string {
  switch (json.kind) {
    case "array":
      return json.items.length === 0
        ? "[ ]"
        : `[ ${json.items.map((item) => layOut(item, line)).join(", ")} ]`;
    case "object": {
      if (json.fields.length === 0) return "{ }";
      const inner = `${line}  `;
      const fields = json.fields.map(
        ({ name, value }) => `${JSON.stringify(name)} : ${layOut(value, inner)}`,
      );
      return `{${inner}${fields.join(`,${inner}`)}${line}}`;
    }
    case "string":
      return JSON.stringify(json.value);
    case "number":
      return json.text;
    case "boolean":
      return String(json.value);
    case "null":
      return "null";
  }
}
