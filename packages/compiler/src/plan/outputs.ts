import type { Place, Span, TypedExpr } from "@pinion/core";
import { createInterner } from "../emit/graph/intern.js";
import type { Node } from "../emit/graph/node.js";
import type { InputSpec, OutputSpec } from "../emit/program.js";

/** The outputs of a source's program while it is planned: what is computed twice is one output. */
export interface Outputs {
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

export function createOutputs(columns: readonly InputSpec[]): Outputs {
  const interner = createInterner(new Map(columns.map((column, i) => [column.name, i])));
  const positions = new Map<Node, number>();
  const outputs: { expr: TypedExpr; parts: OutputParts; features: Set<string> }[] = [];
  return {
    add(expr, parts) {
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
