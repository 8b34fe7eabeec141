import { describe, expect, test } from "vitest";
import { parseExpression } from "../../src/parse/index.js";
import { MAX_HEIGHT, MAX_LENGTH, MAX_NESTING, MAX_PROBLEMS } from "../../src/parse/limits.js";
import { nodesOf, parsed, problemOf, refused } from "./helpers/parse.js";

/** What opens, what stands innermost, what closes; how many levels it is. */
const NESTS: readonly (readonly [open: string, inner: string, close: string, levels: number])[] = [
  ["(", "1", ")", 1],
  ["[", "1", "]", 1],
  ["f(", "1", ")", 1],
  ["a[", "1", "]", 1],
  ["case when ", "1", " then 1 end", 1],
  ["case when 1 then 2 else ", "1", " end", 1],
  ["a in (", "1", ")", 1],
  ["a between (", "1", ") and 2", 2],
  ["a like any (", "1", ")", 1],
  ["cast(", "1", " as int)", 1],
  ["x -> ", "1", "", 1],
  ["(x, y) -> ", "1", "", 1],
  ["f(n => ", "1", ")", 1],
  ["dateadd(day, ", "1", ", 2)", 1],
  ["trim(both ", "1", " from a)", 1],
];

describe("nesting", () => {
  test.each(NESTS)("%s", (open, inner, close, levels) => {
    const nest = (times: number): string => open.repeat(times) + inner + close.repeat(times);
    // The innermost value is a level too.
    expect(parseExpression(nest((MAX_NESTING - levels) / levels)).kind).toBe("parsed");
    expect(problemOf(nest(MAX_NESTING)).code).toBe("PN2004");
    expect(problemOf(nest(1_000)).code).toBe("PN2004");
  });

  test("types", () => {
    const nest = (levels: number): string => `a::${"array<".repeat(levels)}int${">".repeat(levels)}`;
    expect(parseExpression(nest(MAX_NESTING - 2)).kind).toBe("parsed");
    expect(problemOf(nest(MAX_NESTING)).code).toBe("PN2004");
    expect(problemOf(nest(5000)).code).toBe("PN2004");
  });
});

describe("height", () => {
  test.each([
    ["a + ", "a", ""],
    ["a or ", "a", ""],
    ["a and ", "a", ""],
    ["not ", "a", ""],
    ["- ", "a", ""],
    ["", "a", ".b"],
    ["", "a", "[0]"],
    ["", "a", "::int"],
  ])("%s%s%s", (before, inner, behind) => {
    const chain = (links: number): string => before.repeat(links) + inner + behind.repeat(links);
    expect(parseExpression(chain(MAX_HEIGHT - 1)).kind).toBe("parsed");
    expect(problemOf(chain(MAX_HEIGHT)).code).toBe("PN2004");
    expect(problemOf(chain(9000)).code).toBe("PN2004");
  });

  test("width has no such limit", () => {
    const items = Array.from({ length: 10_000 }, (_, i) => i).join(",");
    expect(nodesOf(parsed(`a in (${items})`))).toHaveLength(10_002);
    expect(nodesOf(parsed(`f(${items})`))).toHaveLength(10_001);
  });
});

test("length", () => {
  expect(parseExpression("a".repeat(MAX_LENGTH)).kind).toBe("parsed");
  expect(problemOf("a".repeat(MAX_LENGTH + 1)).code).toBe("PN2003");
  expect(problemOf("(".repeat(1_000_000)).code).toBe("PN2003");
});

test("no more problems are told than can be read", () => {
  expect(refused("a && ".repeat(10_000))).toHaveLength(MAX_PROBLEMS);
  expect(refused("a.trim()".repeat(5_000)).length).toBeLessThanOrEqual(MAX_PROBLEMS);
});

// Each is the longest text there is of one part repeated: what takes more than linear time hangs here.
test.each([
  "(",
  ")",
  "[",
  "f(",
  "'",
  "''",
  '"',
  "`",
  "/*",
  "/* */",
  "--\n",
  "a ",
  "a,",
  "a.",
  "1.",
  ".1.",
  "1e",
  "a+",
  "- ",
  "a and ",
  "a in (",
  "case ",
  "case when ",
  "when ",
  "date_add(a,",
  "(a,",
  "interval 1 day ",
  "interval ",
  "\\",
  "'\\",
  "r'",
  "😀",
  "é",
  "x -> ",
  "a?",
  "a?b:",
  "a??",
  "=",
  ">",
  "a::",
  "a::array<",
  "cast(a as ",
  "a like ",
  "not in ",
  "“",
  "‘a’",
  "date '",
  "trim(",
  "x.trim()",
  "a[0]",
  "&&",
  "a=>",
  "f(a=>",
  "\u2029",
])("65536 units of %j are answered", (part) => {
  const text = part.repeat(MAX_LENGTH / part.length);
  const result = parseExpression(text);
  if (result.kind === "refused") expect(result.problems).not.toHaveLength(0);
});

test("deep in the caller's stack too", () => {
  const text = "(".repeat(90) + "1" + ")".repeat(90);
  const dive = (depth: number): string => {
    if (depth === 0) return parseExpression(text).kind;
    try {
      return dive(depth - 1);
    } catch (error) {
      return String(error);
    }
  };
  // From depths at which the stack just holds the dive; where it does not, the dive itself says so.
  const kinds = new Set([1_000, 3_000, 5_000, 6_000, 7_000, 8_000, 9_000].map(dive));
  for (const kind of kinds)
    expect(["parsed", "refused", "RangeError: Maximum call stack size exceeded"]).toContain(kind);
  expect(parseExpression(text).kind).toBe("parsed");
});
