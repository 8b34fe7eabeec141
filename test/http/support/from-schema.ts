import fc from "fast-check";

/* Arbitrary documents of a JSON Schema, as far as the server's OpenAPI document uses it. */

export type Schema = Readonly<Record<string, unknown>>;
type Json = unknown;

const INTERESTING: readonly Json[] = [
  null,
  0,
  -1,
  1e308,
  2 ** 53 + 2,
  "",
  "__proto__",
  "constructor",
  "zones:f_rides",
  "2024-03-07T00:00:00Z",
  [],
  {},
];

/** Documents that fit the schema, mostly; `components` resolves references. */
export function fromSchema(schema: Schema, components: Readonly<Record<string, Schema>>): fc.Arbitrary<Json> {
  const { $ref, type, properties, required, items, additionalProperties } = schema;
  const resolve = (inner: unknown): fc.Arbitrary<Json> => fromSchema(inner as Schema, components);
  if (typeof $ref === "string") return resolve(components[$ref.split("/").at(-1) ?? ""] ?? {});
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as Json[]));
  if (Array.isArray(schema["anyOf"])) return fc.oneof(...(schema["anyOf"] as unknown[]).map(resolve));
  if (Array.isArray(type))
    return fc.oneof(...type.map((one) => resolve({ ...schema, type: one as unknown })));
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.oneof(fc.integer({ min: -3, max: 5 }), fc.maxSafeInteger());
    case "number":
      return fc.oneof(
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: 0.1, max: 1e6, noNaN: true, noDefaultInfinity: true }),
      );
    case "string":
      return fc.oneof(
        fc.constantFrom("zones", "pairs", "ann", "1", "zones:f_rides", "2024-03-07"),
        fc.string(),
      );
    case "array":
      return fc.array(items === undefined ? fc.jsonValue() : resolve(items), { maxLength: 4 });
    case "object": {
      const known = Object.entries((properties ?? {}) as Readonly<Record<string, unknown>>);
      const model = Object.fromEntries(known.map(([name, inner]) => [name, resolve(inner)]));
      const needed = (required ?? []) as readonly string[];
      const named = fc.record(model, { requiredKeys: [...needed] as never[] });
      if (typeof additionalProperties !== "object" || additionalProperties === null) return named;
      const others = fc.dictionary(
        fc.oneof(fc.constantFrom("zone", "rider", "f_pushed", "event_timestamp"), fc.string()),
        resolve(additionalProperties),
        { maxKeys: 3 },
      );
      return fc.tuple(others, named).map(([a, b]) => ({ ...a, ...b }));
    }
    default:
      return fc.jsonValue();
  }
}

/** The same with, sometimes, something else somewhere inside. */
export const nearly = (documents: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .tuple(
      documents,
      fc.option(fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(...INTERESTING), fc.jsonValue())), { freq: 2 }),
    )
    .map(([document, change]) => (change === null ? document : replaceAt(document, change[0], change[1])));

/** Replaces the nth part of a document, counted round. */
function replaceAt(document: Json, index: number, value: Json): Json {
  const count = countParts(document);
  let at = index % count;
  const walk = (part: Json): Json => {
    if (at-- === 0) return value;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(document);
}

function countParts(part: Json): number {
  if (typeof part !== "object" || part === null) return 1;
  return Object.values(part).reduce<number>((sum, inner) => sum + countParts(inner), 1);
}
