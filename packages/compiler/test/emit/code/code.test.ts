import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allOf,
  anyOf,
  arrowOf,
  callOf,
  constant,
  declare,
  holds,
  identifier,
  js,
  not,
  objectOf,
  print,
  readTemplate,
  type Code,
} from "../../../src/emit/code/index.js";

const a = identifier("a");
const b = identifier("b");
const c = identifier("c");
const text = (code: Code): string => print([declare(identifier("x"), code)]).text.slice(10, -2);

describe("js", () => {
  it("gives parentheses where the meaning needs them, and nowhere else", () => {
    expect(text(js`${js`${a} + ${b}`} * ${c}`)).toBe("(a + b) * c");
    expect(text(js`${js`${a} * ${b}`} + ${c}`)).toBe("a * b + c");
    expect(text(js`${js`${a} - ${b}`} - ${c}`)).toBe("a - b - c");
    expect(text(js`${a} - ${js`${b} - ${c}`}`)).toBe("a - (b - c)");
    expect(text(js`${a} / ${js`${b} * ${c}`}`)).toBe("a / (b * c)");
    expect(text(js`Math.fround(${js`${a} + ${b}`})`)).toBe("Math.fround(a + b)");
    expect(text(js`${js`${a} + ${b}`}.length`)).toBe("(a + b).length");
    expect(text(js`!${js`${a} < ${b}`}`)).toBe("!(a < b)");
    expect(text(js`${js`${a} ? ${b} : ${c}`} ? ${a} : ${js`${a} ? ${b} : ${c}`}`)).toBe(
      "(a ? b : c) ? a : a ? b : c",
    );
    expect(text(js`${js`${a} ?? ${b}`} || ${c}`)).toBe("(a ?? b) || c");
    expect(text(js`${a} ?? ${js`${b} || ${c}`}`)).toBe("a ?? (b || c)");
    expect(text(js`${js`-${a}`} ** ${2}`)).toBe("(-a) ** 2");
  });

  it("tells a sign from an operator", () => {
    expect(text(js`-${-5}`)).toBe("-(-5)");
    expect(text(js`${a} - ${-5}`)).toBe("a - -5");
    expect(() => js`${a} -${b}`).toThrow("no space");
    expect(() => js`${a}(`).toThrow("unbalanced");
  });

  it("keeps every number and bigint", () => {
    expect([-0, 0, NaN, -Infinity, 1e21, -1.5].map((x) => text(constant(x)))).toEqual([
      "-0",
      "0",
      "NaN",
      "-Infinity",
      "1e+21",
      "-1.5",
    ]);
    expect(text(js`${9007199254740993n} + ${-1n}`)).toBe("9007199254740993n + -1n");
  });

  it("quotes any text so that it reads back and cannot break out", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const quoted = text(constant(value));
        expect(JSON.parse(quoted)).toBe(value);
        expect(quoted).not.toMatch(/[\n\r\u2028\u2029]|<\/|<!--|-->/);
      }),
    );
    expect(text(constant('</script>\u2028\ud800"];process.exit()//'))).toBe(
      '"\\u003c/script>\\u2028\\ud800\\"];process.exit()//"',
    );
  });

  it("makes own properties of any names", () => {
    expect(
      text(
        objectOf([
          ["__proto__", constant(1)],
          ["a b", a],
        ]),
      ),
    ).toBe('{ ["__proto__"]: 1, "a b": a }');
  });

  it("takes no text for an identifier that is none", () => {
    for (const bad of ["", "1a", "a b", "a;b", "é", "a.b"]) expect(() => identifier(bad)).toThrow();
  });

  it("prints a comment on one line", () => {
    expect(print([{ kind: "comment", text: "a\n*/ process.exit() \u2029" }]).text).toBe(
      "//! a\\n*/ process.exit() \\u2029\n",
    );
  });

  it("writes arrows and calls", () => {
    expect(text(callOf(a, [arrowOf([b, c], js`${b} + ${c}`), constant("x")]))).toBe(
      'a((b, c) => b + c, "x")',
    );
  });

  it("refuses templates of what it does not know", () => {
    expect(() => readTemplate(["a @ b"])).toThrow("not a template");
  });
});

describe("conditions", () => {
  const missing = { yes: js`${a} === null`, no: js`${a} !== null` };

  it("negate without `!( )`", () => {
    const both = allOf([not(missing), holds(b)]);
    expect(text(both.yes)).toBe("a !== null && b");
    expect(text(both.no)).toBe("a === null || !b");
    expect(text(allOf([anyOf([missing, holds(b)]), holds(c)]).yes)).toBe("(a === null || b) && c");
  });

  it("know what is known", () => {
    expect(anyOf([]).known).toBe(false);
    expect(allOf([]).known).toBe(true);
    expect(text(allOf([{ ...holds(a), known: true }, missing]).yes)).toBe("a === null");
  });
});
