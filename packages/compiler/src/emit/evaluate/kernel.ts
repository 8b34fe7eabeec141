import {
  allOf,
  anyOf,
  arrayOf,
  callOf,
  declare,
  giveBack,
  identifier,
  js,
  namesIn,
  perform,
  tidy,
  when,
  type Body,
  type Code,
  type Condition,
  type FunctionDeclaration,
  type Name,
  type Statement,
} from "../code/index.js";
import { reachable, type Chunk } from "../chunks.js";
import type { ProgramSpec } from "../program.js";
import type { Unit, Units } from "../units.js";
import { isInt64 } from "../representation.js";
import { bulkOf, countsItself, type Bulk } from "./bulk.js";
import { isFlat } from "./flat.js";
import { FAILURES, numbered, writeOutputs } from "./function.js";
import {
  BIT,
  BYTE,
  checkedColumn,
  COLUMNS,
  COUNT,
  INDEX,
  inputColumn,
  isMarked,
  OUT,
  orZero,
  outputColumn,
  unmark,
  type KernelParts,
} from "./kernel-columns.js";

const PARAMS = [COUNT, COLUMNS, OUT, FAILURES] as const;
/** How many rows whole turns of a loop do. */
const TURNS = identifier("turns");
/** Bytes of validity. */
const BYTES = js`(${COUNT} + ${7}) >> ${3}`;

/**
 * Adds `kernel_<id>` to the module: a function for each group of outputs, called by way of a list, so that engines do
 * not put them together: what they inline into one function is limited.
 */
export function emitKernel(units: Units, program: ProgramSpec, groups: readonly Chunk[]): void {
  const name = identifier(`kernel_${program.id}`);
  const list = identifier(`${name.text}_groups`);
  const parts = groups.map((group, i) => {
    const part = identifier(`${name.text}_${i + 1}`);
    units.add(part, group, (unit) => groupFunctions(part, unit));
    return part;
  });
  const each = perform(callOf(js`${list}[${INDEX}]`, PARAMS));
  const body: Body = [{ kind: "loop", index: INDEX, count: js`${list}.length`, body: [each] }];
  units.addPlain([
    declare(list, arrayOf(parts)),
    { kind: "function", name, params: PARAMS, body, exported: true },
  ]);
}

/** Leaves the function where none of a group's outputs is wanted. */
function leaveUnlessWanted(group: Chunk): Statement {
  const unwanted = group.map(([output]): Condition => {
    const column = js`${OUT}[${output}]`;
    return { yes: js`${column} === undefined`, no: js`${column} !== undefined` };
  });
  return when(allOf(unwanted), [giveBack(null)]);
}

function groupFunctions(name: Name, unit: Unit): Body {
  const group = unit.chunk;
  const kernel: KernelParts = {
    ...unit,
    // Of outputs that have something in common, some may be wanted and others not.
    partial: group.length > 1,
    before: [],
    arrays: [],
  };
  const bulk = bulkOf(unit.program, group);
  const row = tidy(bulk === undefined ? rowByRow(kernel) : inBulk(kernel, bulk));
  const { loop, functions } = loopOver(kernel, name, row);
  const body = tidy([leaveUnlessWanted(group), ...kernel.before, ...loop]);
  return [...functions, { kind: "function", name, params: PARAMS, body, exported: false }];
}

/** A row with a look at its validity. */
function rowByRow(kernel: KernelParts): Body {
  const flat = rowsATurn(kernel) > 1 && isFlat(kernel.chunk);
  return writeOutputs({
    ...kernel,
    flat,
    column: (node, root) => checkedColumn(kernel, node, root, flat),
    sink: (output, node, scope) => ({
      value: outputColumn(kernel, output, node, scope),
      missing: node.nullable ? [unmark(output)] : [],
      order: "instead",
    }),
  });
}

