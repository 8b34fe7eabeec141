import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countCodePoints, offsetAfter, offsetBefore } from "../../../src/std/string/code-points.js";
import { anyText } from "../text.js";

describe("code points", () => {
  it("are counted as pairs where they are pairs", () => {
    expect(countCodePoints("a😀b")).toBe(3);
    expect(countCodePoints("a😀b", 1, 3)).toBe(1);
  });

  it("have offsets that agree from both ends", () => {
    fc.assert(
      fc.property(anyText, fc.nat(12), (text, count) => {
        const characters = [...text];
        expect(offsetAfter(text, count)).toBe(characters.slice(0, count).join("").length);
        const fromEnd = offsetBefore(text, count);
        const expected =
          count > characters.length ? -1 : characters.slice(0, characters.length - count).join("").length;
        expect(fromEnd).toBe(expected);
      }),
    );
  });
});
