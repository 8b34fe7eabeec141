import { decimalOfIntegral, sameType, type DataType, type DecimalType, type Value } from "@pinion/core";

/** How values of a stored type become values of the type that their reader declares. */
export type Reading =
  /** They are values of it as they are: of the same type, or of one with the same values in process. */
  | { readonly kind: "asStored" }
  | { readonly kind: "converted"; readonly convert: Convert }
  /** Something could be lost, or would have to be interpreted. */
  | { readonly kind: "refused" };

/** Of values but NULL. */
export type Convert = (value: Value) => Value;

const AS_STORED: Reading = { kind: "asStored" };
const REFUSED: Reading = { kind: "refused" };

/**
 * The one place where it is decided what a reader makes of rows that were stored with another type: numbers are widened where every value
 * of the stored type is one of the declared type, within arrays, maps and structs too. Whether this very value could be kept is
 * not looked at: what can be read is known before any row is.
 */
export function readingOf(stored: DataType, declared: DataType): Reading {
  if (sameType(stored, declared)) return AS_STORED;
  switch (declared.kind) {
    case "smallint":
    case "int":
    case "bigint":
    case "float":
    case "double":
      return NARROWER[declared.kind].includes(stored.kind) ? AS_STORED : REFUSED;
    case "decimal":
      return decimalReading(stored, declared);
    case "array":
      return stored.kind === "array"
        ? ofParts([readingOf(stored.element, declared.element)], ([element = same]) => elementsOf(element))
        : REFUSED;
    case "map":
      return stored.kind === "map"
        ? ofParts(
            [readingOf(stored.key, declared.key), readingOf(stored.value, declared.value)],
            ([key = same, item = same]) =>
              (value) =>
                (value as readonly (readonly Value[])[]).map(([k = null, v = null]) => [
                  orNull(key, k),
                  orNull(item, v),
                ]),
          )
        : REFUSED;
    case "struct": {
      if (stored.kind !== "struct" || stored.fields.length !== declared.fields.length) return REFUSED;
      const parts = stored.fields.map(({ name, type }, i) => {
        const field = declared.fields[i];
        return field?.name === name ? readingOf(type, field.type) : REFUSED;
      });
      return ofParts(
        parts,
        (converts) => (value) =>
          (value as readonly Value[]).map((part, i) => orNull(converts[i] ?? same, part)),
      );
    }
    default:
      return REFUSED;
  }
}

/** Types all of whose values are values of a wider one. An INT has more digits than a FLOAT keeps, a BIGINT more than a DOUBLE. */
const NARROWER: Readonly<
  Record<"smallint" | "int" | "bigint" | "float" | "double", readonly DataType["kind"][]>
> = {
  smallint: ["tinyint"],
  int: ["tinyint", "smallint"],
  bigint: ["tinyint", "smallint", "int"],
  float: ["tinyint", "smallint"],
  double: ["tinyint", "smallint", "int", "float"],
};

/** In process a DECIMAL is its digits without the point. */
function decimalReading(stored: DataType, declared: DecimalType): Reading {
  const from = stored.kind === "decimal" ? stored : decimalOfIntegral(stored);
  if (from === undefined || from.scale > declared.scale) return REFUSED;
  if (from.precision - from.scale > declared.precision - declared.scale) return REFUSED;
  const shift = 10n ** BigInt(declared.scale - from.scale);
  return { kind: "converted", convert: (value) => BigInt(value as bigint | number) * shift };
}

const same: Convert = (value) => value;

const orNull = (convert: Convert, value: Value): Value => (value === null ? null : convert(value));

const elementsOf =
  (element: Convert): Convert =>
  (value) =>
    (value as readonly Value[]).map((part) => orNull(element, part));

/** The reading of what has parts: as stored where all of them are, refused where one of them is. */
function ofParts(parts: readonly Reading[], make: (converts: readonly Convert[]) => Convert): Reading {
  if (parts.some(({ kind }) => kind === "refused")) return REFUSED;
  if (parts.every(({ kind }) => kind === "asStored")) return AS_STORED;
  return {
    kind: "converted",
    convert: make(parts.map((part) => (part.kind === "converted" ? part.convert : same))),
  };
}
