import type { Site } from "../brand.js";
import type { ColumnDefinition } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { shown } from "../name.js";
import { isType } from "../types/make.js";

export function columnsOf(columns: unknown, source: string, site: Site): readonly ColumnDefinition[] {
  const path = [1, "columns"];
  const declared = typeof columns === "object" && columns !== null ? Object.entries(columns) : [];
  if (declared.length === 0) {
    throw new DefinitionError("PN1113", `source \`${source}\` declares no columns`, { site, path });
  }
  return Object.freeze(
    declared.map(([name, type]) => {
      if (!isType(type)) {
        throw new DefinitionError(
          "PN1113",
          `column \`${name}\` of source \`${source}\` is ${shown(type)}, not a type`,
          { site, path: [...path, name] },
          { help: "use one of t's, as in t.double()" },
        );
      }
      return Object.freeze({ name, ...type });
    }),
  );
}
