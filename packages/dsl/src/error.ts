import { PinionError, type Code } from "@pinion/core";
import type { Site } from "./brand.js";
import type { ArgumentPath } from "./definitions.js";

/** A part of a builder's call. */
export interface DefinitionPlace {
  readonly site: Site;
  readonly path: ArgumentPath;
}

/** A further place that a mistake has to do with. */
export interface RelatedDefinition extends DefinitionPlace {
  readonly message: string;
}

/** What else is known of a mistake in a definition. */
export interface DefinitionErrorOptions {
  /** The few words under the carets. */
  readonly label?: string;
  readonly help?: string;
  readonly related?: readonly RelatedDefinition[];
}

/** A mistake in a definition, thrown by its builder. The compiler shows it at the part of the call it is about. */
export class DefinitionError extends PinionError {
  readonly place: DefinitionPlace;
  readonly label: string | undefined;
  readonly related: readonly RelatedDefinition[];

  constructor(code: Code, message: string, place: DefinitionPlace, options: DefinitionErrorOptions = {}) {
    super(code, message, options.help === undefined ? {} : { help: options.help });
    this.place = place;
    this.label = options.label;
    this.related = options.related ?? [];
  }
}
