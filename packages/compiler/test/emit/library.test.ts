import * as std from "@pinion/core/std";
import { describe, expect, it } from "vitest";
import { libraryOf } from "../../src/emit/library.js";

/** What emitted modules declare at their top: see `emit/evaluate`. */
const EMITTED = /\b(?:g\d+|row_\w+|kernel_\w+|meet)\b/g;

/** Globals that no emitted code names. */
const UNUSED = ["escape"];

describe("the function library as the top of emitted modules", () => {
  it("calls nothing as emitted code calls its own, and hides no global that emitted code uses", async () => {
    const text = await libraryOf(Object.keys(std).sort());
    expect(text.match(EMITTED)).toBeNull();
    const declared = [...text.matchAll(/^(?:var|let|const|class|(?:async )?function\*?) ([\w$]+)/gm)];
    expect(declared.length).toBeGreaterThan(1000);
    const names = declared.map(([, name = ""]) => name);
    expect(names.filter((name) => Object.hasOwn(globalThis, name) && !UNUSED.includes(name))).toEqual([]);
  });

  it("holds what is asked for and what that needs, and depends on nothing else", async () => {
    const [one, two] = [await libraryOf(["initcap"]), await libraryOf(["initcap", "unixSeconds"])];
    expect(one).toMatch(/var initcap = /);
    expect(one).not.toMatch(/unixSeconds/);
    expect(two).toMatch(/unixSeconds/);
    expect(one).not.toMatch(/^export/m);
    expect(await libraryOf(["initcap"])).toBe(one);
    expect(await libraryOf([])).toBe("");
  });
});
