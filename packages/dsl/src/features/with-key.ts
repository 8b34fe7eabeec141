import type { FeatureDefinition, KeyDefinition } from "../definitions.js";
import { DEFINITION } from "../brand.js";
import { DefinitionError } from "../error.js";
import { frozen } from "../frozen.js";
import { checkFeatureName, shown } from "../name.js";
import { callSite } from "../site.js";
import type { Feature } from "./reference.js";

/**
 * A feature under other keys: the same computation, looked up by another part of an entity, so that a derived feature
 * can take it twice, as the delay of the airports of origin and of destination. `keys` gives the new names of the
 * feature's keys: one name where it has one key, otherwise a name for each that changes.
 */
export function withKey<const Name extends string, V>(
  name: Name,
  feature: Feature<string, V>,
  keys: string | Readonly<Record<string, string>>,
): Feature<Name, V> {
  const site = callSite(withKey);
  checkFeatureName(name, { site, path: [0] });
  const given: unknown = feature;
  if (!isFeature(given)) {
    throw new DefinitionError(
      "PN1109",
      `withKey takes a feature, and this is ${shown(given)}`,
      {
        site,
        path: [1],
      },
      { help: "take features from an anchor, as in `anchor.features.name`" },
    );
  }
  const renamed = renamesOf(keys, given.keys, { site, path: [2] });
  return frozen({
    ...given,
    name,
    aliasOf: given.aliasOf ?? given.name,
    keys: frozen(given.keys.map((key) => frozen({ ...key, name: renamed.get(key.name) ?? key.name }))),
  }) as FeatureDefinition as Feature<Name, V>;
}

function isFeature(x: unknown): x is FeatureDefinition {
  return typeof x === "object" && x !== null && DEFINITION in x && x[DEFINITION] === "feature";
}

function renamesOf(
  names: unknown,
  keys: readonly KeyDefinition[],
  place: { readonly site: string; readonly path: readonly number[] },
): ReadonlyMap<string, string> {
  const [only] = keys;
  const entries: readonly [string, unknown][] =
    typeof names === "string" && only !== undefined && keys.length === 1
      ? [[only.name, names]]
      : typeof names === "object" && names !== null
        ? Object.entries(names)
        : [];
  const known = new Set(keys.map((key) => key.name));
  const good = entries.filter(
    (entry): entry is [string, string] =>
      known.has(entry[0]) && typeof entry[1] === "string" && entry[1] !== "",
  );
  const renamed = new Map(good);
  const after = keys.map((key) => renamed.get(key.name) ?? key.name);
  if (good.length > 0 && good.length === entries.length && new Set(after).size === keys.length)
    return renamed;
  throw new DefinitionError(
    "PN1112",
    `the feature's keys are ${keys.map((key) => key.name).join(", ")}, and these are no names for them`,
    place,
    { help: `write { ${keys.map((key) => `${key.name}: "…"`).join(", ")} }` },
  );
}
