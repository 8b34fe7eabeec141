import { isAnchored, PinionError, type Manifest } from "@pinion/core";
import { select, type Selection } from "../materialise/select.js";

/**
 * The features of a table by the source that they are of: each source is a stream of its own, with its own events and its
 * own time. Throws PN7051 where a feature is derived of several.
 */
export function divide(manifest: Manifest, { features }: Selection): readonly Selection[] {
  const names = new Map<string, string[]>();
  for (const { name } of features) {
    const { sources, needed } = select(manifest, [name]);
    const own = sources.map(({ plan }) => plan.source);
    const [source = ""] = own;
    if (own.length > 1) {
      const of = [...new Set(own)];
      const inputs = needed.filter(isAnchored).map((feature) => feature.name);
      throw new PinionError(
        "PN7051",
        `\`${name}\` is derived of features of ${of.length > 1 ? `several streams (${of.join(", ")})` : `several keys of ${source}`}, and no event tells all of them`,
        { help: `stream ${inputs.join(", ")}: \`${name}\` is computed of them when it is asked for` },
      );
    }
    const there = names.get(source);
    if (there === undefined) names.set(source, [name]);
    else there.push(name);
  }
  return Array.from(names.values(), (all) => select(manifest, all));
}
