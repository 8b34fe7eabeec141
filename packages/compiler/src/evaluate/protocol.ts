/*
 * What the evaluating worker tells the compiler. Everything is plain data that can be cloned; brands, which
 * are symbols and would be lost, stand under BRAND.
 */

export const BRAND = "\0definition";

export type WorkerMessage =
  /** A file's evaluation begins. */
  | { readonly kind: "entered"; readonly file: string }
  | { readonly kind: "done"; readonly definitions: readonly unknown[] }
  | { readonly kind: "failed"; readonly file: string; readonly failure: Failure };

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
