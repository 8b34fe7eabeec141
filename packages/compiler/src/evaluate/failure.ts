import type { DefinitionFailure, Failure, FailurePlace } from "./protocol.js";

/** What was thrown, as data. Anything can be thrown. */
export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return { message: `threw ${describe(thrown)}`, stack: "" };
  const { name, message, stack } = thrown;
  const definition = definitionOf(thrown);
  return {
    message: definition === undefined ? `${name}: ${message}` : message,
    stack: typeof stack === "string" ? stack : "",
    ...(definition === undefined ? {} : { definition }),
  };
}

function describe(thrown: unknown): string {
  if (typeof thrown === "string") return JSON.stringify(thrown);
  return typeof thrown === "object" && thrown !== null ? "an object" : String(thrown);
}

/** By its shape: another copy of the package may have made it. */
function definitionOf(error: object): DefinitionFailure | undefined {
  const { code, help, label, place, related } = error as Partial<Record<string, unknown>>;
  if (typeof code !== "string" || !code.startsWith("PN") || !isPlace(place)) return undefined;
  const list: readonly unknown[] = Array.isArray(related) ? related : [];
  return {
    code,
    place: { site: place.site, path: place.path },
    ...(typeof help === "string" ? { help } : {}),
    ...(typeof label === "string" ? { label } : {}),
    related: list.filter(isRelated),
  };
}

function isPlace(x: unknown): x is FailurePlace {
  return typeof x === "object" && x !== null && "site" in x && "path" in x && Array.isArray(x.path);
}

function isRelated(x: unknown): x is FailurePlace & { message: string } {
  return isPlace(x) && "message" in x && typeof x.message === "string";
}
