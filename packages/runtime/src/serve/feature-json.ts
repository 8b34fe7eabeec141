import type { Manifest, Value } from "@pinion/core";
import { valueWriter, type WriteValue } from "../http/json/value-writer.js";
import { typeNamed } from "../materialise/evaluate.js";

/**
 * Values of features as JSON, as they are written over HTTP: BIGINTs in full digits, DOUBLEs with a point or an exponent, `-0.0` too, dates and
 * timestamps as texts. Undefined for what is no feature of the project, whose type only its table knows.
 */
export function featureJson({
  features,
  project,
}: Manifest): (name: string, value: Value) => string | undefined {
  const types = new Map(features.map(({ name, type }) => [name, type]));
  const writers = new Map<string, WriteValue>();
  return (name, value) => {
    const type = types.get(name);
    if (type === undefined) return undefined;
    let write = writers.get(type);
    if (write === undefined)
      writers.set(type, (write = valueWriter(typeNamed(type), project.timeZone, "number")));
    return write(value);
  };
}
