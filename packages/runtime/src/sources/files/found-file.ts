import type { TimeFields } from "./time-fields.js";

/** A file of a pattern, and what its path says of the time of its rows. */
export interface FoundFile {
  readonly path: string;
  readonly fields: TimeFields;
}
