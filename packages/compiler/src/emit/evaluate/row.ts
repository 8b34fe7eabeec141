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
import { originOf, type ProgramSpec } from "../program.js";
import type { Unit, Units } from "../units.js";
import { FAILURES, numbered, writeOutputs } from "./function.js";
import { inOneName } from "./value.js";

const ROW = identifier("r");
const OUT = identifier("o");
const PARAMS = [ROW, OUT, FAILURES] as const;

/** Adds `row_<id>`. */
export function emitRow(units: Units, program: ProgramSpec, groups: readonly Chunk[]): void {
  const chunks = joined(groups);
  const name = identifier(`row_${program.id}`);
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) {
    units.add(name, only, (unit) => [rowFunction(name, unit, true)]);
    return;
  }
  const parts = chunks.map((chunk, i) => {
    const part = identifier(`${name.text}_${i + 1}`);
    units.add(part, chunk, (unit) => [rowFunction(part, unit, false)]);
    return perform(callOf(part, PARAMS));
  });
  units.addPlain([{ kind: "function", name, params: PARAMS, body: parts, exported: true }]);
}

function rowFunction(name: Name, unit: Unit, exported: boolean): FunctionDeclaration {
  const { program } = unit;
  const body = writeOutputs({
    ...unit,
    column(node, root) {
      const column = numbered("c", node.index);
      root.block.statements.push(declare(column, js`${ROW}[${node.index}]`));
      return inOneName(column, program.inputs[node.index]?.nullable ?? true);
    },
    sink(output) {
      const target = at(js`${OUT}[${output}]`, originOf(program, output));
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
