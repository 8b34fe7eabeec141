import { describe, expect, test } from "vitest";
import { createLocator } from "../../src/locate/index.js";
import { project } from "../evaluate/project.js";
import { marked, shownAt } from "./located.js";

describe("exact places", () => {
  const cases: readonly [title: string, main: string, text: string, part: string, shown: string][] = [
    ["a single-quoted literal", "@avg('cast_float(fare)', {})", "cast_float(fare)", "fare", "fare"],
    ["a double-quoted literal", "@avg(\"fare > 'a'\")", "fare > 'a'", "'a'", "'a'"],
    ["a template without substitutions", "@avg(`fare\r\n + tip`)", "fare\n + tip", "tip", "tip"],
    [
      "escapes before the span",
      String.raw`@avg("\u{1F600}\x41\n\'fare")`,
      "\u{1F600}A\n'fare",
      "fare",
      "fare",
    ],
    [
      "an escape itself",
      String.raw`@avg("a = '\u{1F600}'")`,
      "a = '\u{1F600}'",
      "\u{1F600}",
      String.raw`\u{1F600}`,
    ],
    ["a line continuation", "@avg('a + \\\n  fare')", "a +   fare", "fare", "fare"],
    ["a quasi of a template", "@avg(`${x} + fare + ${y} * 2`)", "q + fare + z * 2", "fare", "fare"],
    ["a concatenation", '@avg("a + " + "fare" + " + b")', "a + fare + b", "fare", "fare"],
    ["a span over a concatenation", '@avg("a + fa" + "re")', "a + fare", "fare", 'fa" + "re'],
    ["a span over a substitution", "@avg(`a + ${x} + b`)", "a + fare + b", "+ fare + b", "+ ${x} + b"],
    ["parentheses and types", '@avg((("fare") as const) satisfies string)', "fare", "fare", "fare"],
    ["a constant", 'const E = "a + fare";\n@avg(E)', "a + fare", "fare", "fare"],
    [
      "a constant of a constant",
      'const A = "fare"; const E = A as string;\n@avg(E!)',
      "fare",
      "fare",
      "fare",
    ],
    ["a constant in a concatenation", 'const E = "fare";\n@avg(E + " > 0")', "fare > 0", "fare", "fare"],
    [
      "a property of a constant",
      'const e = { a: { "b": "fare" } } as const;\n@avg(e.a["b"])',
      "fare",
      "fare",
      "fare",
    ],
    [
      "a destructured constant",
      'const { a: [, E] } = { a: ["x", "fare"] };\n@avg(E)',
      "fare",
      "fare",
      "fare",
    ],
    [
      "the last of two properties",
      'const e = { ...{ a: "tip" }, a: "fare" };\n@avg(e.a)',
      "fare",
      "fare",
      "fare",
    ],
    [
      "the property of a spread object",
      'const d = { a: "fare" };\nconst e = { ...d };\n@avg(e.a)',
      "fare",
      "fare",
      "fare",
    ],
    ["the element of a mapped array", '["fare", "tip"].map((e) => @avg(e))', "tip", "tip", "tip"],
    ["the element of a loop", 'for (const e of ["fare", "tip + 1"]) @avg(e)', "tip + 1", "tip", "tip"],
    [
      "the element of a constant array",
      'const all = ["fare", ...["tip"]];\nall.forEach((e) => @avg(e))',
      "tip",
      "tip",
      "tip",
    ],
    [
      "a property of an element",
      '[{ n: "a", e: "fare" }].map(({ e: text }) => @avg(text))',
      "fare",
      "fare",
      "fare",
    ],
    [
      "an entry of an object",
      'Object.entries({ f_a: "fare" }).map(([name, e]) => @avg(e))',
      "fare",
      "fare",
      "fare",
    ],
    ["a key of an object", "Object.keys({ fare: 1, tip: 2 }).map((e) => @avg(e))", "tip", "tip", "tip"],
    ["a branch of a condition", '@avg(process.env.X ? "fare" : "tip")', "tip", "tip", "tip"],
    [
      "joined lines",
      '@avg(["case when a", "then fare end"].join(" "))',
      "case when a then fare end",
      "fare",
      "fare",
    ],
    ["a method's name", '@dsl.avg("fare")', "fare", "fare", "fare"],
  ];
  test.each(cases)("%s", (_, main, text, part, shown) => {
    const found = shownAt(marked(main), text, part);
    expect(found.shown).toBe(shown);
    expect(found.coarse).toBe(false);
  });

  test("a shadowed name is the inner one", () => {
    const main = 'const E = "fare";\n{ const E = "fare"; @avg(E); }';
    const found = shownAt(marked(main), "fare", "fare");
    expect(found.place.line).toBe(2);
  });

  test.each([
    ["a named import", 'import { FARE as E } from "./other.js";\n@avg(E)'],
    ["a namespace", 'import * as o from "./other.js";\n@avg(o.FARE)'],
    ["a default import", 'import E from "./other";\n@avg(E)'],
    ["a name that is exported on", 'import { F } from "./index.js";\n@avg(F)'],
    ["a star export", 'import { FARE } from "./stars/index.js";\n@avg(FARE)'],
    ["a property of an import", 'import { all } from "./other.js";\n@avg(all.fare)'],
  ])("%s leads to its file", (_, main) => {
    const others = {
      "other.ts":
        'export const FARE = "a + fare";\nexport const all = { fare: FARE };\nexport default FARE;\n',
      "index.ts": 'import { FARE } from "./other.js";\nexport { FARE as F };\n',
      "stars/index.ts": 'export * from "../index.js";\nexport * from "../other.js";\n',
    };
    const found = shownAt(marked(main, others), "a + fare", "fare");
    expect(found).toMatchObject({ shown: "fare", file: "other.ts", coarse: false });
  });

  test.each([
    ["an option", '@avg("a", { filter: "fare > 0" })', [1, "filter"]],
    ["a shorthand option", 'const filter = "fare > 0";\n@avg("a", { filter })', [1, "filter"]],
    ["a constant of options", 'const o = { filter: "fare > 0" };\n@avg("a", o)', [1, "filter"]],
    ["spread options", 'const o = { filter: "fare > 0" };\n@avg("a", { ...o, window: "1d" })', [1, "filter"]],
    ["the first argument", '@count({ filter: "fare > 0" })', [0, "filter"]],
  ])("%s", (_, main, path) => {
    const found = shownAt(marked(main), "fare > 0", "fare", path);
    expect(found).toMatchObject({ shown: "fare", coarse: false });
  });
});

