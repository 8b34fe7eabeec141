/** A pattern of Java's made one of RE2's. */
export interface Translation {
  readonly source: string;
  /** RE2's number of each group of the pattern; that of the whole match is 0. */
  readonly groups: readonly number[];
  readonly names: ReadonlyMap<string, number>;
  /**
   * RE2's numbers of groups that hold the line terminator that `$` may leave at the end of the text. Where
   * one has matched, everything ends before it.
   */
  readonly terminators: readonly number[];
  /** The text that alone matches, of a pattern that is nothing but characters. */
  readonly literal: string | undefined;
}

/** Why a pattern cannot be compiled. */
export interface PatternProblem {
  /** `unsupported`: Java has it, but it cannot be matched in linear time or not by us. */
  readonly kind: "unsupported" | "invalid";
  readonly message: string;
  /** UTF-16 offset in the pattern. */
  readonly at: number;
}

/** Thrown and caught within the translator alone. */
export class PatternError extends Error {
  readonly problem: PatternProblem;

  constructor(problem: PatternProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function invalid(message: string, at: number): never {
  throw new PatternError({ kind: "invalid", message, at });
}

export function unsupported(message: string, at: number): never {
  throw new PatternError({ kind: "unsupported", message, at });
}
