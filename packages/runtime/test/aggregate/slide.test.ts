import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slide, type TileRange } from "../../src/aggregate/slide.js";

/** Joins texts: order and multiplicity show. */
const texts = { merge: (a: unknown, b: unknown) => `${a as string}${b as string}` };

const cases = fc
  .tuple(
    fc.uniqueArray(fc.nat(30), { maxLength: 20 }),
    fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 20 }),
  )
  .map(([tiles, moves]) => {
    let start = 0;
    let end = 0;
    const ranges: TileRange[] = moves.map(([a, b]) => {
      end += a;
      start = Math.min(start + b, end);
      return { start, end };
    });
    return { tiles: tiles.toSorted((a, b) => a - b), ranges };
  });

describe("sliding over tiles", () => {
  it("gives what folding each range anew gives", () => {
    fc.assert(
      fc.property(cases, ({ tiles, ranges }) => {
        const states = tiles.map((tile) => `${tile} `);
        const expected = ranges.map(({ start, end }) => {
          const inside = tiles.filter((tile) => tile >= start && tile < end);
          return inside.length === 0 ? undefined : inside.map((tile) => `${tile} `).join("");
        });
        expect(slide({ tiles, states }, ranges, texts)).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
