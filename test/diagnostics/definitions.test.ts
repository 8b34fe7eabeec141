import { describe, expect, test } from "vitest";
import { DEFINITIONS } from "./mistakes/definitions.js";
import { diagnose } from "./support/definitions.js";
import { mark, replaced, unmark } from "./support/expression.js";

/* Typical mistakes in definition files, found by compiling them: the code, the exact place, what mends it. */

const FILE = "features/a.ts";

describe("definitions", () => {
  test.each(DEFINITIONS)("$name", async ({ marked, codes, help, mended, beside }) => {
    const { text } = unmark(marked);
    const { diagnostics } = await diagnose({ ...beside, [FILE]: text });
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
    const places = diagnostics.map(({ place }) => place);
    expect(places.map((place) => place?.file)).toEqual(codes.map(() => FILE));
    expect(
      mark(
        text,
        places.filter((place) => place !== undefined),
      ),
    ).toBe(marked);
    for (const place of places) {
      const before = text.slice(0, place?.start).split("\n");
      expect([place?.line, place?.column]).toEqual([before.length, (before.at(-1) ?? "").length + 1]);
    }
    if (help !== undefined) expect(diagnostics[0]?.help).toContain(help);

    const suggestions = diagnostics.flatMap(({ suggestion }) =>
      suggestion === undefined ? [] : [suggestion],
    );
    expect(suggestions.map((suggestion) => suggestion.text)).toEqual(mended ?? []);
    if (suggestions.length === 0) return;
    const right = suggestions.reduceRight((left, { place, text: by }) => replaced(left, place, by), text);
    expect(await diagnose({ ...beside, [FILE]: right })).toMatchObject({ kind: "checked", diagnostics: [] });
  });
});
