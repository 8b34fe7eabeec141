import type { SourceDefinition } from "../definitions.js";
import { DefinitionError, type DefinitionPlace } from "../error.js";

/** Windows need rows with a time: neither a request nor a source without event timestamp has them. */
export function checkWindow(feature: string, source: SourceDefinition, place: DefinitionPlace): void {
  if (source.kind !== "request" && source.eventTimestamp !== undefined) return;
  const related = [{ site: source.site, path: [], message: "the source is declared here" }];
  if (source.kind === "request") {
    throw new DefinitionError(
      "PN1108",
      `window feature \`${feature}\` stands over request source \`${source.name}\`, which has no rows to aggregate`,
      place,
      { help: "use expr over a request source", related },
    );
  }
  throw new DefinitionError(
    "PN1108",
    `window feature \`${feature}\` needs times, but source \`${source.name}\` has no eventTimestamp`,
    place,
    { help: "name a timestamp column of the source as its eventTimestamp", related },
  );
}
