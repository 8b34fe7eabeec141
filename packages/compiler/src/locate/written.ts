import type { ts } from "ts-morph";

/** How a value was written. */
export type Written =
  | { readonly kind: "expression"; readonly node: ts.Expression }
  /** A property's name, as `Object.keys` gives it. */
  | { readonly kind: "name"; readonly name: ts.PropertyName }
  /** A property, as `Object.entries` gives it. */
  | { readonly kind: "pair"; readonly property: NamedProperty }
  | { readonly kind: "unknown" };

export type NamedProperty = ts.ObjectLiteralElementLike & { readonly name: ts.PropertyName };
