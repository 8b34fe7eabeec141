import type { ExpressionFeatureDefinition, WindowFeatureDefinition } from "../definitions.js";
import { frozen } from "../frozen.js";
import { callSite } from "../site.js";
import type { InferValue } from "../types/infer.js";
import type { FeatureDataType, Type } from "../types/type.js";
import { declaredType, defaultOf, descriptionOf, tagsOf, type Annotations } from "./annotations.js";
import type { FeatureValue } from "./value.js";

/** Where a draft keeps its content, out of the way of its methods. */
export const DRAFT: unique symbol = Symbol.for("pinion.draft");
declare const TYPES: unique symbol;

type Bound = "anchor" | "source" | "keys" | "name" | symbol;

export type DraftContent = Omit<ExpressionFeatureDefinition, Bound> | Omit<WindowFeatureDefinition, Bound>;

export type FeatureKind = DraftContent["kind"];

/** A feature before an anchor gives it name, source and keys. */
export interface Draft<Kind extends FeatureKind = FeatureKind, V = unknown> {
  readonly [DRAFT]: DraftContent;
  readonly [TYPES]?: { readonly kind: Kind; readonly value: V };
}

/** A draft with what may be added to it. Every method returns a new draft. */
export interface FeatureDraft<Kind extends FeatureKind = FeatureKind, V = unknown> extends Draft<Kind, V> {
  /** Declares the type. Without it, the compiler infers it. Conversions that lose anything must be written. */
  as<T extends Type<FeatureDataType>>(type: T): FeatureDraft<Kind, InferValue<T>>;
  /** What the feature is where it would be NULL, and for a key that is not there. */
  default(value: NonNullable<V>): FeatureDraft<Kind, NonNullable<V>>;
  describe(description: string): FeatureDraft<Kind, V>;
  /** Names and values for people and catalogues; they change nothing. */
  tag(tags: Readonly<Record<string, string>>): FeatureDraft<Kind, V>;
}

export function draft<Kind extends FeatureKind>(
  content: DraftContent & { readonly kind: Kind },
): FeatureDraft<Kind, FeatureValue> {
  const annotated = (annotations: Annotations) => draft<Kind>({ ...content, ...annotations });
  const made: FeatureDraft<Kind, FeatureValue> = {
    [DRAFT]: frozen(content),
    as: <T extends Type<FeatureDataType>>(type: T) =>
      annotated({ declared: declaredType(type, callSite(made.as)) }) as Draft as FeatureDraft<
        Kind,
        InferValue<T>
      >,
    default: (value) =>
      annotated({ fallback: defaultOf(value, callSite(made.default)) }) as Draft as FeatureDraft<
        Kind,
        NonNullable<FeatureValue>
      >,
    describe: (text) =>
      annotated({ description: descriptionOf(text, { site: callSite(made.describe), path: [0] }) }),
    tag: (tags) => annotated({ tags: tagsOf(tags, { site: callSite(made.tag), path: [0] }) }),
  };
  return frozen(made);
}

export function isDraft(x: unknown): x is Draft {
  return typeof x === "object" && x !== null && DRAFT in x;
}
