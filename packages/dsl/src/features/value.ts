/** One value of a feature, NULL apart. */
type FeatureScalar = boolean | number | bigint | string | Uint8Array;

/** What a feature whose type is not declared may yield. */
export type FeatureValue = FeatureScalar | readonly (FeatureScalar | null)[] | null;
