import type { Place, Span, TypedExpr } from "@pinion/core";
import type { Interner } from "../emit/graph/intern.js";
import type { Node } from "../emit/graph/node.js";
import type { OutputSpec } from "../emit/program.js";

/** The outputs of a source's program while it is planned: what is computed twice is one output. */
export interface Outputs {
  /** An expression over the source's own columns, whatever else it was written over. */
  readonly resolved: (expr: TypedExpr) => TypedExpr;
  /** The position of an expression's output, on behalf of some features. */
  readonly add: (expr: TypedExpr, parts: OutputParts) => number;
  /** Notes that an output serves a feature too. */
  readonly serve: (output: number, feature: string) => void;
  readonly finish: () => readonly OutputSpec[];
}

interface OutputParts {
  readonly label: string;
  readonly locate?: (span: Span) => Place | undefined;
}

export function createOutputs(
  interner: Interner,
  resolved: (expr: TypedExpr) => TypedExpr = (expr) => expr,
): Outputs {
  const positions = new Map<Node, number>();
  const outputs: { expr: TypedExpr; parts: OutputParts; features: Set<string> }[] = [];
  return {
    resolved,
    add(given, parts) {
      const expr = resolved(given);
      const node = interner.intern(expr, outputs.length);
      let position = positions.get(node);
      if (position === undefined) {
        position = outputs.length;
        positions.set(node, position);
        outputs.push({ expr, parts, features: new Set() });
      }
      return position;
    },
    serve: (output, feature) => void outputs[output]?.features.add(feature),
    finish: () =>
      outputs.map(({ expr, parts, features }) => ({ expr, ...parts, features: [...features].sort() })),
  };
}
