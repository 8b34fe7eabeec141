import { valueToJson, type DataType, type Value } from "@pinion/core";

/** Writes a value of each column as a row of a segment, which is JSON; NULLs are left out. */
export type RowText = (values: readonly Value[]) => string;

export function rowText(columns: readonly { readonly name: string; readonly type: DataType }[]): RowText {
  const fields = columns.map(({ name, type }) => ({ name: JSON.stringify(name), write: writerOf(type) }));
  return (values) => {
    const members = fields.flatMap(({ name, write }, i) => {
      const value = values[i] ?? null;
      return value === null ? [] : [`${name}:${write(value)}`];
    });
    return `{${members.join(",")}}`;
  };
}

/** As `valueToJson` of the core, but that instants name their zone: what is read back is the same in every project. */
function writerOf(type: DataType): (value: Value) => string {
  switch (type.kind) {
    case "timestamp":
      return (value) => valueToJson(value, type, "UTC").replace(/"$/u, 'Z"');
    case "array": {
      const element = orNull(writerOf(type.element));
      return (value) => `[${(value as readonly Value[]).map(element).join(",")}]`;
    }
    case "map": {
      const [key, item] = [orNull(writerOf(type.key)), orNull(writerOf(type.value))];
      const pairs = (value: Value) => value as readonly (readonly [Value, Value])[];
      return (value) =>
        `[${pairs(value)
          .map(([k, v]) => `[${key(k)},${item(v)}]`)
          .join(",")}]`;
    }
    case "struct": {
      const write = rowText(type.fields);
      return (value) => write(value as readonly Value[]);
    }
    default:
      return (value) => valueToJson(value, type, "UTC");
  }
}

const orNull =
  (write: (value: Value) => string) =>
  (value: Value): string =>
    value === null ? "null" : write(value);
