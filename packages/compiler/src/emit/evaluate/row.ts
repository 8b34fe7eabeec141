import {
  assign,
  at,
  callOf,
  constant,
  declare,
  identifier,
  js,
  perform,
  tidy,
  type FunctionDeclaration,
  type Name,
} from "../code/index.js";
import { joined, type Chunk } from "../chunks.js";
import type { Failures } from "../failures.js";
import { placeOfOutput, type ProgramSpec } from "../program.js";
import { FAILURES, numbered, writeOutputs } from "./function.js";
import type { Module } from "./module.js";
import { inOneName } from "./value.js";

const ROW = identifier("r");
const OUT = identifier("o");
const PARAMS = [ROW, OUT, FAILURES] as const;

/** Adds `row_<id>` to the module. */
export function emitRow(
  module: Module,
  program: ProgramSpec,
  groups: readonly Chunk[],
  failures: Failures,
): void {
  const chunks = joined(groups);
  const name = identifier(`row_${program.id}`);
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) {
    module.add(rowFunction(name, module, program, only, failures, true));
    return;
  }
  const parts = chunks.map((chunk, i) => {
    const part = identifier(`${name.text}_${i + 1}`);
    module.add(rowFunction(part, module, program, chunk, failures, false));
    return perform(callOf(part, PARAMS));
  });
  module.add({ kind: "function", name, params: PARAMS, body: parts, exported: true });
}

function rowFunction(
  name: Name,
  module: Module,
  program: ProgramSpec,
  chunk: Chunk,
  failures: Failures,
  exported: boolean,
): FunctionDeclaration {
  const body = writeOutputs({
    module,
    program,
    failures,
    chunk,
    column(node, root) {
      const column = numbered("c", node.index);
      root.block.statements.push(declare(column, js`${ROW}[${node.index}]`));
      return inOneName(column, program.inputs[node.index]?.nullable ?? true);
    },
    sink(output) {
      const target = at(js`${OUT}[${output}]`, placeOfOutput(program, output));
      return {
        value: (code) => [assign(target, code)],
        missing: [assign(target, constant(null))],
        order: "before",
        either: (code) => [assign(target, code)],
      };
    },
  });
  return { kind: "function", name, params: PARAMS, body: tidy(body), exported };
}
