import type { TypedExpr } from "@pinion/core";
import type { Chunk } from "./chunks.js";
import { identifier, isName, perform, print, type Body, type Code, type Name } from "./code/index.js";
import type { Module, OpenModule } from "./evaluate/module.js";
import { failuresOf, type Failures, type Slots } from "./failures.js";
import { createInterner } from "./graph/intern.js";
import type { LambdaNode } from "./graph/node.js";
import type { ProgramSpec } from "./program.js";

/** What a function of some outputs is written with. */
export interface Unit {
  readonly program: ProgramSpec;
  readonly module: Module;
  readonly failures: Failures;
  readonly chunk: Chunk;
}

/** The functions of a program as they are added to the module. */
export interface Units {
  /** Functions of the outputs of a chunk. They depend on nothing but the name and what the unit holds. */
  readonly add: (name: Name, chunk: Chunk, write: (unit: Unit) => Body) => void;
  readonly addPlain: (made: Body) => void;
}

/** Functions that were written before, for compilers that emit again and again. */
export interface KnownUnits {
  /** From here on those that are kept until then are known, and no others. */
  readonly begin: () => void;
  readonly find: (key: string) => Written | undefined;
  readonly keep: (key: string, written: Written) => void;
  /** A number that stands for an expression as long as this is kept. */
  readonly numberOf: (expr: TypedExpr) => number;
  readonly numberOfText: (text: string) => number;
}

export function createKnownUnits(): KnownUnits {
  let last = new Map<string, Written>();
  let current = new Map<string, Written>();
  const numbers = new WeakMap<TypedExpr, number>();
  const texts = new Map<string, number>();
  let next = 0;
  return {
    begin() {
      last = current;
      current = new Map();
    },
    find: (key) => last.get(key),
    keep: (key, written) => void current.set(key, written),
    numberOf(expr) {
      let number = numbers.get(expr);
      if (number === undefined) {
        number = next++;
        numbers.set(expr, number);
      }
      return number;
    },
    numberOfText(text) {
      const number = texts.get(text) ?? next++;
      texts.set(text, number);
      return number;
    },
  };
}

/** A function as text, and what it asked of the module: it is the same where all answers are. */
interface Written extends ReturnType<typeof print> {
  readonly asked: readonly Question[];
}

interface Answering {
  readonly module: OpenModule;
  readonly slots: Slots;
  readonly program: ProgramSpec;
}

/** Asks again; false where the answer is another than it was. */
type Question = (answering: Answering) => boolean;

export function createUnits(answering: Answering, known?: KnownUnits): Units {
  const { module, program } = answering;
  const inputs = new Map(program.inputs.map((input, i) => [input.name, i]));
  const columns = known?.numberOfText(JSON.stringify(program.inputs)) ?? 0;
  return {
    add(name, chunk, write) {
      const key = known && keyOf(name, chunk, program, known, columns);
      const before = key === undefined ? undefined : known?.find(key);
      let written = before?.asked.every((ask) => ask(answering)) === true ? before : undefined;
      if (written === undefined) {
        const interner = createInterner(inputs);
        const own: Chunk = chunk.map(([output]) => {
          const spec = program.outputs[output];
          if (spec === undefined) throw new Error(`no output ${output}`);
          return [output, interner.intern(spec.expr, output)];
        });
        const asked: Question[] = [];
        const unit = { program, chunk: own, ...recording(answering, own, asked) };
        written = { ...print(write(unit)), asked };
      }
      if (key !== undefined) known?.keep(key, written);
      const { text, segments } = written;
      module.add({ text, segments, program });
    },
    addPlain: (made) => module.add(print(made)),
  };
}

/** All that a function's text depends on but the answers of the module. */
function keyOf(name: Name, chunk: Chunk, program: ProgramSpec, known: KnownUnits, columns: number): string {
  const outputs = chunk.map(([output]) => {
    const { expr, label, features, locate } = program.outputs[output] ?? {};
    return [output, expr && known.numberOf(expr), label, features, locate !== undefined];
  });
  return JSON.stringify([name.text, outputs, columns]);
}

/** The module and the slots, with all that is asked of them noted. */
function recording(
  { module, slots, program }: Answering,
  chunk: Chunk,
  asked: Question[],
): { readonly module: Module; readonly failures: Failures } {
  const lambdas = new Map<LambdaNode, Name>();
  const noted = (answer: (answering: Answering) => readonly Code[], given: readonly Code[]): void => {
    const text = textOf(given);
    asked.push((answering) => textOf(answer(answering)) === text);
  };
  return {
    failures: failuresOf(program, chunk, (reason, features) => {
      const slot = slots.of(reason, features);
      asked.push((answering) => answering.slots.of(reason, features) === slot);
      return slot;
    }),
    module: {
      std(name) {
        asked.push((again) => again.module.std(name) !== undefined);
        return module.std(name);
      },
      literal(value) {
        const code = module.literal(value);
        if (typeof value === "object" && value !== null)
          noted((again) => [again.module.literal(value)], [code]);
        return code;
      },
      leading(call) {
        const codes = module.leading(call);
        if (codes.length > 0) noted((again) => again.module.leading(call), codes);
        return codes;
      },
      set(values) {
        const code = module.set(values);
        noted((again) => [again.module.set(values)], [code]);
        return code;
      },
      helper(name, make) {
        const code = module.helper(name, make);
        noted((again) => [again.module.helper(name, make)], [code]);
        return code;
      },
      hoisted: (lambda) => lambdas.get(lambda),
      hoist(lambda, make) {
        const key = print([make(NAMELESS)]).text;
        const declare = (again: Answering): Name =>
          again.module.declared(key, (name) => ({ ...print([make(name)]), program: again.program }));
        const name = declare({ module, slots, program });
        lambdas.set(lambda, name);
        noted((again) => [declare(again)], [name]);
        return name;
      },
    },
  };
}

const NAMELESS = identifier("_");

/** Names and constants, which is all that a module answers. */
const textOf = (codes: readonly Code[]): string =>
  codes.map((code) => (isName(code) ? code.text : print([perform(code)]).text)).join(" ");
