import type { DataType } from "@pinion/core";
import {
  arrayOf,
  assign,
  at,
  constant,
  declare,
  holds,
  identifier,
  isName,
  isNumber,
  js,
  perform,
  variable,
  when,
  type Body,
  type Code,
  type Condition,
  type Name,
  type Scope,
  type Statement,
} from "../code/index.js";
import type { Chunk } from "../chunks.js";
import type { Failures } from "../failures.js";
import type { ColumnNode, Node } from "../graph/node.js";
import { originOf, type ProgramSpec } from "../program.js";
import { isInt64 } from "../representation.js";
import type { Instance, Value } from "./context.js";
import { numbered } from "./function.js";
import { zeroOf } from "./local.js";
import type { Module } from "./module.js";

export const COUNT = identifier("count");
export const COLUMNS = identifier("columns");
export const OUT = identifier("out");
export const INDEX = identifier("i");
/** Where in a column's validity the row's bit stands. */
export const BYTE = identifier("byte");
export const BIT = identifier("bit");

/** The function of a group of outputs as it is being written. */
export interface KernelParts {
  readonly module: Module;
  readonly program: ProgramSpec;
  readonly failures: Failures;
  readonly chunk: Chunk;
  /** Whether some of the outputs may be wanted and others not. */
  readonly partial: boolean;
  /** What stands before the loops. */
  readonly before: Statement[];
  /** The arrays that are declared there. */
  readonly arrays: Name[];
}

const isDeclared = ({ arrays }: KernelParts, { text }: Name): boolean =>
  arrays.some((name) => name.text === text);

interface InputColumn {
  readonly name: Name;
  readonly nullable: boolean;
  /** The value in the row's slot. */
  readonly code: Code;
}

/** Declares the arrays of an input. */
export function inputColumn(kernel: KernelParts, { index }: ColumnNode): InputColumn {
  const { program, partial, before, arrays } = kernel;
  const input = program.inputs[index];
  if (input === undefined) throw new Error(`no input ${index}`);
  const values = numbered("in", index);
  if (!isDeclared(kernel, values)) {
    const valid = numbered("valid", index);
    arrays.push(values, ...(input.nullable ? [valid] : []));
    const given = numbered("column", index);
    const from = js`${COLUMNS}[${index}]`;
    before.push(
      declare(given, partial ? js`${from} ?? ${blank(input.type, input.nullable)}` : from),
      declare(values, js`${given}.values`),
      ...(input.nullable ? [declare(valid, js`${given}.validity`)] : []),
    );
  }
  const slot = js`${values}[${INDEX}]`;
  return {
    name: numbered("c", index),
    nullable: input.nullable,
    code: input.type.kind === "boolean" ? js`${slot} === 1` : slot,
  };
}

/** Columns that are arrays may have null in the slots of NULLs. */
export const orZero = (type: DataType, code: Code): Code =>
  isInt64(type) || type.kind === "string" ? js`${code} ?? ${zeroOf(type)}` : code;

/** The value of an input in a row whose validity is looked at. */
export function checkedColumn(kernel: KernelParts, node: ColumnNode, root: Instance, flat: boolean): Value {
  const { name, nullable, code } = inputColumn(kernel, node);
  root.block.statements.push(declare(name, flat && nullable ? orZero(node.type, code) : code));
  if (!nullable) return { nulls: [], value: name };
  const flag = identifier(`${name.text}null`);
  const missing = js`(${numbered("bits", node.index)} & ${BIT}) === ${0}`;
  root.block.statements.push(declare(flag, missing));
  return { nulls: [{ ...holds(flag, flat), key: flag.text }], value: name };
}

/** Declares the arrays of an output; gives what puts a value into the row's slot. */
export function outputColumn(
  kernel: KernelParts,
  output: number,
  { type }: Node,
  scope: Scope,
): (code: Code) => Body {
  const { program, partial, before, arrays } = kernel;
  const values = numbered("out", output);
  const bits = numbered("set", output);
  const target = numbered("target", output);
  if (!isDeclared(kernel, values)) {
    arrays.push(values, bits);
    const from = js`${OUT}[${output}]`;
    before.push(
      declare(target, partial ? js`${from} ?? ${blank(type, true)}` : from),
      isInt64(type) ? variable(values, js`${target}.values`) : declare(values, js`${target}.values`),
      declare(bits, js`${target}.validity`),
      perform(js`${bits}.fill(${255}, ${0}, (${COUNT} + ${7}) >> ${3})`),
    );
  }
  const slot = at(js`${values}[${INDEX}]`, originOf(program, output));
  return (code) => {
    // A number made of a boolean costs no branch.
    if (type.kind === "boolean") return [assign(slot, js`+${code}`)];
    if (!isInt64(type) || isNumber(code)) return [assign(slot, code)];
    const name = isName(code) ? code : scope.issue("t");
    return [
      ...(name === code ? [] : [declare(name, code)]),
      ...widen(target, values, name),
      assign(slot, name),
    ];
  };
}

/** Whether the row's value is there. */
export function isMarked(output: number): Condition {
  const bit = js`${numbered("set", output)}[${BYTE}] & ${BIT}`;
  return { yes: js`(${bit}) !== ${0}`, no: js`(${bit}) === ${0}` };
}

/** Notes that the row's value is NULL. */
export const unmark = (output: number): Statement =>
  perform(js`${numbered("set", output)}[${BYTE}] &= ~${BIT}`);

/** From the first integer that no number holds exactly on, the column is an array of numbers and bigints. */
function widen(target: Name, values: Name, value: Code): Body {
  const big = holds(js`typeof ${value} === ${"bigint"} && !Array.isArray(${values})`);
  return [when(big, [assign(values, js`Array.from(${values})`), assign(js`${target}.values`, values)])];
}

/** A column for what is not given, since no output that is wanted reads it, or is not wanted itself. */
function blank(type: DataType, nullable: boolean): Code {
  const validity = nullable ? js`new Uint8Array((${COUNT} + ${7}) >> ${3})` : constant(null);
  return js`{ values: ${blankValues(type)}, validity: ${validity} }`;
}

function blankValues(type: DataType): Code {
  switch (type.kind) {
    case "boolean":
      return js`new Uint8Array(${COUNT})`;
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
    case "yearMonthInterval":
      return js`new Int32Array(${COUNT})`;
    case "float":
      return js`new Float32Array(${COUNT})`;
    case "double":
    case "bigint":
    case "time":
    case "timestamp":
    case "dayTimeInterval":
      return js`new Float64Array(${COUNT})`;
    default:
      return js`new Array(${COUNT}).fill(${blankValue(type)})`;
  }
}

function blankValue(type: DataType): Code {
  switch (type.kind) {
    case "binary":
      return js`new Uint8Array(${0})`;
    case "array":
    case "map":
      return arrayOf([]);
    case "struct":
      return arrayOf(type.fields.map(() => constant(null)));
    case "calendarInterval":
      return js`{ months: ${0}, days: ${0}, micros: ${0} }`;
    default:
      return zeroOf(type);
  }
}