describe("coarse places", () => {
  const cases: readonly [title: string, main: string, text: string, part: string, shown: string][] = [
    ["a substitution", "@avg(`${x} + fare + ${y(1, `}`)} * 2`)", "q + fare + z * 2", "z", "${y(1, `}`)}"],
    ["substitutions side by side", "@avg(`a + ${x}${y}`)", "a + fare", "fare", "${x}${y}"],
    ["an operand that is computed", '@avg(f() + " + fare")', "a + fare", "a", "f()"],
    ["a template that fits twice", "@avg(`${x}a${y}`)", "aaa", "a", "`${x}a${y}`"],
    ["a call", "@avg(build())", "fare", "fare", "build()"],
    ["a variable that may change", 'let e = "fare";\n@avg(e)', "fare", "fare", "e"],
    ["a parameter", 'const f = (e = "fare") => @avg(e);', "fare", "fare", "e"],
    ["a text that is not the literal's", '@avg("fare")', "fare + 1", "fare", '"fare"'],
    ["two elements that are alike", '["fare", "fare"].map((e) => @avg(e))', "fare", "fare", "e"],
    ["a choice that may be anything", '@avg(x ?? "fare")', "fare", "fare", 'x ?? "fare"'],
    ["a spread argument", '@avg(...["fare"])', "fare", "fare", 'avg(...["fare"])'],
    ["no argument", "@avg()", "fare", "fare", "avg()"],
    ["no call", "const a = @1;", "fare", "fare", ""],
    ["a call of several lines", "@avg(\n)", "fare", "fare", "avg"],
    ["a name that means itself", "const E = E;\n@avg(E)", "fare", "fare", "E"],
    ["computed properties", 'const o = { ["a" + 1]: "x", b: "fare" };\n@avg(o.b)', "fare", "fare", "o.b"],
  ];
  test.each(cases)("%s", (_, main, text, part, shown) => {
    const found = shownAt(marked(main), text, part);
    expect(found.shown).toBe(shown);
    expect(found.coarse).toBe(true);
  });

  test("say that the expression was built at run time", () => {
    const { files, site } = marked("@avg(build())");
    const locator = createLocator(project(files));
    const noteOf = (text: string) => locator.mapOf({ text, site, path: [0] }).note;
    expect(noteOf("fare\n + 1")).toBe("the expression was built at run time: fare + 1");
    expect(noteOf("1 + ".repeat(1_000))).toMatch(/^the expression was built at run time: 1 \+ .{90,100}…$/);
    expect(
      locator.mapOf({ text: "fare", site: "", path: [0] }).placeOf({ start: 0, end: 1 }),
    ).toBeUndefined();
    expect(
      locator.mapOf({ text: "a", site: "gone.ts:1:1", path: [0] }).placeOf({ start: 0, end: 1 }),
    ).toBeUndefined();
  });
});

