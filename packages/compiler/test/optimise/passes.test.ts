import { build, type TypedExpr } from "@pinion/core";
import { show } from "@pinion/core/testing";
import { describe, expect, it } from "vitest";
import { checkExpression } from "../../src/check/index.js";
import { simplifyBooleans } from "../../src/optimise/booleans.js";
import { simplifyCasts } from "../../src/optimise/casts.js";
import { foldConstants } from "../../src/optimise/fold.js";
import { optimise } from "../../src/optimise/index.js";
import { simplifyNulls } from "../../src/optimise/nulls.js";
import { narrowIntegers } from "../../src/optimise/ranges.js";
import { parseExpression } from "../../src/parse/index.js";
import { scopeOf } from "../check/support.js";

const scope = scopeOf({
  a: "int",
  b: "double",
  c: "boolean",
  d: "boolean!",
  e: "int!",
  n: "bigint",
  at: "timestamp",
});

function typed(text: string): TypedExpr {
  const parsed = parseExpression(text);
  if (parsed.kind !== "parsed") throw new Error(text);
  const checked = checkExpression(parsed.expr, scope);
  if (checked.kind !== "typed") throw new Error(JSON.stringify(checked.problems));
  return checked.expr;
}

describe("the passes", () => {
  it("fold constants", () => {
    expect(show(foldConstants(typed("1 + 2 * 3")))).toBe("7:int");
    expect(show(foldConstants(typed("a + (2 + 3)")))).toBe("+[addInt](a, 5:int)");
    expect(foldConstants(typed("1 / 0"))).toMatchObject({ kind: "literal", value: null });
    expect(foldConstants(typed("repeat('x', 1000)")).kind).toBe("call");
  });

  it("take out tests for NULLs that cannot be", () => {
    expect(show(simplifyNulls(typed("e is null")))).toBe("false:boolean");
    expect(simplifyNulls(typed("a is null")).kind).toBe("isNull");
    expect(show(simplifyNulls(typed("coalesce(null, a, e, 5)")))).toBe("coalesce(a, e)");
    expect(show(simplifyNulls(typed("coalesce(e, 5)")))).toBe("e");
    expect(show(simplifyNulls(typed("a + cast(null as int)")))).toBe("null:int");
  });

  it("do not take out what counts failures", () => {
    // `b / b` counts a division by zero before the NULL is met.
    expect(simplifyNulls(typed("(b / b) + cast(null as double)")).kind).toBe("call");
    expect(simplifyNulls(typed("coalesce(b / b, 0) is null")).kind).toBe("isNull");
    expect(simplifyBooleans(typed("b / b > 1 and false")).kind).toBe("and");
    expect(simplifyBooleans(typed("false and b / b > 1"))).toMatchObject({ kind: "literal", value: false });
  });

  it("simplify conditions", () => {
    expect(show(simplifyBooleans(typed("not not c")))).toBe("c");
    expect(show(simplifyBooleans(typed("c and true")))).toBe("c");
    expect(show(simplifyBooleans(typed("true or c")))).toBe("true:boolean");
    expect(show(simplifyBooleans(typed("if(d, true, false)")))).toBe("d");
    expect(simplifyBooleans(typed("if(c, true, false)")).kind).toBe("if");
  });

  it("make one cast of two", () => {
    const twice = simplifyCasts(typed("cast(cast(a as bigint) as double)"));
    expect(show(twice)).toBe("cast[keepValue](a)");
    expect(show(simplifyCasts(typed("cast(cast(n as double) as bigint)")))).toContain("cast[bigintToDouble]");
  });

  it("do arithmetic of small integers in plain numbers", () => {
    const template = (text: string): string | undefined => {
      const expr = narrowIntegers(typed(text));
      return expr.kind === "call" ? expr.impl.js : undefined;
    };
    expect(template("cast(a as bigint) + 1")).toBe("$0 + $1");
    expect(template("cast(a as bigint) * 60")).toBe("$0 * $1 + 0");
    expect(template("cast(a as bigint) * e")).toBeUndefined();
    expect(template("n + 1")).toBeUndefined();
    expect(template("to_unix_timestamp(at) - to_unix_timestamp(at)")).toBe("$0 - $1");
  });

  it("leave shared parts shared", () => {
    const shared = build.isNull(typed("a"), { start: 0, end: 1 });
    const both = build.and(shared, build.or(shared, typed("c"), shared.span), shared.span);
    expect(optimise(both)).toBe(both);
  });
});
