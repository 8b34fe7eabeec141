import type { DataType, Place, Span, TypedExpr } from "@pinion/core";
import type { Origin } from "./graph/node.js";

/** A program to be emitted: a function from a row of inputs to a row of outputs. */
export interface ProgramSpec {
  /** Ours: letters, digits and `_`. */
  readonly id: string;
  readonly inputs: readonly InputSpec[];
  readonly outputs: readonly OutputSpec[];
  /** Whether it also runs over columns. */
  readonly kernel: boolean;
  readonly functions?: readonly ProgramFunction[];
}

/** A user's function that emitted code calls by name. */
export interface ProgramFunction {
  readonly name: string;
  /** The file that exports it, relative to the project's folder, and the name it exports it by. */
  readonly file: string;
  readonly exported: string;
  readonly inputs: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: DataType }[];
}

export interface InputSpec {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
}

export interface OutputSpec {
  readonly expr: TypedExpr;
  /** What it is, for readers of the code: `f_fare = cast_float(fare)`. */
  readonly label: string;
  /** The features whose failures it counts. */
  readonly features: readonly string[];
  /** Where a part of the expression's text stands. */
  readonly locate?: (span: Span) => Place | undefined;
}

/** The whole of an output's expression; undefined where nobody knows where it stands. */
export function originOf(program: ProgramSpec, output: number): Origin | undefined {
  const spec = program.outputs[output];
  return spec?.locate === undefined ? undefined : { output, span: spec.expr.span };
}
