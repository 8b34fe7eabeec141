import { describe, expect, it } from "vitest";
import { emit } from "../../src/emit/emit.js";
import { programOf } from "./support/program.js";

const COLUMNS = {
  a: "double",
  b: "double!",
  i: "int",
  j: "int!",
  n: "bigint",
  s: "string",
  c: "boolean",
  xs: "array<int>",
};

/** The body of the row evaluator, comments and indentation apart. */
function rowOf(...texts: readonly string[]): readonly string[] {
  const { text } = emit([programOf(COLUMNS, texts)]);
  const body = /^export function row_p0\(r, o, f\) \{\n(.*?)^\}$/ms.exec(text)?.[1] ?? "";
  return body
    .split("\n")
    .map((line) => line.replace(/^ {2}/, ""))
    .filter((line) => line !== "" && !line.startsWith("//!"));
}

describe("row evaluators are what one would write by hand:", () => {
  it("an expression over columns that are never NULL has no tests", () => {
    expect(rowOf("b * 2 + j")).toEqual(["const c1 = r[1];", "const c3 = r[3];", "o[0] = c1 * 2 + c3;"]);
  });

  it("the tests of a chain are made once, before it", () => {
    expect(rowOf("a * b - a * i + a")).toEqual([
      "const c0 = r[0];",
      "const c1 = r[1];",
      "const c2 = r[2];",
      "o[0] = c0 === null || c2 === null ? null : c0 * c1 - c0 * c2 + c0;",
    ]);
  });

  it("CASE is a conditional expression, and what its condition has tested is known inside", () => {
    expect(rowOf("case when i > 5 then i + 1 when c then 0 else j end")).toEqual([
      "const c2 = r[2];",
      "const c6 = r[6];",
      "const c3 = r[3];",
      "o[0] = c2 !== null && c2 > 5 ? (c2 + 1) | 0 : c6 !== null && c6 ? 0 : c3;",
    ]);
  });

  it("coalesce takes the first that is there", () => {
    expect(rowOf("coalesce(a, b)", "coalesce(s, 'none')")).toEqual([
      "const c0 = r[0];",
      "const c1 = r[1];",
      "o[0] = c0 === null ? c1 : c0;",
      "const c5 = r[5];",
      'o[1] = c5 === null ? "none" : c5;',
    ]);
  });

  it("a filter is short-circuited", () => {
    expect(rowOf("if(i > 0 and s in ('x', 'y') or c, 1, 0)")).toEqual([
      "const c2 = r[2];",
      "const c5 = r[5];",
      "const c6 = r[6];",
      'o[0] = c2 !== null && c2 > 0 && c5 !== null && (c5 === "x" || c5 === "y") || c6 !== null && c6 ? 1 : 0;',
    ]);
  });

  it("a division counts what it cannot divide by", () => {
    expect(rowOf("a / b")).toEqual([
      "const c0 = r[0];",
      "const c1 = r[1];",
      "o[0] = null;",
      "b1: {",
      "  if (c0 === null) break b1;",
      "  if (c1 === 0) {",
      "    f[0]++;",
      "    break b1;",
      "  }",
      "  o[0] = c0 / c1;",
      "}",
    ]);
  });

  it("what two features have in common is computed once, failures and all", () => {
    const lines = rowOf("a / b + 1", "a / b + 2");
    expect(lines.filter((line) => line.includes("c0 / c1"))).toHaveLength(1);
    expect(lines.filter((line) => line.includes("f[0]++"))).toHaveLength(1);
    expect(emit([programOf(COLUMNS, ["a / b + 1", "a / b + 2"])]).entries[0]?.failures).toEqual([
      { reason: "division by zero", features: ["a / b + 1", "a / b + 2"] },
    ]);
  });

  it("what only some rows need is not computed for others", () => {
    const lines = rowOf("if(c, a / b, 0)", "if(c, 1, a / b)");
    expect(lines.filter((line) => line.includes("let d1 = false"))).toHaveLength(1);
    expect(lines.filter((line) => line.includes("if (!d1)"))).toHaveLength(2);
  });

  it("few constants are compared one by one, many stand in a set outside", () => {
    expect(rowOf("i in (1, 2)").at(-1)).toBe("o[0] = c2 === null ? null : c2 === 1 || c2 === 2;");
    const { text } = emit([programOf(COLUMNS, ["i in (1, 2, 3, 4, 5)", "j in (5, 4, 3, 2, 1)"])]);
    expect(text).toContain("const g1 = new Set([1, 2, 3, 4, 5]);");
    expect(text).toContain("o[0] = c2 === null ? null : g1.has(c2);");
  });

  it("a lambda that needs nothing around it stands outside", () => {
    const { text } = emit([programOf(COLUMNS, ["transform(xs, x -> x + 1)", "transform(xs, x -> x + j)"])]);
    expect(text).toContain("const g1 = (p1) => p1 === null ? null : (p1 + 1) | 0;");
    expect(text).not.toContain("const g2");
    expect(text).toMatch(/transformArray\(c7, \(p2\) => p2 === null \? null : \(p2 \+ c3\) \| 0\)/);
  });

  it("what two lambdas over one array have in common stays inside of them", () => {
    const lines = rowOf("transform(xs, x -> abs(x * 7) + 1)", "transform(xs, x -> abs(x * 7) - 1)");
    expect(lines.filter((line) => /\bp\d/.test(line) && !line.includes("=>"))).toEqual([]);
  });
});

