import type { ArgumentPath, ExpressionDefinition } from "./definitions.js";
import { DefinitionError } from "./error.js";
import type { Site } from "./brand.js";
import { frozen } from "./frozen.js";
import { shown } from "./name.js";

/** An expression with the place it was written at. Its text is parsed and checked by the compiler alone. */
export function expressionOf(text: unknown, site: Site, path: ArgumentPath): ExpressionDefinition {
  if (typeof text === "string" && text.trim() !== "") return frozen({ text, site, path: frozen(path) });
  const what = typeof text === "string" ? "is empty" : `is ${shown(text)}, not a text`;
  throw new DefinitionError(
    "PN1106",
    `an expression ${what}`,
    { site, path },
    {
      help: "write what is computed of a row as a text, as in `fare_amount * 2`",
    },
  );
}
