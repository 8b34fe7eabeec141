import { unreachable, type DataType, type Impl, type TypedExpr, type TypedLambda } from "@pinion/core";
import { typeKey, valueKey } from "./key.js";
import type { LambdaNode, Node, VariableNode } from "./node.js";

/** Makes nodes out of expressions; equal ones are the same object. */
export interface Interner {
  readonly intern: (expr: TypedExpr, output: number) => Node;
  /** How many nodes there are. */
  readonly size: () => number;
}

/** The parameters of the lambdas around an expression, by their number in it. */
interface Variables {
  /** How many lambdas there are around. */
  readonly depth: number;
  readonly byId: ReadonlyMap<number, VariableNode>;
}

type Omitted = "id" | "type" | "nullable" | "origin";
type Draft = Node extends infer N ? (N extends Node ? Omit<N, Omitted> : never) : never;

const NO_VARIABLES: Variables = { depth: 0, byId: new Map() };

/**
 * `columns`: the position of each column by name. `keeps`: whether expressions are going to be interned
 * again, which then costs nothing.
 */
export function createInterner(columns: ReadonlyMap<string, number>, keeps = false): Interner {
  const nodes = new Map<string, Node>();
  const implNumber = numbering<Impl>(({ name, js }) => (js === undefined ? name : `${name} ${js}`), sameImpl);
  const typeNumber = numbering<DataType>(typeKey, () => true);

  function add(expr: TypedExpr, output: number, key: string, draft: () => Draft): Node {
    const full = `${expr.kind} ${expr.nullable ? 1 : 0} ${typeNumber(expr.type)} ${key}`;
    const known = nodes.get(full);
    if (known !== undefined) return known;
    const { type, nullable, span } = expr;
    const node = { ...draft(), id: nodes.size, type, nullable, origin: { output, span } } as Node;
    nodes.set(full, node);
    return node;
  }

  function visit(expr: TypedExpr, output: number, variables: Variables, seen: Map<TypedExpr, Node>): Node {
    const known = seen.get(expr);
    if (known !== undefined) return known;
    const node = build(expr, output, variables, seen);
    seen.set(expr, node);
    return node;
  }

  function build(expr: TypedExpr, output: number, variables: Variables, seen: Map<TypedExpr, Node>): Node {
    const sub = (part: TypedExpr): Node => visit(part, output, variables, seen);
    switch (expr.kind) {
      case "literal":
        return add(expr, output, valueKey(expr.value), () => ({
          kind: "literal",
          value: expr.value,
          ...LEAF,
        }));
      case "column": {
        const index = columns.get(expr.name);
        if (index === undefined) throw new Error(`no input is called ${JSON.stringify(expr.name)}`);
        return add(expr, output, String(index), () => ({ kind: "column", index, ...LEAF }));
      }
      case "variable": {
        const variable = variables.byId.get(expr.id);
        if (variable === undefined) throw new Error(`no lambda binds variable ${expr.id}`);
        return variable;
      }
      case "call": {
        const { impl, statics } = expr;
        const called = `${implNumber(impl)} ${statics.length === 0 ? "" : JSON.stringify(statics)}`;
        const given = expr.args.map((arg) => (arg.kind === "lambda" ? arg : sub(arg)));
        const args = given.map((arg, i) => {
          if (arg.kind !== "lambda") return arg;
          return bind(arg, output, variables, `${i} ${called} ${given.map(siteKey).join()}`);
        });
        return add(expr, output, `${called} ${args.map(argKey).join()}`, () => ({
          kind: "call",
          impl,
          statics,
          args,
          level: highest(args),
          counts: (impl.nulls === "strict" && typeof impl.fails === "string") || args.some(mayCount),
          cost: (impl.js === undefined ? 5 : 1) + args.reduce((sum, arg) => sum + costOf(arg), 0),
        }));
      }
      case "in": {
        const arg = sub(expr.arg);
        const { values, hasNull } = expr;
        return add(expr, output, `${arg.id} ${hasNull} ${values.map(valueKey).join(",")}`, () => ({
          kind: "in",
          args: [arg],
          values,
          hasNull,
          ...summary([arg]),
        }));
      }
      case "and":
      case "or":
        return branch(expr, output, [sub(expr.left), sub(expr.right)]);
      case "if":
        return branch(expr, output, [sub(expr.condition), sub(expr.then), sub(expr.else)]);
      case "coalesce":
        return branch(expr, output, expr.args.map(sub));
      case "isNull":
        return branch(expr, output, [sub(expr.arg)]);
      default:
        return unreachable(expr);
    }
  }

  function branch(
    expr: TypedExpr & { readonly kind: "and" | "or" | "if" | "coalesce" | "isNull" },
    output: number,
    args: readonly Node[],
  ): Node {
    const key = args.map((arg) => arg.id).join(" ");
    return add(expr, output, key, () => ({ kind: expr.kind, args, ...summary(args) }));
  }

  /**
   * Variables are called by how deep their lambda lies and by the call that it is an argument of, so that
   * lambdas of equal calls are equal nodes, and those of others, which get other values, share none.
   */
  function bind(lambda: TypedLambda, output: number, outer: Variables, site: string): LambdaNode {
    const depth = outer.depth + 1;
    const byId = new Map(outer.byId);
    const params = lambda.params.map((param, index) => {
      const node = add(param, output, `${depth} ${index} ${site}`, () => ({
        kind: "variable",
        index,
        level: depth,
        counts: false,
        cost: 0,
      }));
      if (node.kind !== "variable") throw new Error("a parameter is a variable");
      byId.set(param.id, node);
      return node;
    });
    const body = visit(lambda.body, output, { depth, byId }, new Map());
    return { kind: "lambda", params, body, level: Math.min(body.level, depth - 1) };
  }

  const interned = keeps ? new WeakMap<TypedExpr, Node>() : undefined;
  return {
    size: () => nodes.size,
    intern(expr, output) {
      let node = interned?.get(expr);
      if (node === undefined) {
        node = visit(expr, output, NO_VARIABLES, new Map());
        interned?.set(expr, node);
      }
      return node;
    },
  };
}

