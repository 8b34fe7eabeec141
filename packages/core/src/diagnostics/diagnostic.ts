import type { Code } from "./codes/index.js";
import type { Place, Span } from "./span.js";

export type Severity = "error" | "warning";

/** A replacement that mends the mistake: the text to put in place of `span` of the same expression. */
export interface Suggestion {
  readonly span: Span;
  readonly text: string;
}

/**
 * What a phase says of one expression, before it is known where in a file the expression stands.
 * Messages stand alone, are lower case and end without a full stop; only `help` suggests.
 */
export interface Problem {
  readonly code: Code;
  readonly severity?: Severity;
  readonly message: string;
  readonly span: Span;
  /** The few words under the carets. */
  readonly label?: string;
  readonly help?: string;
  readonly suggestion?: Suggestion;
  /** Places of definitions that the message is about, such as the column that was probably meant. */
  readonly related?: readonly Related[];
}

export interface Related {
  readonly message: string;
  readonly place: Place;
}

/** A problem in its place: what users, editors and `--json` see. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly label?: string;
  readonly place?: Place;
  readonly related?: readonly Related[];
  readonly help?: string;
  /** A replacement in the file at `place.file`. */
  readonly suggestion?: { readonly place: Place; readonly text: string };
}
