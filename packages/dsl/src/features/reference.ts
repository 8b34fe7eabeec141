import type { FeatureDefinition } from "../definitions.js";
import type { Derived } from "./derived.js";
import type { Draft } from "./draft.js";
import type { Lookup } from "./lookup.js";
import type { FeatureValue } from "./value.js";

declare const VALUE: unique symbol;

/** What only TypeScript knows of a feature: its name and the JavaScript type of its values. */
export interface FeatureTypes<Name extends string, V> {
  readonly name: Name;
  readonly [VALUE]?: V;
}

/** A feature of an anchor. */
export type Feature<Name extends string = string, V = unknown> = FeatureDefinition & FeatureTypes<Name, V>;

/** A feature of an anchor, a derived one or a lookup. */
export type AnyFeature = Feature | Derived | Lookup;

/** The features that drafts become, by name. */
export type FeaturesOf<Drafts> = {
  readonly [Name in keyof Drafts & string]: Feature<Name, DraftValue<Drafts[Name]>>;
};

type DraftValue<D> = D extends Draft<infer _, infer V> ? V : FeatureValue;

/** The JavaScript type of a feature's values. */
export type InferFeature<F> = F extends FeatureTypes<string, infer V> ? V : never;
