import { describe, expect, it } from "vitest";
import { refused, type LambdaArgument } from "../../../src/functions/record.js";
import { findFunction } from "../../../src/functions/registry.js";
import { build, type TypedExpr, type TypedVariable } from "../../../src/typed/index.js";
import { arrayOf, BIGINT, INT, mapOf, showType, STRING } from "../../../src/types/index.js";
import { column, literal, tree, valueOf } from "../resolve.js";

const span = { start: 0, end: 0 };
const a = column("a", arrayOf(INT));
const m = column("m", mapOf(STRING, INT));
const int = (value: number) => literal(value, INT);

/** A lambda as the checker hands it over. */
function lambda(arity: number, body: (...params: TypedVariable[]) => TypedExpr): LambdaArgument {
  return {
    kind: "lambda",
    span,
    arity,
    bind: (types) => {
      const params = types.map((param, id): TypedVariable => ({
        kind: "variable",
        id,
        name: `p${id}`,
        ...param,
        span,
      }));
      return { kind: "lambda", params, body: body(...params), span };
    },
  };
}

function call(name: string, ...args: readonly (TypedExpr | LambdaArgument)[]): TypedExpr | string {
  const record = findFunction(name);
  if (record === undefined) throw new Error(`no function ${name}`);
  const resolution = record.resolve({
    name,
    span,
    nameSpan: span,
    args: args.map((arg) =>
      arg.kind === "lambda" ? arg : { kind: "value", expr: arg, type: arg.type, span },
    ),
    context: { timeZone: "UTC" },
  });
  return refused(resolution) ? resolution.problems.map((problem) => problem.message).join() : resolution;
}

function typed(name: string, ...args: readonly (TypedExpr | LambdaArgument)[]): TypedExpr {
  const result = call(name, ...args);
  if (typeof result === "string") throw new Error(result);
  return result;
}

const size = (value: TypedExpr): TypedExpr => tree("size", value);
const holds = lambda(1, (x) => build.isNull(x, span));

describe("lambdas over arrays", () => {
  it("get elements and, if they want it, the index", () => {
    expect(
      showType(
        typed(
          "transform",
          a,
          lambda(1, (x) => tree("array", x)),
        ).type,
      ),
    ).toBe("array<array<int>>");
    expect(
      valueOf(
        typed(
          "transform",
          a,
          lambda(2, (_, i) => i),
        ),
        { a: [7, 8] },
      ),
    ).toEqual([0, 1]);
    expect(valueOf(typed("filter", a, holds), { a: [1, null] })).toEqual([null]);
    expect(valueOf(typed("exists", a, holds), { a: [1, null] })).toBe(true);
    expect(valueOf(typed("forall", a, holds), { a: [1, null] })).toBe(false);
    expect(valueOf(typed("filter", a, holds), { a: null })).toBeNull();
  });

  it("may be plain values", () => {
    expect(valueOf(typed("transform", a, int(42)), { a: [1, 2] })).toEqual([42, 42]);
    expect(call("exists", a, int(1))).toContain("gives int, expected boolean");
  });

  it("aggregate into what they began with", () => {
    const count = lambda(2, (acc) => acc);
    expect(valueOf(typed("aggregate", a, int(5), count), { a: [1] })).toBe(5);
    expect(valueOf(typed("reduce", a, literal(null, INT), count), { a: [1] })).toBeNull();
    const finish = lambda(1, (acc) => tree("array", acc));
    expect(showType(typed("aggregate", a, int(5), count, finish).type)).toBe("array<int>");
    expect(
      call(
        "aggregate",
        a,
        literal(0, BIGINT),
        lambda(2, (_, x) => x),
      ),
    ).toContain("gives int, but its value begins as bigint");
  });

  it("zip and sort", () => {
    const pair = lambda(2, (x, y) => tree("array", x, y));
    expect(valueOf(typed("zip_with", a, a, pair), { a: [1] })).toEqual([[1, 1]]);
    expect(
      valueOf(
        typed(
          "array_sort",
          a,
          lambda(2, () => int(0)),
        ),
        { a: [2, 1] },
      ),
    ).toEqual([2, 1]);
    expect(
      call(
        "array_sort",
        a,
        lambda(2, (x) => tree("array", x)),
      ),
    ).toContain("gives array<int>, expected int");
  });

  it("stand where they belong", () => {
    expect(
      call(
        "upper",
        lambda(1, (x) => x),
      ),
    ).toContain("takes no lambda");
    expect(
      call(
        "transform",
        lambda(1, (x) => x),
        a,
      ),
    ).toContain("takes an array and a lambda");
  });
});

describe("lambdas over maps", () => {
  it("get keys and values", () => {
    const row = {
      m: [
        ["a", 1],
        ["b", null],
      ],
    };
    const isNull = lambda(2, (_, v) => build.isNull(v, span));
    expect(valueOf(typed("map_filter", m, isNull), row)).toEqual([["b", null]]);
    expect(
      valueOf(
        typed(
          "transform_values",
          m,
          lambda(2, (k) => k),
        ),
        row,
      ),
    ).toEqual([
      ["a", "a"],
      ["b", "b"],
    ]);
    expect(
      showType(
        typed(
          "transform_keys",
          m,
          lambda(2, (_, v) => v),
        ).type,
      ),
    ).toBe("map<int,int>");
    expect(
      valueOf(
        typed(
          "transform_keys",
          m,
          lambda(2, (_, v) => v),
        ),
        row,
      ),
    ).toBeNull();
    expect(
      call(
        "transform_keys",
        m,
        lambda(2, (k, v) => tree("map", k, v)),
      ),
    ).toContain("keys of a map cannot be");
    const sizes = lambda(3, (_, v, w) => size(tree("array", v, w)));
    expect(valueOf(typed("map_zip_with", m, m, sizes), row)).toEqual([
      ["a", 2],
      ["b", 2],
    ]);
  });
});
