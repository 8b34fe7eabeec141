import type { Portable } from "./portable.js";

/** What the evaluating worker tells the compiler: plain data that can be cloned. */
export type WorkerMessage =
  /** A file's evaluation begins. */
  | { readonly kind: "entered"; readonly file: string }
  | { readonly kind: "done"; readonly definitions: Portable }
  | { readonly kind: "failed"; readonly file: string; readonly failures: readonly Failure[] };

/** What a definition file threw. */
export interface Failure {
  readonly message: string;
  readonly stack: string;
  /** Set where a builder of Pinion's threw. */
  readonly definition?: DefinitionFailure;
}

export interface DefinitionFailure {
  readonly code: string;
  readonly help?: string;
  readonly label?: string;
  readonly place: FailurePlace;
  readonly related: readonly (FailurePlace & { readonly message: string })[];
}

export interface FailurePlace {
  readonly site: string;
  readonly path: readonly (number | string)[];
}
