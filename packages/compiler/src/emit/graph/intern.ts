import { unreachable, type TypedExpr, type TypedLambda } from "@pinion/core";
import { implKey, typeKey, valueKey } from "./key.js";
import type { LambdaNode, Node, Origin, VariableNode } from "./node.js";

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

/** `columns`: the position of each column by name. */
export function createInterner(columns: ReadonlyMap<string, number>): Interner {
  const nodes = new Map<string, Node>();

  function add(expr: TypedExpr, origin: Origin, key: string, draft: Draft): Node {
    const full = `${draft.kind} ${expr.nullable} ${typeKey(expr.type)} ${key}`;
    const known = nodes.get(full);
    if (known !== undefined) return known;
    const node = { ...draft, id: nodes.size, type: expr.type, nullable: expr.nullable, origin } as Node;
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
    const origin = { output, span: expr.span };
    const sub = (part: TypedExpr): Node => visit(part, output, variables, seen);
    switch (expr.kind) {
      case "literal":
        return add(expr, origin, valueKey(expr.value), { kind: expr.kind, value: expr.value, ...LEAF });
      case "column": {
        const index = columns.get(expr.name);
        if (index === undefined) throw new Error(`no input is called ${JSON.stringify(expr.name)}`);
        return add(expr, origin, String(index), { kind: "column", index, ...LEAF });
      }
      case "variable": {
        const variable = variables.byId.get(expr.id);
        if (variable === undefined) throw new Error(`no lambda binds variable ${expr.id}`);
        return variable;
      }
      case "call": {
        const { impl, statics } = expr;
        const given = expr.args.map((arg) => (arg.kind === "lambda" ? arg : sub(arg)));
        const site = JSON.stringify([implKey(impl), statics, given.map(siteKey)]);
        const args = given.map((arg, i) =>
          arg.kind === "lambda" ? bind(arg, output, variables, `${i} ${site}`) : arg,
        );
        const counted = impl.nulls === "strict" && typeof impl.fails === "string";
        const work = { impl, statics, args };
        const own = impl.js === undefined ? 5 : 1;
        return add(expr, origin, JSON.stringify([implKey(impl), statics, args.map(argKey)]), {
          kind: "call",
          ...work,
          level: highest(args),
          counts: counted || args.some(mayCount),
          cost: own + args.reduce((sum, arg) => sum + costOf(arg), 0),
        });
      }
      case "in": {
        const arg = sub(expr.arg);
        const { values, hasNull } = expr;
        const draft: Draft = { kind: "in", args: [arg], values, hasNull, ...summary([arg]) };
        return add(expr, origin, `${arg.id} ${hasNull} ${values.map(valueKey).join(",")}`, draft);
      }
      case "and":
      case "or":
        return branch(expr, origin, [sub(expr.left), sub(expr.right)]);
      case "if":
        return branch(expr, origin, [sub(expr.condition), sub(expr.then), sub(expr.else)]);
      case "coalesce":
        return branch(expr, origin, expr.args.map(sub));
      case "isNull":
        return branch(expr, origin, [sub(expr.arg)]);
      default:
        return unreachable(expr);
    }
  }

  function branch(
    expr: TypedExpr & { readonly kind: "and" | "or" | "if" | "coalesce" | "isNull" },
    origin: Origin,
    args: readonly Node[],
  ): Node {
    const key = args.map((arg) => arg.id).join(" ");
    return add(expr, origin, key, { kind: expr.kind, args, ...summary(args) });
  }

  /**
   * Variables are called by how deep their lambda lies and by the call that it is an argument of, so that
   * lambdas of equal calls are equal nodes, and those of others, which get other values, share none.
   */
  function bind(lambda: TypedLambda, output: number, outer: Variables, site: string): LambdaNode {
    const depth = outer.depth + 1;
    const byId = new Map(outer.byId);
    const params = lambda.params.map((param, index) => {
      const draft: Draft = { kind: "variable", index, level: depth, counts: false, cost: 0 };
      const node = add(param, { output, span: param.span }, `${depth} ${index} ${site}`, draft);
      if (node.kind !== "variable") throw new Error("a parameter is a variable");
      byId.set(param.id, node);
      return node;
    });
    const body = visit(lambda.body, output, { depth, byId }, new Map());
    return { kind: "lambda", params, body, level: Math.min(body.level, depth - 1) };
  }

  const interned = new WeakMap<TypedExpr, Node>();
  return {
    size: () => nodes.size,
    intern(expr, output) {
      let node = interned.get(expr);
      if (node === undefined) {
        node = visit(expr, output, NO_VARIABLES, new Map());
        interned.set(expr, node);
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

const siteKey = (arg: Node | TypedLambda): unknown => (arg.kind === "lambda" ? null : arg.id);

const argKey = (arg: Node | LambdaNode): unknown =>
  arg.kind === "lambda" ? { params: arg.params.map((param) => param.id), body: arg.body.id } : arg.id;
