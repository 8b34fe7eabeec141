import { describe, expect, it } from "vitest";
import * as std from "../../../src/std/string/index.js";

describe("initcap", () => {
  it.each([
    ["sPark sql", "Spark Sql"],
    ["  two  SPACES ", "  Two  Spaces "],
    ["o'neil-smith a\tb", "O'neil-smith A\tb"],
    ["", ""],
    ["élan ÉCOLE", "Élan École"],
    // A sigma that ends its word has another form.
    ["ΟΔΟΣ ΑΣ Σ", "Οδος Ας Σ"],
    ["straße ßa ﬁn", "Straße Ssa Fin"],
    // Letters with a title case of their own.
    ["ǆ ǉa ŉ", "ǅ ǈa ʼN"],
    ["ᾳ ᾀ", "ᾼ ᾈ"],
    ["მა", "მა"],
    ["𐐨𐐨 i", "𐐀𐐨 I"],
    ["İSTANBUL", "İstanbul"],
  ])("of %j is %j", (text, expected) => {
    expect(std.initcap(text)).toBe(expected);
  });
});

describe("upper and lower", () => {
  it("map fully and in no language", () => {
    expect(std.upperText("straße iı ŉ 𐐨")).toBe("STRASSE II ʼN 𐐀");
    expect(std.lowerText("ΟΔΟΣ I")).toBe("οδος i");
  });
});
