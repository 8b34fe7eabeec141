import type { Value } from "@pinion/core";
import type { RowField } from "../ports.js";
import type { RequestProgram } from "./request-rows.js";

/** How the features of a call are come by: the same for every entity. */
export interface Resolution {
  /** What is read of each table. */
  readonly tables: readonly TablePart[];
  /** The programs of request sources. */
  readonly programs: readonly RequestProgram[];
  /** What lookups look up, one for each list of bases, by the round that they are looked up in. */
  readonly lookups: readonly LookupPart[];
  /** Everything asked for or needed for it, by round; what a step reads stands before it. */
  readonly steps: readonly Step[];
  /** By the position of the features asked for, the position of their step. */
  readonly wanted: readonly number[];
  /** By the position of the features asked for, the table they are read from. */
  readonly sources: readonly (string | null)[];
  /** Whether it is all read from one table, in the order asked for. */
  readonly storedAlone: boolean;
}

/** One table by the keys of entities that features name; under other keys the same table is another part. */
export interface TablePart {
  readonly table: string;
  /** Typed as the table's, called as the features call them. */
  readonly keys: readonly RowField[];
  readonly names: readonly string[];
}

/** What is looked up by some bases. */
export interface LookupPart {
  /** The steps that go before are of earlier rounds. */
  readonly round: number;
  /** Positions of steps. */
  readonly bases: readonly number[];
  /** The keys that values of the bases name; undefined where they name none. */
  readonly keysOf: (bases: readonly Value[]) => readonly (readonly Value[])[] | undefined;
  /** The names of the parts of such a key. */
  readonly keys: readonly string[];
  /** How what is looked up is come by. */
  readonly resolution: Resolution;
}

export type Step = StoredStep | RequestStep | DerivedStep | LookupStep | MissingStep;

interface StepBase {
  readonly name: string;
  /** How many lookups lie one behind the other below it. */
  readonly round: number;
  /** What stands for NULL, and for a key that is not there. */
  readonly fallback: Value;
}

export interface StoredStep extends StepBase {
  readonly kind: "stored";
  /** The position of the table's part, and among its names. */
  readonly part: number;
  readonly position: number;
  /** What the table calls it: of a feature under other keys the name of the one that it is. */
  readonly stored: string;
  /** What a derived feature takes where this one's key is not there. */
  readonly empty: Value;
}

export interface RequestStep extends StepBase {
  readonly kind: "request";
  readonly program: number;
  readonly output: number;
}

export interface DerivedStep extends StepBase {
  readonly kind: "derived";
  /** Positions of steps, each once. */
  readonly inputs: readonly number[];
  readonly run: (valueOf: (step: number) => Value) => Value;
}

export interface LookupStep extends StepBase {
  readonly kind: "lookup";
  /** The position of the part, and among the features that its resolution was asked for. */
  readonly part: number;
  readonly position: number;
  readonly valueOf: (found: readonly Value[] | undefined) => Value;
}

/** No table holds it, and it cannot be computed. */
export interface MissingStep extends StepBase {
  readonly kind: "missing";
}

/** A resolution and those of all that its lookups look up. */
export function resolutionsOf(resolution: Resolution): readonly Resolution[] {
  return [resolution, ...resolution.lookups.flatMap((part) => resolutionsOf(part.resolution))];
}
