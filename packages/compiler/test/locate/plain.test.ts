import { describe, expect, it } from "vitest";
import { plainCallEnd, plainText } from "../../src/locate/plain.js";

const textAt = (source: string, path: readonly (number | string)[]) =>
  plainText(source, source.indexOf("avg"), path)?.chars.text;

describe("the literal of a call, found without parsing", () => {
  it.each([
    ['x = avg("a + b", { window: "7d" })', [0], "a + b"],
    ["x = avg(\n  // why\n  'it''s',\n)", [0], undefined],
    ["x = avg( /* ( */ 'a\\'s' , {})", [0], "a's"],
    ["x = avg(`a\nb`)", [0], "a\nb"],
    ["x = avg(`a${b}`)", [0], undefined],
    ['x = avg("a" + b)', [0], undefined],
    ['x = avg("a".trim())', [0], undefined],
    ["x = avg(a)", [0], undefined],
    ['x = avg<T>("a")', [0], undefined],
    ['x = avg("a", { window: "7d", filter: "b > 1", n: 1_0 })', [1, "filter"], "b > 1"],
    ['x = avg("a", { "filter": "b", })', [1, "filter"], "b"],
    ['x = avg("a", { filter: "b", filter: "c" })', [1, "filter"], undefined],
    ['x = avg("a", { ...all, filter: "b" })', [1, "filter"], undefined],
    ['x = avg("a", { [name]: "c", filter: "b" })', [1, "filter"], undefined],
    ['x = avg("a", { filter: "b" + c })', [1, "filter"], undefined],
    ['x = avg("a", options)', [1, "filter"], undefined],
    ['x = avg({ filter: "b" })', [0, "filter"], "b"],
    ['x = avg("a", { deep: { filter: "b" } })', [1, "deep", "filter"], undefined],
    ['x = avg("\\q")', [0], "q"],
    ['x = avg("\\1")', [0], undefined],
  ] as const)("%s at %j is %j", (source, path, found) => {
    expect(textAt(source, path)).toBe(found);
  });

  it("reads a literal of a megabyte, and comments without end", () => {
    const long = "a".repeat(1_000_000);
    expect(textAt(`avg("${long}")`, [0])).toBe(long);
    expect(textAt(`avg(/*${long}`, [0])).toBeUndefined();
    expect(textAt(`avg("${"\\".repeat(1_000_001)}`, [0])).toBeUndefined();
  });
});

describe("the end of a call, found without parsing", () => {
  it.each([
    ['avg({ window: "7d)" }) + 1', 'avg({ window: "7d)" })'],
    ["avg(f([1, 2]), /* ) */ b)", "avg(f([1, 2]), /* ) */ b)"],
    ["avg(`${a})`)", undefined],
    ["avg(/[)]/)", undefined],
    ["avg(", undefined],
    ["avg", undefined],
  ])("%s", (source, call) => {
    const end = plainCallEnd(source, 0);
    expect(end === undefined ? undefined : source.slice(0, end)).toBe(call);
  });

  it("leaves a method's call, which starts before its name, to the parser", () => {
    expect(plainCallEnd("pinion.avg(1)", 7)).toBeUndefined();
    expect(plainCallEnd("pinion\n  .avg(1)", 10)).toBeUndefined();
  });
});
