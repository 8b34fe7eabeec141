import { DEFINITION } from "../brand.js";
import type { DerivedDefinition, DerivedInput, FeatureDefinition } from "../definitions.js";
import { DefinitionError, type DefinitionPlace } from "../error.js";
import { expressionOf } from "../expression.js";
import { checkFeatureName, shown } from "../name.js";
import { callSite } from "../site.js";
import type { InferValue } from "../types/infer.js";
import type { FeatureDataType, Type } from "../types/type.js";
import { declaredType, defaultOf, descriptionOf, tagsOf, type Annotations } from "./annotations.js";
import type { FeatureTypes } from "./reference.js";
import type { FeatureValue } from "./value.js";

export interface DerivedOptions {
  /** The features it is computed from, by the names that the transform calls them. Their keys may differ. */
  readonly inputs: Readonly<Record<string, FeatureDefinition | DerivedDefinition>>;
  /** An expression over the inputs. */
  readonly transform: string;
}

/** A derived feature. Every method returns a new one. */
export interface Derived<Name extends string = string, V = unknown>
  extends DerivedDefinition, FeatureTypes<Name, V> {
  readonly name: Name;
  /** Declares the type. Without it, the compiler infers it. Conversions that lose anything must be written. */
  as<T extends Type<FeatureDataType>>(type: T): Derived<Name, InferValue<T>>;
  /** What the feature is where it would be NULL. */
  default(value: NonNullable<V>): Derived<Name, NonNullable<V>>;
  describe(description: string): Derived<Name, V>;
  /** Names and values for people and catalogues; they change nothing. */
  tag(tags: Readonly<Record<string, string>>): Derived<Name, V>;
}

/** A feature computed from other features. It has all the keys of its inputs. */
export function derived<const Name extends string>(
  name: Name,
  options: DerivedOptions,
): Derived<Name, FeatureValue> {
  const site = callSite(derived);
  checkFeatureName(name, { site, path: [0] });
  return make({
    [DEFINITION]: "derived",
    kind: "derived",
    site,
    name,
    inputs: inputsOf(options.inputs, name, { site, path: [1, "inputs"] }),
    expression: expressionOf(options.transform, site, [1, "transform"]),
  });
}

function inputsOf(inputs: unknown, name: string, place: DefinitionPlace): readonly DerivedInput[] {
  const list = typeof inputs === "object" && inputs !== null ? Object.entries(inputs) : [];
  if (list.length === 0) {
    throw new DefinitionError("PN1109", `derived feature \`${name}\` has no inputs`, place);
  }
  return Object.freeze(
    list.map(([input, feature]: [string, unknown]) => {
      if (isFeature(feature)) return Object.freeze({ name: input, feature });
      throw new DefinitionError(
        "PN1109",
        `input \`${input}\` of derived feature \`${name}\` is ${shown(feature)}, not a feature`,
        { site: place.site, path: [...place.path, input] },
        { help: "take features from an anchor, as in `anchor.features.name`" },
      );
    }),
  );
}

function isFeature(x: unknown): x is FeatureDefinition | DerivedDefinition {
  if (typeof x !== "object" || x === null || !(DEFINITION in x)) return false;
  return x[DEFINITION] === "feature" || x[DEFINITION] === "derived";
}

/** The methods stand on the prototype: what one sees, spreads and compares is the definition alone. */
function make<Name extends string>(
  definition: DerivedDefinition & { readonly name: Name },
): Derived<Name, FeatureValue> {
  const annotated = (annotations: Annotations) => make<Name>({ ...definition, ...annotations });
  const methods: Pick<Derived<Name, FeatureValue>, "as" | "default" | "describe" | "tag"> = {
    as: <T extends Type<FeatureDataType>>(type: T) =>
      annotated({ declared: declaredType(type, callSite(methods.as)) }) as Derived<Name, InferValue<T>>,
    default: (value) =>
      annotated({ fallback: defaultOf(value, callSite(methods.default)) }) as Derived<
        Name,
        NonNullable<FeatureValue>
      >,
    describe: (text) =>
      annotated({ description: descriptionOf(text, { site: callSite(methods.describe), path: [0] }) }),
    tag: (tags) => annotated({ tags: tagsOf(tags, { site: callSite(methods.tag), path: [0] }) }),
  };
  const made = Object.create(Object.freeze(methods)) as typeof methods;
  return Object.freeze(Object.assign(made, definition));
}
