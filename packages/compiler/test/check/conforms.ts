import { fitsPrecision, type DataType, type Value } from "@pinion/core";

const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, int: 32 };

/** Whether a value stands as values of its type stand; what is wrong otherwise. */
export function misfit(value: Value, type: DataType): string | undefined {
  if (value === null) return undefined;
  const bad = (): string => `${typeof value} ${String(value)} as ${type.kind}`;
  switch (type.kind) {
    case "void":
      return bad();
    case "boolean":
      return typeof value === "boolean" ? undefined : bad();
    case "tinyint":
    case "smallint":
    case "int": {
      const end = 2 ** ((BITS[type.kind] ?? 0) - 1);
      const fits = Number.isInteger(value) && (value as number) >= -end && (value as number) < end;
      return fits && !Object.is(value, -0) ? undefined : bad();
    }
    case "date":
    case "time":
    case "yearMonthInterval":
      return Number.isInteger(value) && !Object.is(value, -0) ? undefined : bad();
    case "bigint":
    case "timestamp":
    case "dayTimeInterval":
      return isInt64(value) ? undefined : bad();
    case "float":
      return typeof value === "number" && Object.is(Math.fround(value), value) ? undefined : bad();
    case "double":
      return typeof value === "number" ? undefined : bad();
    case "decimal":
      return typeof value === "bigint" && fitsPrecision(value, type.precision) ? undefined : bad();
    case "string":
      return typeof value === "string" && !/[\uD800-\uDFFF]/u.test(value) ? undefined : bad();
    case "binary":
      return value instanceof Uint8Array ? undefined : bad();
    case "calendarInterval":
      return typeof value === "object" && "months" in value ? undefined : bad();
    case "array":
      return Array.isArray(value) ? first(value.map((part: Value) => misfit(part, type.element))) : bad();
    case "map":
      if (!Array.isArray(value)) return bad();
      return first(
        value.map((entry: readonly [Value, Value]) =>
          entry.length !== 2 || entry[0] === null
            ? "a map's entry"
            : (misfit(entry[0], type.key) ?? misfit(entry[1], type.value)),
        ),
      );
    case "struct":
      if (!Array.isArray(value) || value.length !== type.fields.length) return bad();
      return first(type.fields.map((field, i) => misfit((value as readonly Value[])[i] ?? null, field.type)));
  }
}

function isInt64(value: Value): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value) && !Object.is(value, -0);
  return (
    typeof value === "bigint" &&
    BigInt.asIntN(64, value) === value &&
    (value > 2n ** 53n - 1n || value < 1n - 2n ** 53n)
  );
}

const first = (problems: readonly (string | undefined)[]): string | undefined =>
  problems.find((problem) => problem !== undefined);
