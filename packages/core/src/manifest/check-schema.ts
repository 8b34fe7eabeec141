import { manifestSchema, type Schema } from "./schema.js";

/** What does not fit the schema: where (`/features/3/name`) and what is wrong there. */
export interface Misfit {
  readonly path: string;
  readonly message: string;
}

/** The first thing about a JSON value that does not fit; undefined where all does. */
export function misfitOf(value: unknown, schema: Schema, path = ""): Misfit | undefined {
  if (schema.$ref !== undefined) {
    const to = manifestSchema.$defs[schema.$ref.slice("#/$defs/".length)];
    if (to === undefined) throw new Error(`no definition ${schema.$ref}`);
    return misfitOf(value, to, path);
  }
  if (schema.anyOf !== undefined) return misfitOfAny(value, schema.anyOf, path);
  if (schema.const !== undefined && value !== schema.const) return wrong(path, JSON.stringify(schema.const));
  if (schema.enum !== undefined && !schema.enum.some((one) => one === value)) {
    return wrong(path, schema.enum.map((one) => JSON.stringify(one)).join(" or "));
  }
  switch (schema.type) {
    case undefined:
      return undefined;
    case "string":
      if (typeof value !== "string") return wrong(path, "a text");
      if (schema.pattern === undefined || new RegExp(schema.pattern, "u").test(value)) return undefined;
      return wrong(path, `a text like ${schema.pattern}`);
    case "boolean":
      return typeof value === "boolean" ? undefined : wrong(path, "true or false");
    case "number":
    case "integer":
      return misfitOfNumber(value, schema, path);
    case "array":
      return misfitOfArray(value, schema.items ?? {}, path);
    case "object":
      return misfitOfObject(value, schema, path);
  }
}

const wrong = (path: string, expected: string): Misfit => ({ path, message: `expected ${expected}` });

/** Alternatives are told apart by their `kind`; the misfit is that of the one that is meant. */
function misfitOfAny(value: unknown, alternatives: readonly Schema[], path: string): Misfit | undefined {
  let nearest: Misfit | undefined;
  for (const alternative of alternatives) {
    const misfit = misfitOf(value, alternative, path);
    if (misfit === undefined) return undefined;
    if (nearest === undefined || misfit.path !== `${path}/kind`) nearest = misfit;
  }
  return nearest;
}

function misfitOfNumber(value: unknown, schema: Schema, path: string): Misfit | undefined {
  const whole = schema.type === "integer";
  if (typeof value !== "number" || (whole && !Number.isSafeInteger(value))) {
    return wrong(path, whole ? "a whole number" : "a number");
  }
  if (value < (schema.minimum ?? -Infinity)) return wrong(path, `at least ${schema.minimum ?? ""}`);
  if (value > (schema.maximum ?? Infinity)) return wrong(path, `at most ${schema.maximum ?? ""}`);
  return undefined;
}

function misfitOfArray(value: unknown, items: Schema, path: string): Misfit | undefined {
  if (!Array.isArray(value)) return wrong(path, "a list");
  for (const [i, item] of (value as readonly unknown[]).entries()) {
    const misfit = misfitOf(item, items, `${path}/${i}`);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}

function misfitOfObject(value: unknown, schema: Schema, path: string): Misfit | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong(path, "an object");
  const missing = schema.required?.find((key) => !Object.hasOwn(value, key));
  if (missing !== undefined) return { path: `${path}/${missing}`, message: "is missing" };
  const { properties = {}, additionalProperties = true } = schema;
  for (const [key, part] of Object.entries(value)) {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (known === undefined && additionalProperties === false) {
      return { path: `${path}/${key}`, message: "is not known" };
    }
    const rule = known ?? (typeof additionalProperties === "object" ? additionalProperties : {});
    const misfit = misfitOf(part, rule, `${path}/${key}`);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}
