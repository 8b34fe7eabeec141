import { describe, expect, test } from "vitest";
import { parsed, shapeOf } from "./helpers/parse.js";

/** From the loosest to the tightest; operators of one row are equal. */
const LEVELS = [
  ["OR"],
  ["AND"],
  ["=", "<>", "<", "<=", ">", ">=", "<=>"],
  ["|"],
  ["^"],
  ["&"],
  ["<<", ">>", ">>>"],
  ["+", "-", "||"],
  ["*", "/", "%", "DIV"],
];

const named = (op: string): string => op.toLowerCase();

describe("precedence", () => {
  const pairs = LEVELS.flatMap((ops, level) =>
    ops.flatMap((loose) =>
      LEVELS.slice(level + 1).flatMap((tighter) => tighter.map((tight) => [loose, tight])),
    ),
  );
  test.each(pairs)("%s binds looser than %s", (loose = "", tight = "") => {
    const [l, t] = [named(loose), named(tight)];
    expect(shapeOf(`a ${loose} b ${tight} c`)).toBe(`(${l} a (${t} b c))`);
    expect(shapeOf(`a ${tight} b ${loose} c`)).toBe(`(${l} (${t} a b) c)`);
  });

  const equals = LEVELS.flatMap((ops) => ops.flatMap((one) => ops.map((other) => [one, other])));
  test.each(equals)("%s and %s lean to the left", (one = "", other = "") => {
    expect(shapeOf(`a ${one} b ${other} c`)).toBe(`(${named(other)} (${named(one)} a b) c)`);
  });

  test.each([
    ["NOT a AND b", "(and (not a) b)"],
    ["NOT a = b", "(not (= a b))"],
    ["NOT a IS NULL", "(not (is-null a))"],
    ["! a OR b", "(or (not a) b)"],
    ["!!a", "(not (not a))"],
    ["not not a", "(not (not a))"],
    ["-a * b", "(* (- a) b)"],
    ["-a::int", "(- (cast-int a))"],
    ["-a.b[0]", "(- (index (.b a) 0))"],
    ["- - a", "(- (- a))"],
    ["~a & b", "(& (~ a) b)"],
    ["+a - -b", "(- (+ a) (- b))"],
    ["(a + b) * c", "(* (+ a b) c)"],
    ["a OR b AND c OR d", "(or (or a (and b c)) d)"],
    ["a AND b OR c AND d", "(or (and a b) (and c d))"],
    ["a = b IS NULL", "(is-null (= a b))"],
    ["a + b BETWEEN c AND d AND e", "(and (between (+ a b) c d) e)"],
    ["a BETWEEN 1 AND 2 = true", "(between a 1 (= 2 true))"],
    ["a LIKE b || c", "(like a (|| b c))"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });
});

describe("spellings", () => {
  test.each([
    ["a == b", "(= a b)"],
    ["a != b", "(<> a b)"],
    ["a !> b", "(<= a b)"],
    ["a !< b", "(>= a b)"],
    ["a<-1", "(< a -1)"],
    ["a>>1", "(>> a 1)"],
    ["a>>>1", "(>>> a 1)"],
    ["a div b", "(div a b)"],
    ["a dIv b Or c", "(or (div a b) c)"],
    ["a||'x'", '(|| a "x")'],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });
});

describe("a minus before a number", () => {
  test("belongs to the literal, ahead of what follows", () => {
    expect(parsed("-5::string")).toMatchObject({
      kind: "cast",
      arg: { kind: "unary", op: "-", ofLiteral: true, arg: { kind: "number", text: "5" } },
    });
    expect(shapeOf("-9223372036854775808L")).toBe("-9223372036854775808L");
  });

  test("is an operator behind an operand, and before parentheses", () => {
    expect(shapeOf("a -1")).toBe("(- a 1)");
    expect(shapeOf("a - -1")).toBe("(- a -1)");
    expect(parsed("-(1)")).not.toHaveProperty("ofLiteral");
  });
});
