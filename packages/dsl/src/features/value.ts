/** One value of a feature, NULL apart. */
type FeatureScalar = boolean | number | bigint | string | Uint8Array;

type FeatureVector = readonly (FeatureScalar | null)[];

/** What a feature whose type is not declared may yield: a value, a vector, or the entries of a map. */
export type FeatureValue =
  | FeatureScalar
  | FeatureVector
  | readonly (readonly [FeatureScalar, FeatureScalar | FeatureVector | null])[]
  | null;