describe("kernels", () => {
  it("do eight rows a turn, and look at the validity of all of them at once", () => {
    const { text } = emit([programOf(COLUMNS, ["coalesce(a, b)", "j + 1"])]);
    expect(text).toContain(`
function kernel_p0_1_row(i, bit, bits0, out0, in0, in1) {
  //! coalesce(a, b)
  const c0 = in0[i];
  const c0null = (bits0 & bit) === 0;
  const c1 = in1[i];
  pairOfNumbers[0] = c0;
  pairOfNumbers[1] = c1;
  const t1 = pairOfNumbers[+c0null];
  out0[i] = t1;
}
function kernel_p0_1(count, columns, out, f) {
  if (out[0] === undefined) return;
  const target0 = out[0];
  const out0 = target0.values;
  const set0 = target0.validity;
  set0.fill(255, 0, (count + 7) >> 3);
  const column0 = columns[0];
  const in0 = column0.values;
  const valid0 = column0.validity;
  const column1 = columns[1];
  const in1 = column1.values;
  const turns = count - count % 8;
  for (let i = 0; i < turns; i += 8) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    const bits0 = valid0 === null ? 255 : valid0[byte];
    kernel_p0_1_row(i, bit, bits0, out0, in0, in1);
    kernel_p0_1_row(i + 1, bit << 1, bits0, out0, in0, in1);
`);
    expect(text).toContain(
      "function kernel_p0_2(count, columns, out, f) {\n  if (out[1] === undefined) return;\n",
    );
    expect(text).toContain("const kernel_p0_groups = [kernel_p0_1, kernel_p0_2];");
  });

  it("compute numbers for all rows alike, NULL or not, and validity by the byte", () => {
    const { text } = emit([programOf(COLUMNS, ["a > i", "a / b"])]);
    expect(text).toContain(`
  //! a > i
  const c0 = in0[i];
  const c2 = in2[i];
`);
    expect(text).toContain(`
  meet(set0, valid0, count);
  meet(set0, valid2, count);
`);
    expect(text).toContain(`
  if (c1 === 0) {
    if ((set1[byte] & bit) !== 0) {
      f[0]++;
    }
    set1[byte] &= ~bit;
  }
  out1[i] = c0 / c1;
`);
  });

  it("choose between numbers without a branch", () => {
    const { text } = emit([programOf(COLUMNS, ["case when j > 4 then 2 else 1 end", "coalesce(i, 0) > 2"])]);
    expect(text).toContain("out0[i] = 1 ^ (3 & -t1);");
    expect(text).toContain("out1[i] = +((c2 & -(!c2null)) > 2);");
  });

  it("widen a BIGINT column at its first value beyond what a number holds", () => {
    const { text } = emit([programOf(COLUMNS, ["n"])]);
    expect(text).toContain(`if (typeof c4 === "bigint" && !Array.isArray(out0)) {
      out0 = Array.from(out0);
      target0.values = out0;
    }`);
  });
});
