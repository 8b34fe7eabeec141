import {
  createScope,
  identifier,
  js,
  perform,
  when,
  type Body,
  type Condition,
  type Name,
  type Scope,
} from "../code/index.js";
import type { Chunk } from "../chunks.js";
import type { Failures } from "../failures.js";
import type { ColumnNode, Node } from "../graph/node.js";
import { place } from "../graph/place.js";
import type { ProgramSpec } from "../program.js";
import { enter, newBlock, type Context, type Instance, type Value } from "./context.js";
import type { Module } from "./module.js";
import { store, type Sink } from "./store.js";

/** The counters, in every emitted function. */
export const FAILURES = identifier("f");

export interface FunctionParts {
  readonly module: Module;
  readonly program: ProgramSpec;
  readonly failures: Failures;
  readonly chunk: Chunk;
  /** Reads a column; statements go into the instance's block. */
  readonly column: (node: ColumnNode, root: Instance) => Value;
  readonly sink: (output: number, node: Node, scope: Scope) => Sink;
  readonly onFailure?: Context["onFailure"];
  readonly flat?: boolean;
  /** What holds where a failure counts; always, where it is left out. */
  readonly counted?: Condition;
}

/** The statements that compute the outputs of a chunk. */
export function writeOutputs(parts: FunctionParts): Body {
  const { module, program, failures, chunk } = parts;
  const placements = place(chunk.map(([, node]) => node));
  const scope = createScope();
  const root = newBlock(null);
  const columns = new Map<ColumnNode, Value>();
  const context: Context = {
    module,
    scope,
    placements,
    instances: new Map(),
    variables: new Map(),
    frames: [{ captures: false }],
    flat: parts.flat ?? false,
    column(node) {
      const instance = context.instances.get(placements.root);
      if (instance === undefined) throw new Error("a column outside of its program");
      let value = columns.get(node);
      if (value === undefined) {
        value = parts.column(node, instance);
        columns.set(node, value);
      }
      return value;
    },
    count(node, reason) {
      for (const frame of context.frames.slice(1)) frame.captures = true;
      const up = perform(js`${FAILURES}[${failures.slot(node, reason)}]++`);
      return parts.counted === undefined ? up : when(parts.counted, [up]);
    },
    ...(parts.onFailure === undefined ? {} : { onFailure: parts.onFailure }),
    originOf: ({ origin }) => (program.outputs[origin.output]?.locate === undefined ? undefined : origin),
  };
  enter(
    context,
    placements.root,
    root,
    (block) => {
      for (const [index, node] of chunk) {
        const label = program.outputs[index]?.label;
        if (label !== undefined) block.statements.push({ kind: "comment", text: label });
        store(context, node, block, parts.sink(index, node, scope));
      }
    },
    root,
  );
  return root.statements;
}

/** Names by position, which no scope issues. */
export const numbered = (
  name: "c" | "column" | "in" | "valid" | "bits" | "target" | "out" | "set",
  position: number,
): Name => identifier(`${name}${position}`);
