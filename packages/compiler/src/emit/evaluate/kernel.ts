import type { DataType } from "@pinion/core";
import {
  assign,
  callOf,
  declare,
  holds,
  identifier,
  isName,
  isNumber,
  js,
  perform,
  tidy,
  variable,
  when,
  type Body,
  type Code,
  type FunctionDeclaration,
  type Name,
  type Statement,
} from "../code/index.js";
import type { Chunk } from "../chunks.js";
import type { Failures } from "../failures.js";
import type { Node } from "../graph/node.js";
import type { ProgramSpec } from "../program.js";
import { isInt64 } from "../representation.js";
import { FAILURES, numbered, writeOutputs } from "./function.js";
import type { Module } from "./module.js";
import type { Sink } from "./store.js";

const COUNT = identifier("count");
const COLUMNS = identifier("columns");
const OUT = identifier("out");
const INDEX = identifier("i");
/** Where in a column's validity the row's bit stands. */
const BYTE = identifier("byte");
const BIT = identifier("bit");
const PARAMS = [COUNT, COLUMNS, OUT, FAILURES] as const;

/** Adds `kernel_<id>` to the module. */
export function emitKernel(
  module: Module,
  program: ProgramSpec,
  chunks: readonly Chunk[],
  failures: Failures,
): void {
  const name = identifier(`kernel_${program.id}`);
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) {
    module.add(kernelFunction(name, module, program, only, failures, true));
    return;
  }
  const parts = chunks.map((chunk, i) => {
    const part = identifier(`${name.text}_${i + 1}`);
    module.add(kernelFunction(part, module, program, chunk, failures, false));
    return perform(callOf(part, PARAMS));
  });
  module.add({ kind: "function", name, params: PARAMS, body: parts, exported: true });
}

function kernelFunction(
  name: Name,
  module: Module,
  program: ProgramSpec,
  chunk: Chunk,
  failures: Failures,
  exported: boolean,
): FunctionDeclaration {
  const before: Statement[] = [];
  const loop = writeOutputs({
    module,
    program,
    failures,
    chunk,
    column({ index }, root) {
      const input = program.inputs[index];
      if (input === undefined) throw new Error(`no input ${index}`);
      const values = numbered("in", index);
      before.push(declare(values, js`${COLUMNS}[${index}].values`));
      const column = numbered("c", index);
      root.block.statements.push(declare(column, loaded(input.type, js`${values}[${INDEX}]`)));
      if (!input.nullable) return { nulls: [], value: column };
      const valid = numbered("valid", index);
      before.push(declare(valid, js`${COLUMNS}[${index}].validity`));
      const flag = identifier(`${column.text}null`);
      const missing = js`${valid} !== null && (${valid}[${BYTE}] & ${BIT}) === ${0}`;
      root.block.statements.push(declare(flag, missing));
      return { nulls: [{ ...holds(flag), key: flag.text }], value: column };
    },
    sink: (output, node, scope) => columnSink(output, node, () => scope.issue("t"), before),
  });
  const body = [declare(BYTE, js`${INDEX} >> ${3}`), declare(BIT, js`${1} << (${INDEX} & ${7})`), ...loop];
  return {
    kind: "function",
    name,
    params: PARAMS,
    body: tidy([...before, { kind: "loop", index: INDEX, count: COUNT, body }]),
    exported,
  };
}

/** A value as it comes out of a column's array. */
const loaded = (type: DataType, code: Code): Code => (type.kind === "boolean" ? js`${code} === 1` : code);

function columnSink(output: number, node: Node, issue: () => Name, before: Statement[]): Sink {
  const { type, nullable } = node;
  const values = numbered("out", output);
  const bits = numbered("set", output);
  const from = js`${OUT}[${output}]`;
  before.push(
    isInt64(type) ? variable(values, js`${from}.values`) : declare(values, js`${from}.values`),
    ...(nullable ? [declare(bits, js`${from}.validity`)] : []),
    perform(
      js`${nullable ? bits : js`${from}.validity`}.fill(${nullable ? 0 : 255}, ${0}, (${COUNT} + ${7}) >> ${3})`,
    ),
  );
  const target = js`${values}[${INDEX}]`;
  const mark = nullable ? [perform(js`${bits}[${BYTE}] |= ${BIT}`)] : [];
  return {
    value(code) {
      if (type.kind === "boolean") return [assign(target, js`${code} ? ${1} : ${0}`), ...mark];
      if (!isInt64(type) || isNumber(code)) return [assign(target, code), ...mark];
      const name = isName(code) ? code : issue();
      return [
        ...(name === code ? [] : [declare(name, code)]),
        ...widen(output, values, name),
        assign(target, name),
        ...mark,
      ];
    },
    missing: [],
    order: "before",
  };
}

/** From the first integer that no number holds exactly on, the column is an array of numbers and bigints. */
function widen(output: number, values: Name, value: Code): Body {
  const big = holds(js`typeof ${value} === ${"bigint"} && !Array.isArray(${values})`);
  return [
    when(big, [assign(values, js`Array.from(${values})`), assign(js`${OUT}[${output}].values`, values)]),
  ];
}