const LEAF = { level: 0, counts: false, cost: 0 } as const;

const summary = (args: readonly Node[]): { level: number; counts: boolean; cost: number } => ({
  level: highest(args),
  counts: args.some(mayCount),
  cost: 1 + args.reduce((sum, arg) => sum + costOf(arg), 0),
});

const highest = (args: readonly (Node | LambdaNode)[]): number =>
  args.reduce((level, arg) => Math.max(level, arg.level), 0);

const mayCount = (arg: Node | LambdaNode): boolean => (arg.kind === "lambda" ? arg.body.counts : arg.counts);

const costOf = (arg: Node | LambdaNode): number => (arg.kind === "lambda" ? 20 + arg.body.cost : arg.cost);

const siteKey = (arg: Node | TypedLambda): number | string => (arg.kind === "lambda" ? "" : arg.id);

/** Of a lambda the numbers are those of nodes, too. */
const argKey = (arg: Node | LambdaNode): number | string =>
  arg.kind === "lambda" ? `(${arg.params.map((param) => param.id).join()})${arg.body.id}` : arg.id;

/** Implementations are made anew for each call: the same export used in the same way is the same. */
const sameImpl = (a: Impl, b: Impl): boolean =>
  a.nulls === b.nulls && a.fails === b.fails && a.js === b.js && a.prepare?.name === b.prepare?.name;

/** Numbers things, equal ones alike; those of another `name` differ. */
function numbering<T extends object>(
  name: (thing: T) => string,
  same: (a: T, b: T) => boolean,
): (thing: T) => number {
  const byName = new Map<string, { readonly thing: T; readonly number: number }[]>();
  let next = 0;
  return (thing) => {
    let alike = byName.get(name(thing));
    if (alike === undefined) byName.set(name(thing), (alike = []));
    let found = alike.find((each) => each.thing === thing || same(each.thing, thing));
    if (found === undefined) alike.push((found = { thing, number: next++ }));
    return found.number;
  };
}
