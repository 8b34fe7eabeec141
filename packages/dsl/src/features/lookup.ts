import { LOOKUP_OPS, nearest, type LookupOp } from "@pinion/core";
import { DEFINITION } from "../brand.js";
import type { AnyFeatureDefinition, KeyDefinition, LookupBase, LookupDefinition } from "../definitions.js";
import { DefinitionError, type DefinitionPlace } from "../error.js";
import { frozen } from "../frozen.js";
import { checkFeatureName, shown } from "../name.js";
import { callSite } from "../site.js";
import type { InferValue } from "../types/infer.js";
import type { FeatureDataType, Type, TypeMistake } from "../types/type.js";
import { annotated } from "./annotated.js";
import { isFeature, keysOf } from "./is-feature.js";
import type { FeatureTypes, InferFeature } from "./reference.js";
import type { FeatureValue } from "./value.js";

/** A feature, or one for each key of the expansion by the key's name. */
export type LookupBases = AnyFeatureDefinition | Readonly<Record<string, AnyFeatureDefinition>>;

/** Which features are the key of another entity, and what is looked up of it. */
export interface LookupOptions<B extends LookupBases, E extends AnyFeatureDefinition> {
  /**
   * The feature whose value is the key to look up: a value of the key's type, or a list of them. Of an expansion with
   * several keys, a feature for each by the key's name; one of them at most may be a list.
   */
  readonly base: B;
  /** The feature that is looked up, of whatever entity. */
  readonly expansion: E;
}

/** Of a list of keys: how the values found become one. */
type AggregationRule<B> = [NonNullable<InferFeature<B>>] extends [never]
  ? { readonly aggregation?: LookupOp }
  : [NonNullable<InferFeature<B>>] extends [readonly unknown[]]
    ? { readonly aggregation: LookupOp }
    : [NonNullable<InferFeature<B>>] extends [boolean | number | bigint | string | Uint8Array]
      ? { readonly aggregation?: TypeMistake<"the base is one key: there is nothing to aggregate"> }
      : { readonly aggregation?: LookupOp };

/** What is looked up, before an aggregate or a declaration makes something else of it. */
type LookedUp<O, E> = O extends { readonly aggregation: LookupOp } ? FeatureValue : InferFeature<E> | null;

/** A lookup. Every method returns a new one. */
export interface Lookup<Name extends string = string, V = unknown>
  extends LookupDefinition, FeatureTypes<Name, V> {
  readonly name: Name;
  /** Declares the type. Without it, the compiler infers it. Conversions that lose anything must be written. */
  as<T extends Type<FeatureDataType>>(type: T): Lookup<Name, InferValue<T>>;
  /** What the feature is where it would be NULL. */
  default(value: NonNullable<V>): Lookup<Name, NonNullable<V>>;
  describe(description: string): Lookup<Name, V>;
  /** Names and values for people and catalogues; they change nothing. */
  tag(tags: Readonly<Record<string, string>>): Lookup<Name, V>;
}

/**
 * A feature of one entity looked up by the feature of another: the price of a user's favourite item, the mean price of
 * the items in a cart. As of t it is the expansion as of t, of the key that the base is as of t. It has the keys of its bases.
 */
export function lookup<
  const Name extends string,
  const B extends LookupBases,
  E extends AnyFeatureDefinition,
  const O extends AggregationRule<B>,
>(name: Name, options: LookupOptions<B, E> & O): Lookup<Name, LookedUp<O, E>> {
  const site = callSite(lookup);
  checkFeatureName(name, { site, path: [0] });
  const given: { base: unknown; expansion: unknown; aggregation?: unknown } = options;
  const { base, expansion, aggregation } = given;
  if (!isFeature(expansion))
    throw noFeature(expansion, "the expansion", name, { site, path: [1, "expansion"] });
  const make = (definition: LookupDefinition): LookupDefinition =>
    annotated(definition, (more) => make({ ...definition, ...more }));
  return make({
    [DEFINITION]: "lookup",
    kind: "lookup",
    site,
    name,
    bases: basesOf(base, expansion, name, { site, path: [1, "base"] }),
    expansion,
    ...(aggregation === undefined
      ? {}
      : { aggregation: aggregationOf(aggregation, name, { site, path: [1, "aggregation"] }) }),
  }) as Lookup<Name, LookedUp<O, E>>;
}

function basesOf(
  given: unknown,
  expansion: AnyFeatureDefinition,
  name: string,
  place: DefinitionPlace,
): readonly LookupBase[] {
  const keys = keysOf(expansion);
  const [only] = keys;
  if (only === undefined) {
    throw new DefinitionError(
      "PN1118",
      `\`${expansion.name}\`, which lookup \`${name}\` looks up, has no key`,
      { site: place.site, path: [1, "expansion"] },
      { help: "it is computed from the request: take it as an input of a derived feature" },
    );
  }
  if (isFeature(given)) {
    if (keys.length === 1) return frozen([frozen({ key: only, feature: given, path: place.path })]);
    throw new DefinitionError(
      "PN1118",
      `\`${expansion.name}\` has the keys ${list(keys)}, and lookup \`${name}\` has one base`,
      place,
      {
        label: `expected a base for each key`,
        help: `write { ${keys.map((key) => `${key.name}: …`).join(", ")} }`,
      },
    );
  }
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw noFeature(given, "the base", name, place);
  const named = new Map<string, unknown>(Object.entries(given));
  for (const base of named.keys()) {
    if (keys.some((key) => key.name === base)) continue;
    const meant = nearest(
      base,
      keys.map((key) => key.name),
    );
    throw new DefinitionError(
      "PN1118",
      `\`${expansion.name}\`, which lookup \`${name}\` looks up, has no key \`${base}\``,
      { ...place, path: [...place.path, base] },
      {
        label: "unknown key",
        help: meant === undefined ? `its keys are ${list(keys)}` : `did you mean \`${meant}\`?`,
      },
    );
  }
  return frozen(
    keys.map((key): LookupBase => {
      const path = [...place.path, key.name];
      const feature = named.get(key.name);
      if (isFeature(feature)) return frozen({ key, feature, path });
      if (feature !== undefined)
        throw noFeature(feature, `the base \`${key.name}\``, name, { ...place, path });
      throw new DefinitionError(
        "PN1118",
        `lookup \`${name}\` has no base for the key \`${key.name}\` of \`${expansion.name}\``,
        place,
        { help: `name the feature whose value it is: { ${key.name}: … }` },
      );
    }),
  );
}

const list = (keys: readonly KeyDefinition[]): string => keys.map((key) => key.name).join(", ");

const noFeature = (given: unknown, what: string, name: string, place: DefinitionPlace): DefinitionError =>
  new DefinitionError("PN1118", `${what} of lookup \`${name}\` is ${shown(given)}, not a feature`, place, {
    help: "take features from an anchor, as in `anchor.features.name`",
  });

function aggregationOf(given: unknown, name: string, place: DefinitionPlace): LookupOp {
  const op = LOOKUP_OPS.find((one) => one === given);
  if (op !== undefined) return op;
  const meant = typeof given === "string" ? nearest(given, LOOKUP_OPS) : undefined;
  throw new DefinitionError("PN1118", `lookup \`${name}\` is aggregated by ${shown(given)}`, place, {
    label: "no aggregation of lookups",
    help: meant === undefined ? `it is one of ${LOOKUP_OPS.join(", ")}` : `did you mean "${meant}"?`,
  });
}
