/**
 * Marks every definition, whichever copy of this package made it: the compiler finds definitions among a
 * module's exports by it.
 */
export const DEFINITION: unique symbol = Symbol.for("pinion.definition");

/**
 * Where a builder was called: one raw stack frame, such as `at file:///p/features.ts:21:24`. The compiler
 * replaces it by `file:line:column` of the original file, the file relative to the project's folder.
 * Empty where the host records no stacks.
 */
export type Site = string;
