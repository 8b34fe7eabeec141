import type { DataType } from "@pinion/core";
import {
  anyOf,
  arrayOf,
  assign,
  at,
  callOf,
  constant,
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
  type Condition,
  type FunctionDeclaration,
  type Name,
  type Statement,
} from "../code/index.js";
import type { Chunk } from "../chunks.js";
import type { Node } from "../graph/node.js";
import { originOf, type ProgramSpec } from "../program.js";
import type { Unit, Units } from "../units.js";
import { isInt64 } from "../representation.js";
import { FAILURES, numbered, writeOutputs } from "./function.js";
import { zeroOf } from "./local.js";
import type { Sink } from "./store.js";
import { totalOutputs } from "./total.js";

const COUNT = identifier("count");
const COLUMNS = identifier("columns");
const OUT = identifier("out");
const INDEX = identifier("i");
/** Where in a column's validity the row's bit stands. */
const BYTE = identifier("byte");
const BIT = identifier("bit");
const PARAMS = [COUNT, COLUMNS, OUT, FAILURES] as const;

/** Adds `kernel_<id>`: a loop for each group of outputs, left out where none of them is wanted. */
export function emitKernel(units: Units, program: ProgramSpec, groups: readonly Chunk[]): void {
  const name = identifier(`kernel_${program.id}`);
  const body = groups.map((group, i): Statement => {
    const part = identifier(`${name.text}_${i + 1}`);
    units.add(part, group, (unit) => loopFunction(part, unit));
    const wanted = group.map(([output]): Condition => {
      const column = js`${OUT}[${output}]`;
      return { yes: js`${column} !== undefined`, no: js`${column} === undefined` };
    });
    return when(anyOf(wanted), [perform(callOf(part, PARAMS))]);
  });
  units.addPlain({ kind: "function", name, params: PARAMS, body, exported: true });
}

function loopFunction(name: Name, { module, program, failures, chunk: group }: Unit): FunctionDeclaration {
  const before: Statement[] = [];
  // Of outputs that have something in common, some may be wanted and others not.
  const partial = group.length > 1;
  const total = totalOutputs(program, group);
  const loop = writeOutputs({
    module,
    program,
    failures,
    chunk: group,
    column({ index }, root) {
      const input = program.inputs[index];
      if (input === undefined) throw new Error(`no input ${index}`);
      const given = numbered("column", index);
      const values = numbered("in", index);
      const column = numbered("c", index);
      const from = js`${COLUMNS}[${index}]`;
      before.push(
        declare(given, partial ? js`${from} ?? ${blank(input.type, input.nullable)}` : from),
        declare(values, js`${given}.values`),
      );
      root.block.statements.push(declare(column, loaded(input.type, js`${values}[${INDEX}]`)));
      if (!input.nullable) return { nulls: [], value: column };
      const valid = numbered("valid", index);
      before.push(declare(valid, js`${given}.validity`));
      if (total !== undefined) return { nulls: [], value: column };
      const flag = identifier(`${column.text}null`);
      const missing = js`${valid} !== null && (${valid}[${BYTE}] & ${BIT}) === ${0}`;
      root.block.statements.push(declare(flag, missing));
      return { nulls: [{ ...holds(flag), key: flag.text }], value: column };
    },
    sink: (output, node, scope) =>
      columnSink({ program, output, node, issue: () => scope.issue("t"), before, partial, marked: !total }),
    ...(total === undefined ? {} : { onFailure: unmark(group) }),
  });
  for (const { output, columns } of total ?? []) {
    for (const { index } of columns) {
      const meet = module.helper("meet", meetFunction);
      before.push(perform(callOf(meet, [numbered("set", output), numbered("valid", index), COUNT])));
    }
  }
  const counted = group.some(([, node]) => node.counts);
  const body = [
    ...(total === undefined || counted
      ? [declare(BYTE, js`${INDEX} >> ${3}`), declare(BIT, js`${1} << (${INDEX} & ${7})`)]
      : []),
    ...loop,
  ];
  return {
    kind: "function",
    name,
    params: PARAMS,
    body: tidy([...before, { kind: "loop", index: INDEX, count: COUNT, body }]),
    exported: false,
  };
}

/** Where a call fails on a row whose columns are all there, the row's value is NULL, and that is counted. */
function unmark(group: Chunk): (counted: Statement) => readonly Statement[] {
  const bits = numbered("set", group[0]?.[0] ?? 0);
  return (counted) => [
    when(holds(js`(${bits}[${BYTE}] & ${BIT}) !== ${0}`), [
      counted,
      perform(js`${bits}[${BYTE}] &= ~${BIT}`),
    ]),
  ];
}

/** `meet(set, validity, count)`: leaves the rows in `set` that are valid too. */
function meetFunction(name: Name): FunctionDeclaration {
  const [set, validity, index] = [identifier("s"), identifier("v"), identifier("i")];
  const valid = { yes: js`${validity} !== null`, no: js`${validity} === null` };
  const body: Body = [
    when(valid, [
      {
        kind: "loop",
        index,
        count: js`(${COUNT} + ${7}) >> ${3}`,
        body: [perform(js`${set}[${index}] &= ${validity}[${index}]`)],
      },
    ]),
  ];
  return { kind: "function", name, params: [set, validity, COUNT], body, exported: false };
}

/** A column for an input that is not given, since no output that is wanted reads it. */
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
    case "time":
    case "bigint":
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

/** A value as it comes out of a column's array. */
const loaded = (type: DataType, code: Code): Code => (type.kind === "boolean" ? js`${code} === 1` : code);

interface SinkParts {
  readonly program: ProgramSpec;
  readonly output: number;
  readonly node: Node;
  readonly issue: () => Name;
  readonly before: Statement[];
  readonly partial: boolean;
  /** Whether each row's validity is noted with its value. */
  readonly marked: boolean;
}

function columnSink({ program, output, node, issue, before, partial, marked }: SinkParts): Sink {
  const { type, nullable } = node;
  const values = numbered("out", output);
  const bits = numbered("set", output);
  const target = numbered("target", output);
  const from = js`${OUT}[${output}]`;
  before.push(
    declare(target, partial ? js`${from} ?? ${blank(type, true)}` : from),
    isInt64(type) ? variable(values, js`${target}.values`) : declare(values, js`${target}.values`),
    declare(bits, js`${target}.validity`),
    perform(js`${bits}.fill(${nullable && marked ? 0 : 255}, ${0}, (${COUNT} + ${7}) >> ${3})`),
  );
  const slot = at(js`${values}[${INDEX}]`, originOf(program, output));
  const mark = nullable && marked ? [perform(js`${bits}[${BYTE}] |= ${BIT}`)] : [];
  return {
    value(code) {
      if (type.kind === "boolean") return [assign(slot, js`${code} ? ${1} : ${0}`), ...mark];
      if (!isInt64(type) || isNumber(code)) return [assign(slot, code), ...mark];
      const name = isName(code) ? code : issue();
      return [
        ...(name === code ? [] : [declare(name, code)]),
        ...widen(target, values, name),
        assign(slot, name),
        ...mark,
      ];
    },
    missing: [],
    order: "before",
  };
}

/** From the first integer that no number holds exactly on, the column is an array of numbers and bigints. */
function widen(target: Name, values: Name, value: Code): Body {
  const big = holds(js`typeof ${value} === ${"bigint"} && !Array.isArray(${values})`);
  return [when(big, [assign(values, js`Array.from(${values})`), assign(js`${target}.values`, values)])];
}
