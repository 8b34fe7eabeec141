import type { Static, TypedCall, Value } from "@pinion/core";
import {
  arrayOf,
  callOf,
  constant,
  createScope,
  declare,
  identifier,
  js,
  objectOf,
  print,
  type Body,
  type Code,
  type Name,
  type Printed,
  type Statement,
} from "../code/index.js";
import { isArray, valueKey } from "../graph/key.js";
import type { LambdaNode } from "../graph/node.js";
import type { ProgramSpec } from "../program.js";
import { isUserFunction, USER_FUNCTIONS } from "../user-functions.js";

/** What stands outside of functions of the module being written, each thing once. */
export interface Module {
  /** An export of the function library. */
  readonly std: (name: string) => Code;
  readonly literal: (value: Value) => Code;
  /** What stands in front of a call's arguments. */
  readonly leading: (call: Pick<TypedCall, "impl" | "statics">) => readonly Code[];
  /** A set of constants. */
  readonly set: (values: readonly Value[]) => Code;
  /** A lambda that depends on nothing around it, and was written before. */
  readonly hoisted: (lambda: LambdaNode) => Name | undefined;
  readonly hoist: (lambda: LambdaNode, make: (name: Name) => Statement) => Name;
  /** A function of ours, written once however often it is used. */
  readonly helper: (name: string, make: (name: Name) => Statement) => Name;
}

/** A part of a module, as text. */
export interface Part extends Printed {
  /** The program whose expressions its code is of. */
  readonly program?: ProgramSpec;
}

/** A module to which parts are added one by one. */
export interface OpenModule extends Omit<Module, "hoisted" | "hoist"> {
  /** A function that depends on nothing around it; `key`: its text under another name. */
  readonly declared: (key: string, make: (name: Name) => Part) => Name;
  readonly add: (part: Part) => void;
  readonly finish: (from: string) => Finished;
}

interface Finished {
  /** What is taken from the function library, sorted. */
  readonly imports: readonly string[];
  /** The statements that import. */
  readonly head: Body;
  readonly parts: readonly Part[];
}

/** Names that emitted functions use for themselves. */
const OURS =
  /^(?:[a-z]\d*|c\d+null|(?:column|in|valid|bits|target|out|set)\d+|row_\w+|kernel_\w+|columns|count|out|byte|bit|bytes|meet|turns|pairOfNumbers)$/;

export function createModule(): OpenModule {
  const scope = createScope();
  const imports = new Map<string, Name>();
  const constants = new Map<string, Name>();
  const lambdas = new Map<string, Name>();
  const helpers = new Set<string>();
  const declarations: Part[] = [];
  const functions: Part[] = [];

  function std(name: string): Name {
    let found = imports.get(name);
    if (found === undefined) {
      if (OURS.test(name)) throw new Error(`std exports a name of emitted code: ${name}`);
      found = identifier(name);
      imports.set(name, found);
    }
    return found;
  }

  function once(key: string, make: () => Code): Name {
    let name = constants.get(key);
    if (name === undefined) {
      const value = make();
      name = scope.issue("g");
      constants.set(key, name);
      declarations.push(print([declare(name, value)]));
    }
    return name;
  }

  function literal(value: Value): Code {
    if (value === null || typeof value !== "object") return constant(value);
    return once(`value ${valueKey(value)}`, () => {
      if (value instanceof Uint8Array) return js`new Uint8Array(${arrayOf([...value].map(constant))})`;
      if (isArray(value)) return arrayOf(value.map(literal));
      const { months, days, micros } = value;
      return objectOf(Object.entries({ months, days, micros }).map(([key, part]) => [key, constant(part)]));
    });
  }

  function fixed(value: Static): Code {
    return value === null || typeof value !== "object"
      ? constant(value)
      : once(`static ${JSON.stringify(value)}`, () => spell(value));
  }

  return {
    std,
    literal,
    leading({ impl: { prepare }, statics }) {
      if (prepare === undefined) return statics.map(fixed);
      const key = `prepared ${prepare.name} ${JSON.stringify(statics)}`;
      return [once(key, () => callOf(std(prepare.name), statics.map(spell)))];
    },
    set: (values) =>
      once(`set ${values.map(valueKey).join(",")}`, () => js`new Set(${arrayOf(values.map(literal))})`),
    declared(key, make) {
      let name = lambdas.get(key);
      if (name === undefined) {
        name = scope.issue("g");
        lambdas.set(key, name);
        declarations.push(make(name));
      }
      return name;
    },
    helper(text, make) {
      const name = identifier(text);
      if (!helpers.has(text)) {
        helpers.add(text);
        functions.push(print([make(name)]));
      }
      return name;
    },
    add: (part) => void functions.push(part),
    finish(from) {
      const names = [...imports.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
      const users = names.filter(({ text }) => isUserFunction(text));
      const ours = names.filter(({ text }) => !isUserFunction(text));
      const head = [...importOf(ours, from), ...importOf(users, USER_FUNCTIONS)];
      return { imports: ours.map(({ text }) => text), head, parts: [...declarations, ...functions] };
    },
  };
}

const importOf = (names: readonly Name[], from: string): Body =>
  names.length === 0 ? [] : [{ kind: "import", names, from }];

function spell(value: Static): Code {
  if (value === null || typeof value !== "object") return constant(value);
  if (isList(value)) return arrayOf(value.map(spell));
  return objectOf(Object.entries(value).map(([key, part]) => [key, spell(part)]));
}

const isList = (value: Static): value is readonly Static[] => Array.isArray(value);
