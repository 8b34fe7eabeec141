import { DEFINITION } from "../brand.js";
import type { AnyFeatureDefinition, DerivedDefinition, DerivedInput } from "../definitions.js";
import { DefinitionError, type DefinitionPlace } from "../error.js";
import { expressionOf } from "../expression.js";
import { noExpression, orMistaken } from "../mistakes.js";
import { checkFeatureName, shown } from "../name.js";
import { callSite } from "../site.js";
import type { InferValue } from "../types/infer.js";
import type { FeatureDataType, Type } from "../types/type.js";
import { annotated } from "./annotated.js";
import { isFeature } from "./is-feature.js";
import type { FeatureTypes } from "./reference.js";
import type { FeatureValue } from "./value.js";

/** What a feature is computed from, and how. */
export interface DerivedOptions {
  /** The features it is computed from, by the names that the transform calls them. Their keys may differ. */
  readonly inputs: Readonly<Record<string, AnyFeatureDefinition>>;
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
  const head = { [DEFINITION]: "derived", kind: "derived", site, name } as const;
  const make = (definition: DerivedDefinition): DerivedDefinition =>
    annotated(definition, (more) => make({ ...definition, ...more }));
  const definition = orMistaken(
    (): DerivedDefinition => {
      checkFeatureName(name, { site, path: [0] });
      return {
        ...head,
        inputs: inputsOf(options.inputs, name, { site, path: [1, "inputs"] }),
        expression: expressionOf(options.transform, site, [1, "transform"]),
      };
    },
    () => ({ ...head, inputs: [], expression: noExpression(site) }),
  );
  return make(definition) as Derived<Name, FeatureValue>;
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
