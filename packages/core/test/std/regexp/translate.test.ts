import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regexpExtractAll, regexpSplit, rlike } from "../../../src/std/regexp/index.js";
import { parseRegex } from "../../../src/std/regexp/regex.js";

function problem(pattern: string): string | undefined {
  const parsed = parseRegex(pattern);
  return "kind" in parsed ? `${parsed.kind} at ${parsed.at}: ${parsed.message}` : undefined;
}

/** All matches of a pattern, whole. */
function matches(pattern: string, text: string): readonly string[] | null {
  const parsed = parseRegex(pattern);
  if ("kind" in parsed) throw new Error(parsed.message);
  return regexpExtractAll(parsed, text, 0);
}

describe("patterns of Java's", () => {
  it.each([
    // What `.` leaves out, and what flags make of it.
    [".", "a\n\r\u0085\u2028\u2029b", ["a", "b"]],
    ["(?s).", "a\nb", ["a", "\n", "b"]],
    ["(?d).", "a\n\r", ["a", "\r"]],
    ["(?s:.)x|.", "\nxa", ["\nx", "a"]],
    ["a(?s).b", "a\nb", ["a\nb"]],
    // `$` and `\Z` stand before a line terminator that ends the text, `\z` does not.
    ["c$", "abc\n", ["c"]],
    ["c$", "abc\r\n", ["c"]],
    ["c$", "abc\n\n", []],
    ["c\\Z", "abc\u2028", ["c"]],
    ["c\\z", "abc\n", []],
    [".*$", "abc\n", ["abc", "", ""]],
    ["$", "a\n", ["", ""]],
    ["(?m)$", "a\nb", ["", ""]],
    ["(?m)^.", "a\nb", ["a", "b"]],
    ["^.", "a\nb", ["a"]],
    ["(a|b$)+", "ab\n", ["ab"]],
    // Classes
    ["\\s", "\t\n\u000b\f\r \u00a0", ["\t", "\n", "\u000b", "\f", "\r", " "]],
    ["\\h", "\t \u00a0\n", ["\t", " ", "\u00a0"]],
    ["\\v", "\n\u000b\u2028 ", ["\n", "\u000b", "\u2028"]],
    ["\\R", "a\r\nb\n\u2028", ["\r\n", "\n", "\u2028"]],
    ["\\w+", "aé_1", ["a", "_1"]],
    ["[a-z&&[^l]]+", "hello", ["he", "o"]],
    ["[a-z&&b-d]", "abcde", ["b", "c", "d"]],
    ["[a-c[x-z]]+", "bxdq", ["bx"]],
    ["[^a-c[x-z]]+", "bxdq", ["dq"]],
    ["[^\\d&&[^5]]", "a15", ["a", "5"]],
    ["[\\w&&[^\\d_]]+", "ab_1c", ["ab", "c"]],
    ["[]a]+", "a]b", ["a]"]],
    ["[a^]+", "^a", ["^a"]],
    ["[a-]+", "a-b", ["a-"]],
    ["[\\]\\-]+", "-]", ["-]"]],
    ["[😀-😂]", "😁a", ["😁"]],
    ["[\\x{1F600}]", "😀", ["😀"]],
    ["\\uD83D\\uDE00", "😀", ["😀"]],
    ["\\u0041\\x42\\0103", "ABC", ["ABC"]],
    ["\\cA", "\u0001", ["\u0001"]],
    ["\\t\\n\\e\\a", "\t\n\u001b\u0007", ["\t\n\u001b\u0007"]],
    ["\\p{Lower}+", "abÀé", ["ab"]],
    ["\\p{Lu}", "aÉ", ["É"]],
    ["\\P{L}", "a1", ["1"]],
    ["\\pL+", "aé1", ["aé"]],
    ["\\p{IsGreek}+", "aβγ", ["βγ"]],
    ["\\p{script=Cyrillic}", "aж", ["ж"]],
    ["\\p{IsAlphabetic}+", "aé1ა", ["aé", "ა"]],
    ["[^\\p{Punct}\\s]+", "a, b!", ["a", "b"]],
    ["\\p{javaLowerCase}", "aB", ["a"]],
    ["\\p{Cn}", "a\u0378", ["\u0378"]],
    // Case
    ["(?i)éa", "ÉA éA", ["éA"]],
    ["(?iu)éa", "ÉA", ["ÉA"]],
    ["(?i)[h-l]+", "HeLlO", ["H", "Ll"]],
    ["(?i)[^h]", "Ha", ["a"]],
    ["(?i)\\p{Lu}", "a", ["a"]],
    ["(?i)a(?-i)b", "Ab AB", ["Ab"]],
    ["(?i:a)b", "Ab AB", ["Ab"]],
    ["((?i)a)a", "Aa AA", ["Aa"]],
    // Quoting and comments
    ["\\Qa.b\\E.", "a.bc axbc", ["a.bc"]],
    ["\\Q[(", "x[(", ["[("]],
    ["(?x) a \\  b # not c\n c", "a bc", ["a bc"]],
    ["\\.\\*\\_\\é", ".*_é", [".*_é"]],
    ["a{2}", "aaa", ["aa"]],
    ["a{1,}?", "aa", ["a", "a"]],
    ["a{2}{3}", "aaaaaa", ["aa", "aa", "aa"]],
    ["}", "a}", ["}"]],
    // Empty matches
    ["x*", "ab", ["", "", ""]],
    ["b*", "abc", ["", "b", "", ""]],
    ["", "a😀", ["", "", ""]],
    ["(?:)|a", "", [""]],
  ])("%j finds in %j %j", (pattern, text, expected) => {
    expect(matches(pattern, text)).toEqual(expected);
  });

  it.each([
    ["(?=a)", "unsupported at 0: look-around"],
    ["a(?!b)", "unsupported at 1: look-around"],
    ["(?<=a)b", "unsupported at 0: look-around"],
    ["(?<!a)b", "unsupported at 0: look-around"],
    ["(a)\\1", "unsupported at 3: a back-reference"],
    ["(?<n>a)\\k<n>", "unsupported at 7: a back-reference"],
    ["(?>a)", "unsupported at 0: an atomic group"],
    ["a++", "unsupported at 2: a possessive quantifier"],
    ["a{2}+", "unsupported at 4: a possessive quantifier"],
    ["a{1001}", "unsupported at 1: a repetition of more than 1000"],
    ["\\Ga", "unsupported at 0: `\\G`"],
    ["\\X", "unsupported at 0: `\\X`"],
    ["\\b{g}", "unsupported at 0"],
    ["(?U)a", "unsupported at 0: the flag `U`"],
    ["(", "invalid at 1: a group is not closed"],
    [")", "invalid at 0: a closing parenthesis"],
    ["[a", "invalid at 0: a character class is not closed"],
    ["[]", "invalid at 0: a character class is not closed"],
    ["[z-a]", "invalid at 1: a range of characters runs backwards"],
    ["*a", "invalid at 0: nothing stands before `*`"],
    ["a|+", "invalid at 2: nothing stands before `+`"],
    ["a**", "invalid at 2: nothing stands before `*`"],
    ["a{", "invalid at 1: a repetition"],
    ["a{,3}", "invalid at 1: a repetition"],
    ["a{3,2}", "invalid at 1: a repetition runs backwards"],
    ["\\", "invalid at 0: a backslash ends"],
    ["\\y", "invalid at 0: `\\y`"],
    ["\\u12", "invalid at 0: `\\u`"],
    ["\\p{Nonsense}", "invalid at 0: there is no character property `Nonsense`"],
    ["(?<1>a)", "invalid at 0: `(?`"],
    ["(?q)a", "invalid at 0: there is no flag `q`"],
    ["(?<n>a)(?<n>b)", "invalid at 7: two groups"],
  ])("%j is refused: %s", (pattern, expected) => {
    expect(problem(pattern)).toContain(expected);
  });

  it("of any kind are compiled or refused, whatever they are", () => {
    const piece = fc.constantFrom(
      ..."()[]{}*+?|^$.\\-&:<>=!#, 019aAbdDEpPQsuwxzZ\n😀é".match(/./gsu)!,
      "(?",
      "(?:",
      "(?<n>",
      "\\p{",
      "&&",
      "[^",
      "{2,3}",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const parsed = parseRegex(pieces.join(""));
        if (!("kind" in parsed)) regexpExtractAll(parsed, "aAb1 😀\n", 0);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ["brackets", "[".repeat(100_000)],
    ["groups", "(".repeat(60_000)],
    ["closed groups", "(".repeat(30_000) + ")".repeat(30_000)],
    ["nested classes", "[a".repeat(30_000)],
    ["repetitions", "(((a{1000}){1000}){1000}){1000}"],
    ["a long text", "a".repeat(1_000_000)],
  ])("of hostile %s are refused", (_, pattern) => {
    expect(problem(pattern)).toBeDefined();
  });

  it("that are but characters match without the engine as they do with it", () => {
    const part = fc.constantFrom("a", "b", "😀", "\\.", "\\Qa.\\E");
    const text = fc.array(fc.constantFrom("a", "b", "😀", "."), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), text, (parts, characters) => {
        const [plain, grouped] = [parts.join(""), `(?:${parts.join("")})`].map((p) => {
          const regex = parseRegex(p);
          if ("kind" in regex) throw new Error(regex.message);
          return regex;
        });
        if (plain === undefined || grouped === undefined) throw new Error("no pattern");
        expect([plain.literal !== undefined, grouped.literal]).toEqual([true, undefined]);
        const subject = characters.join("");
        expect(rlike(plain, subject)).toBe(rlike(grouped, subject));
        expect(regexpExtractAll(plain, subject, 0)).toEqual(regexpExtractAll(grouped, subject, 0));
        for (const limit of [-1, 2]) {
          expect(regexpSplit(plain, subject, limit)).toEqual(regexpSplit(grouped, subject, limit));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("match what JavaScript's do where both mean the same", () => {
    const piece = fc.constantFrom(
      "a",
      "b",
      "[ab]",
      "[^a]",
      "(a|b)",
      "(?:ab)?",
      "b*",
      "a+?",
      "\\d",
      "x|a",
      "a{1,2}",
    );
    const text = fc.array(fc.constantFrom("a", "b", "x", "1", "😀"), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), text, (pieces, characters) => {
        const [pattern, subject] = [pieces.join(""), characters.join("")];
        const first = new RegExp(pattern, "u").exec(subject)?.[0];
        expect(matches(pattern, subject)?.[0]).toBe(first);
      }),
      { numRuns: 1000 },
    );
  });
});
