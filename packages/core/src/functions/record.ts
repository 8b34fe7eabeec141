import type { Code } from "../diagnostics/codes/index.js";
import type { Problem, Span } from "../diagnostics/index.js";
import type { TypedExpr, TypedLambda } from "../typed/index.js";
import type { DataType } from "../types/index.js";

/** Where a function stands in the reference. */
export type Family =
  | "arithmetic"
  | "math"
  | "bitwise"
  | "comparison"
  | "conditional"
  | "cast"
  | "string"
  | "regexp"
  | "url"
  | "json"
  | "hash"
  | "datetime"
  | "interval"
  | "array"
  | "map"
  | "struct"
  | "higher-order"
  | "vector";

/**
 * A function of the expression language. One record, one file. The reference page, `pinion functions`
 * and the checker's suggestions are made from these.
 */
export interface FunctionRecord {
  /** Spark's name, lower case. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly family: Family;
  /** As one writes it: `substring(text, start[, length])`. */
  readonly usage: string;
  /** What it gives, for which NULLs and limits, in a few whole sentences. */
  readonly summary: string;
  readonly examples: readonly FunctionExample[];
  /** Where Pinion's meaning departs from Spark's, and why. */
  readonly differs?: string;
  /** Set on what gives another answer each time: refused in features. */
  readonly nonDeterministic?: true;
  /** How many arguments it takes, both ends counted. */
  readonly arity: readonly [min: number, max: number];
  /** Set on the few functions whose arguments Spark takes by name too, in order. */
  readonly parameters?: readonly NamedParameter[];
  /**
   * The typed tree of a call, or what is wrong with it. The number of arguments has been checked.
   * Arguments may be converted, folded (`constant`), or rewritten into a tree of other functions.
   */
  readonly resolve: (call: FunctionCall) => Resolution;
}

export interface NamedParameter {
  readonly name: string;
  /** What it is where it is left out; must be given where there is none. */
  readonly default?: string | null;
}

export interface FunctionExample {
  readonly expr: string;
  /** The answer as Spark's command line prints it, in time zone America/Los_Angeles. */
  readonly text: string;
}

export interface FunctionCall {
  /** As it was written. */
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly args: readonly Argument[];
  readonly context: ResolveContext;
}

export type Argument = ValueArgument | LambdaArgument;

export interface ValueArgument {
  readonly kind: "value";
  readonly expr: TypedExpr;
  readonly type: DataType;
  readonly span: Span;
  /** The name of `1 AS name`, or that of a bare column, for `struct` and its like. */
  readonly alias?: string;
}

export interface LambdaArgument {
  readonly kind: "lambda";
  readonly span: Span;
  /** How many parameters were written. */
  readonly arity: number;
  /** Checks the body with parameters of these types. */
  readonly bind: (params: readonly LambdaParam[]) => TypedLambda | Refusal;
}

export interface LambdaParam {
  readonly type: DataType;
  readonly nullable: boolean;
}

export interface ResolveContext {
  /** IANA name: what texts and fields of timestamps are read and printed in. */
  readonly timeZone: string;
}

export type Resolution = TypedExpr | Refusal;

/** Why a call cannot be: at least one problem. */
export interface Refusal {
  readonly kind: "refusal";
  readonly problems: readonly Problem[];
}

export const refuse = (code: Code, message: string, span: Span, more: Partial<Problem> = {}): Refusal => ({
  kind: "refusal",
  problems: [{ code, message, span, ...more }],
});

export const refused = (resolution: TypedExpr | TypedLambda | Refusal): resolution is Refusal =>
  resolution.kind === "refusal";
