import type { Site } from "./brand.js";
import { DefinitionError } from "./error.js";
import { frozen } from "./frozen.js";
import type { ExpressionDefinition } from "./definitions.js";

/*
 * A builder throws what is wrong with its call. Where all of a project is evaluated to find what is wrong, one mistake would
 * hide the others: whoever evaluates takes them, and builders of features go on with one that stands for the mistaken one.
 */

let taken: ((error: DefinitionError) => void) | undefined;

/** For the compiler: from now on mistakes in features are handed over, and not thrown. What was defined then is not to be used. */
export function takeMistakes(take: (error: DefinitionError) => void): void {
  taken = take;
}

/** What `make` gives, or what stands for it where it is mistaken and somebody takes mistakes. */
export function orMistaken<T>(make: () => T, standIn: () => T): T {
  try {
    return make();
  } catch (error) {
    if (taken === undefined || !(error instanceof DefinitionError)) throw error;
    taken(error);
    return standIn();
  }
}

/** Stands for an expression of a call that is mistaken. */
export const noExpression = (site: Site): ExpressionDefinition => frozen({ text: "NULL", site, path: [] });
