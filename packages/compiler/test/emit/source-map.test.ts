import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { describe, expect, it } from "vitest";
import { compiled, trips } from "../plan/compiled.js";

const TEXT = trips(
  `    f_long: expr("fare * 2 > cast(tip as double)"),
    f_ratio: expr("fare / tip"),`,
  `export const more = derived("f_more", { inputs: { long: taxi.features.f_long }, transform: \`
    if(long, 1,
       2)\` });`,
);

/** Line and column of a text, both as source maps count them. */
function positionOf(text: string, part: string, after = ""): { line: number; column: number } {
  const at = text.indexOf(part, text.indexOf(after));
  if (at < 0) throw new Error(`${part} is not there`);
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length };
}

describe("the source map", () => {
  it("leads from the code of an expression to its characters in the definitions", async () => {
    const { artifacts } = await compiled(TEXT);
    const code = artifacts.get("evaluators.js") ?? "";
    expect(code).toMatch(/\n\/\/# sourceMappingURL=evaluators\.js\.map\n$/);
    const map = new TraceMap(artifacts.get("evaluators.js.map") ?? "");
    expect(map.sources).toEqual(["../features/a.ts"]);
    const expectMapped = (part: string, after: string, original: string): void => {
      const found = originalPositionFor(map, positionOf(code, part, after));
      const wanted = positionOf(TEXT, original);
      expect({ part, line: found.line, column: found.column }).toEqual({ part, ...wanted });
    };
    expectMapped("c1 * 2", "f_long: fare * 2", "fare * 2 >");
    expectMapped("c1 / ", "f_ratio: fare / tip", "fare / tip");
    expectMapped("1 : 2", "f_more", "1,\n");
    expectMapped("o[0] = ", "f_more", "if(long");
  });

  it("leads nowhere from the library's code", async () => {
    const { artifacts } = await compiled(trips('f_up: expr("initcap(payment)"),'));
    const code = artifacts.get("evaluators.js") ?? "";
    const map = new TraceMap(artifacts.get("evaluators.js.map") ?? "");
    expect(originalPositionFor(map, positionOf(code, "initcap")).source).toBeNull();
    expect(originalPositionFor(map, positionOf(code, "initcap(c", "f_up:")).source).toBe("../features/a.ts");
  });
});
