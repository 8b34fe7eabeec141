import type { DataType } from "./data-type.js";

export interface BuilderOptions {
  readonly format?: string;
  readonly nullable?: boolean;
}

/** The name of a property as TypeScript has it: `__proto__:` would set the object's prototype, `["__proto__"]:` does not. */
export const propertyName = (name: string): string =>
  name === "__proto__" ? '["__proto__"]' : /^[A-Za-z_$][\w$]*$/u.test(name) ? name : JSON.stringify(name);

/** A type as definitions declare it, by the builders of `t`. */
export function builderText(type: DataType, { format, nullable = true }: BuilderOptions = {}): string {
  const options = [
    ...(format === undefined ? [] : [`format: ${JSON.stringify(format)}`]),
    ...(nullable ? [] : ["nullable: false"]),
  ];
  return call(type, options.length === 0 ? "" : `{ ${options.join(", ")} }`);
}

const SCALARS: ReadonlyMap<string, string> = new Map([
  ["tinyint", "int8"],
  ["smallint", "int16"],
  ["int", "int32"],
  ["bigint", "int64"],
  ["binary", "bytes"],
]);

function call(type: DataType, options = ""): string {
  const more = options === "" ? "" : `, ${options}`;
  switch (type.kind) {
    case "decimal":
      return `t.decimal(${type.precision}, ${type.scale}${more})`;
    case "array":
      return `t.array(${call(type.element)}${more})`;
    case "map":
      return `t.map(${call(type.key)}, ${call(type.value)}${more})`;
    case "struct": {
      const fields = type.fields.map((field) => `${propertyName(field.name)}: ${call(field.type)}`);
      return `t.struct({ ${fields.join(", ")} }${more})`;
    }
    default:
      return `t.${SCALARS.get(type.kind) ?? type.kind}(${options})`;
  }
}
