import type { Value } from "@pinion/core";
import type { KeyInput, KeyPart } from "./read-key.js";

/*
 * The types of a project's features and keys, which the compiler writes to `client.d.ts`. Without them every name is a
 * feature, every entity has every key.
 */

/** Features by name with the types of their values: `PinionFeatures`. */
export type FeatureTypes = object;

/** Keys by name with what they are given as: `PinionKeys`. */
export type KeyTypes = object;

/** The names of the keys of each feature, in order: `PinionFeatureKeys`. */
export type FeatureKeyNames = object;

export type AnyKeys = Readonly<Record<string, KeyPart>>;
export type AnyFeatureKeys = Readonly<Record<string, readonly string[]>>;

/** The names of features; any where none are known. */
export type NameOf<Features> = [keyof Features] extends [never] ? string : keyof Features & string;

/** Values of a list of features by name; null where there is none. Of a list that is known only when running, any may be missing. */
export type FeatureValues<Features, Names extends readonly PropertyKey[]> =
  IsKnown<Names> extends true
    ? { readonly [N in Names[number]]: ValueOf<Features, N> }
    : { readonly [N in Names[number]]?: ValueOf<Features, N> };

type ValueOf<Features, Name> = Name extends keyof Features ? Features[Name] : Value;

/** Whether a list names its features one by one; a list of any texts is taken at its word. */
type IsKnown<Names extends readonly PropertyKey[]> = number extends Names["length"]
  ? string extends Names[number]
    ? true
    : false
  : true;

/** The same by the position of their names, and null where no table holds one. */
export type ValuesOf<Features, Names extends readonly PropertyKey[]> = {
  readonly [I in keyof Names]: ValueOf<Features, Names[I]> | null;
};

type PartOf<Keys, Key> = Key extends keyof Keys ? Keys[Key] : KeyPart;

type KeysOf<FeatureKeys, Name> = Name extends keyof FeatureKeys ? FeatureKeys[Name] : readonly string[];

type KeyNamesOf<FeatureKeys, Name> = KeysOf<FeatureKeys, Name> extends readonly (infer Key)[] ? Key : never;

/** An entity with every key that some features need; it may have others. */
export type EntityOf<Keys, FeatureKeys, Name> = {
  readonly [Key in KeyNamesOf<FeatureKeys, Name> & string]: PartOf<Keys, Key>;
} & { readonly [Key in keyof Keys]?: Keys[Key] };

/** The key of a table of some features: its part, the parts in order, or those of a composite one as a text. */
export type KeyOf<Keys, FeatureKeys, Name> = [KeyedOf<FeatureKeys, Name>] extends [never]
  ? KeyInput
  : KeyOfEach<Keys, FeatureKeys, KeyedOf<FeatureKeys, Name>>;

/** The features that are of a key: those of request columns alone are of any. */
type KeyedOf<FeatureKeys, Name> = Name extends unknown
  ? KeysOf<FeatureKeys, Name> extends readonly []
    ? never
    : Name
  : never;

type KeyOfEach<Keys, FeatureKeys, Name> = Name extends unknown
  ? KeysOf<FeatureKeys, Name> extends infer Parts extends readonly unknown[]
    ? number extends Parts["length"]
      ? KeyInput
      : | { readonly [I in keyof Parts]: PartOf<Keys, Parts[I]> }
        | (Parts extends readonly [infer Only] ? PartOf<Keys, Only> : string)
    : never
  : never;