/** A row as if nothing were NULL. */
function inBulk(kernel: KernelParts, { columns, failing }: Bulk): Body {
  const { module, chunk, before } = kernel;
  const counting = chunk.filter(([, node]) => node.counts);
  const rows = writeOutputs({
    ...kernel,
    column(node, root) {
      const { name, nullable, code } = inputColumn(kernel, node);
      root.block.statements.push(declare(name, nullable ? orZero(node.type, code) : code));
      return { nulls: [], value: name };
    },
    sink: (output, node, scope) => ({
      value: outputColumn(kernel, output, node, scope),
      missing: [],
      order: "instead",
    }),
    onFailure(node, counted) {
      const outputs = failing.get(node);
      return outputs === undefined ? undefined : [counted, ...outputs.map(unmark)];
    },
    // Where one is there that fails, all are: nothing else is read.
    counted: anyOf(counting.slice(0, 1).map(([output]) => isMarked(output))),
  });
  for (const [output, nullable] of columns) {
    for (const { index } of nullable) {
      const meet = module.helper("meet", meetFunction);
      before.push(perform(callOf(meet, [numbered("set", output), numbered("valid", index), COUNT])));
    }
  }
  return rows;
}

/**
 * The loop over all rows. Engines find out once a turn where the arrays of columns lie and how long they are, so a
 * turn does several rows where these are little work; the row is a function of its own, which they inline.
 */
function loopOver(
  kernel: KernelParts,
  name: Name,
  row: Body,
): { readonly loop: Body; readonly functions: Body } {
  const names = namesIn(row);
  const uses = ({ text }: Name): boolean => names.has(text);
  const bitsOf = kernel.program.inputs.map((_, index) => numbered("bits", index));
  const bits = bitsOf.flatMap((bitsOfByte, index) =>
    uses(bitsOfByte) ? [declare(bitsOfByte, validByte(index))] : [],
  );
  const place = [BYTE, BIT, ...bitsOf].some(uses) ? PLACE_OF_ROW : [];
  const rows = rowsATurn(kernel);
  if (rows === 1) {
    const body = [...place, ...bits, ...row];
    return { loop: [{ kind: "loop", index: INDEX, count: COUNT, body }], functions: [] };
  }
  const own = identifier(`${name.text}_row`);
  const used = [...bitsOf, ...kernel.arrays, FAILURES].filter(uses);
  const params = [INDEX, ...[BYTE, BIT].filter(uses), ...used];
  const call = (k: number): Statement => {
    const here = k === 0 ? [INDEX, BYTE, BIT] : [js`${INDEX} + ${k}`, BYTE, js`${BIT} << ${k}`];
    const [index = INDEX, ...byteAndBit] = here;
    return perform(callOf(own, [index, ...byteAndBit.filter((_, i) => uses(i === 0 ? BYTE : BIT)), ...used]));
  };
  const loop: Body = [
    declare(TURNS, js`${COUNT} - ${COUNT} % ${rows}`),
    {
      kind: "loop",
      index: INDEX,
      count: TURNS,
      step: rows,
      body: [...place, ...bits, ...Array.from({ length: rows }, (_, k) => call(k))],
    },
    { kind: "loop", index: INDEX, from: TURNS, count: COUNT, body: [...place, ...bits, call(0)] },
  ];
  return { loop, functions: [{ kind: "function", name: own, params, body: row, exported: false }] };
}

/** Engines inline a limited amount of code into one function. */
function rowsATurn({ chunk }: KernelParts): 1 | 4 | 8 {
  // The array of an output of these may be replaced.
  if (chunk.some(([, { type }]) => isInt64(type))) return 1;
  let size = chunk.length;
  for (const node of reachable(chunk.map(([, each]) => each))) {
    if (node.kind === "call" && node.args.some((arg) => arg.kind === "lambda")) return 1;
    size += node.kind === "literal" ? 0 : node.kind === "call" && countsItself(node) ? 3 : 1;
  }
  return size <= 8 ? 8 : size <= 16 ? 4 : 1;
}

const PLACE_OF_ROW = [declare(BYTE, js`${INDEX} >> ${3}`), declare(BIT, js`${1} << (${INDEX} & ${7})`)];

/** The validity of the row and those around it. */
function validByte(index: number): Code {
  const valid = numbered("valid", index);
  return js`${valid} === null ? ${255} : ${valid}[${BYTE}]`;
}

/** `meet(set, validity, count)`: leaves the rows in `set` that are valid too. */
function meetFunction(name: Name): FunctionDeclaration {
  const [set, validity, index] = [identifier("s"), identifier("v"), identifier("i")];
  const valid = { yes: js`${validity} !== null`, no: js`${validity} === null` };
  const body: Body = [
    when(valid, [
      { kind: "loop", index, count: BYTES, body: [perform(js`${set}[${index}] &= ${validity}[${index}]`)] },
    ]),
  ];
  return { kind: "function", name, params: [set, validity, COUNT], body, exported: false };
}