describe("hostile files", () => {
  test("a sum of many operands", () => {
    const main = `@avg(${'"a + " + '.repeat(5_000)}"fare")`;
    const found = shownAt(marked(main), `${"a + ".repeat(5_000)}fare`, "fare");
    expect(found).toMatchObject({ shown: "fare", coarse: false });
  });

  test("a name that names itself in many ways", () => {
    const names = Array.from({ length: 40 }, (_, i) => `const a${i + 1} = x ? a${i} : a${i};`);
    const main = `const a0 = "fare";\n${names.join("\n")}\n@avg(a40)`;
    expect(shownAt(marked(main), "fare", "fare")).toMatchObject({ shown: "a40", coarse: true });
  });

  test.each(["(", "[", "{a:", "f(", "`${", "a?", "-", "new "])("a file of nothing but %s", (text) => {
    const folder = project({ "main.ts": `avg("fare");\n${text.repeat(100_000)}` });
    const map = createLocator(folder).mapOf({ text: "fare", site: "main.ts:1:1", path: [0] });
    expect(map.placeOf({ start: 0, end: 4 })?.line ?? 1).toBe(1);
  });

  test("names that objects have by themselves", () => {
    const main = 'const o = { constructor: "a", ["__proto__"]: "fare" };\n@avg(o["__proto__"])';
    expect(shownAt(marked(main), "fare", "fare")).toMatchObject({ shown: "fare", coarse: false });
    expect(shownAt(marked("const o = {};\n@avg(o.toString)"), "fare", "fare")).toMatchObject({
      coarse: true,
    });
    expect(shownAt(marked("@avg(toString)"), "fare", "fare")).toMatchObject({ coarse: true });
  });
});

describe("parts of definitions", () => {
  const main = `const columns = { fare: t.double() };
export const trips = @fileSource("trips", {
  path: "trips.csv",
  columns: { ...columns, at: t.timestamp() },
  eventTimestamp: "at",
});`;
  test.each([
    [[], "fileSource"],
    [[0], '"trips"'],
    [[1, "eventTimestamp"], '"at"'],
    [[1, "columns", "at"], "at"],
    [[1, "columns", "fare"], "fare"],
    [[1, "columns", "missing"], "{ ...columns, at: t.timestamp() }"],
    [[5], "fileSource"],
  ])("%j is %s", (path, shown) => {
    const { files, site } = marked(main);
    const place = createLocator(project(files)).placeOf(site, path);
    expect(files["main.ts"]?.slice(place?.start, place?.end)).toBe(shown);
    expect(place?.coarse === true).toBe(path.includes("missing") || path.includes(5));
  });
});

test("an edit is written as the literal needs it", () => {
  const edit = (main: string, text: string, part: string, replacement: string) => {
    const { files, site } = marked(main);
    const start = text.indexOf(part);
    const locator = createLocator(project(files));
    const map = locator.mapOf({ text, site, path: [0] });
    const change = map.edit({ start, end: start + part.length }, replacement);
    if (change === undefined) return undefined;
    const file = files["main.ts"] ?? "";
    return file.slice(0, change.place.start) + change.text + file.slice(change.place.end);
  };
  expect(edit("@avg('a == \"b\"')", 'a == "b"', "==", "=")).toBe("avg('a = \"b\"')");
  expect(edit("@avg('a')", "a", "a", "it's")).toBe("avg('it\\'s')");
  expect(edit("@avg(`a`)", "a", "a", "`b` ${c} \\")).toBe("avg(`\\`b\\` \\${c} \\\\`)");
  expect(edit("@avg(`${x} + fare`)", "y + fare", "fare", "tip")).toBe("avg(`${x} + tip`)");
  expect(edit("@avg(`${x} + fare`)", "y + fare", "y", "tip")).toBeUndefined();
  expect(edit('@avg("a" + "b")', "ab", "ab", "tip")).toBeUndefined();
});
