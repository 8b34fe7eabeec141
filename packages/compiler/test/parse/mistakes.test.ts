import { describe, expect, test } from "vitest";
import { parseExpression } from "../../src/parse/index.js";
import { refused } from "./helpers/parse.js";

/** Texts with a mistake, by what is wrong with them. */
const MISTAKES = {
  "nothing there": ["", " \n ", "-- only a comment"],
  "operators of other languages": [
    "a && b",
    "a&&b",
    "a === b",
    "a !== b",
    "a =< b",
    "a => b",
    "a ≤ b",
    "a − b",
    "2 ** 3",
    "a // b",
    "a?.b",
    "a ?? b",
    "f(a ?? b ?? 0, 1)",
    "a !in (1)",
    "a := 1",
    "a &&& b",
    "a mod b",
    "a eq b",
    "a xor b",
    "a isnull",
    "a is !null",
  ],
  "conditionals of other languages": [
    "a ? 1 : 2",
    "a > 1 ? 'x' : b > 2 ? 'y' : 'z'",
    "f(a ? 1 : 2, 3)",
    "a ? 1",
    "a if b else c",
    "if a then b else c end",
    "if (a > 1) { 1 } else { 2 }",
  ],
  quotes: [
    "'abc",
    'f("abc, 1)',
    "`abc",
    "r'abc",
    "/* abc",
    "1 /* a /* b */",
    "'it's'",
    "‘abc’",
    "“abc",
    "f(“it's”)",
    'a."b c"',
  ],
  brackets: [
    "(a + b",
    "f(a, (b + c) * 2",
    "a[1",
    "[1, 2",
    "((a)",
    "a + b)",
    "(a + b]",
    "a[1)",
    "()",
    "f(",
    "(case when a then 1 end",
  ],
  commas: ["f(a, )", "f(a,, b)", "f(, a)", "[1, 2, ]", "a, b", "f(a b)", "f(a, 1 2)", "in(1, 2,)"],
  "missing values": [
    "1 +",
    "* 2",
    "1 + * 2",
    "a and",
    "and b",
    "a and or b",
    "a =",
    "a = , b",
    "not (a and )",
    "a between and 2",
    "is null",
    "like 'x'",
    "a like",
    "substring(a from )",
    "x -> ",
    "-",
    "a.",
  ],
  case: [
    "case when a then 1",
    "case when a then 1 else 2",
    "f(case when a then 1) + 2",
    "case when a then case when b then 1 else 2",
    "case when a then end",
    "case when a then 1 else end",
    "case when then 1 end",
    "case when a 1 end",
    "case when a, 1 end",
    "case a then 1 end",
    "case a end",
    "case when a then 1, else 2 end",
    "case when a then 1 else if b then 2 end",
    "case when a then 1 elseif b then 2 end",
  ],
  "slips of the pen": [
    "CSAE WHEN a THEN 1 END",
    "CASE WEHN a THEN 1 END",
    "case when a tehn 1 end",
    "case when a then 1 esle 2 end",
    "case when a then 1 edn",
    "CSAE WEHN a THEN 1 END",
    "a BETWEN 1 AND 2",
    "a between 1 nad 2",
    "a is nul",
    "a is not nul",
    "a nto in (1)",
    "a LIEK 'x'",
    "cast(a sa int)",
    "a adn b",
    "a = = b",
    "a < < 2",
    "a > = b",
    "a ! = b",
    "a : : int",
    "f(a, x - > x)",
  ],
  conditions: [
    "a in [1, 2]",
    "a in 1",
    "a in",
    "a in ()",
    "a like any ()",
    "a between 1, 2",
    "a between 1 to 2",
    "a between 1",
    "a is 1",
    "a is not 'x'",
    "a is not in (1)",
    "a is",
    "a not null",
    "a = not b",
    "a == !b",
    "a is null = true",
    "a like 'x' escape 'yz'",
  ],
  "casts and types": [
    "cast(a, int)",
    "cast a as int",
    "cast(a as)",
    "cast(a int)",
    "cast(as int)",
    "cast(a as 'int')",
    "cast(a as array<int)",
    "cast(a as map<int>)",
    "cast(a as decimal())",
    "a:int",
    "a::",
    "a::text",
    "cast(a as int64)",
    "cast(a as decimal(50, 2))",
    "cast(a as array)",
    "cast(a as array<foo>)",
  ],
  dates: [
    "dat '2020-01-01'",
    "date 2020-01-01",
    "interval 1",
    "interval 1 dya",
    "interval 1 month 1 day",
    "date_add('DAY', 1, a)",
    "timestampdiff(minutes, a, b)",
    "extract(year, a)",
    "extract(year a)",
    "trim(both a)",
  ],
  queries: [
    "select a from t",
    "select * from t",
    "(select max(a) from t)",
    "a in (select b from t)",
    "exists (select 1 from t)",
    "with t as (select 1) select * from t",
    "count(*)",
    "*",
    "t.*",
    "count(distinct a)",
    "sum(a) over (partition by b)",
    "sum(a) filter (where b)",
    "first(a) ignore nulls",
    "a > 1 where b > 2",
    "a order by b",
    "a as b",
    "a;",
    "a; b",
    "f(a; b)",
  ],
  characters: [
    "$a + 1",
    "${a} + 1",
    "@a",
    "a # b",
    "{a: 1}",
    "a \\ b",
    ":a",
    "?",
    "a😀",
    "a\u200bb",
    "a \u2029 b",
  ],
  numbers: ["1.2.3", ".5.", "1..2", "1.5abc"],
  lambdas: ["f(a, (x) -> x)", "f(a, () -> 1)", "x -> { x }"],
  "the rest": [
    "a b",
    "1 2",
    "a 'b'",
    "f(a)(b)",
    "a[1, 2]",
    "fare amount > 1",
    "upper a",
    "a in (1 2 3)",
    "a[]",
    "(1 as a)",
  ],
} as const;

/** Message, place and advice of each problem, as they are read. */
function told(text: string): string {
  return refused(text)
    .map(({ code, message, span, help, suggestion }) => {
      const under = " ".repeat(span.start) + "^".repeat(Math.max(1, span.end - span.start));
      const lines = [text.replaceAll("\n", "⏎"), under, `${code}: ${message}`];
      if (help !== undefined) lines.push(`help: ${help}`);
      if (suggestion !== undefined) {
        lines.push(
          `→ ${text.slice(0, suggestion.span.start)}${suggestion.text}${text.slice(suggestion.span.end)}`,
        );
      }
      return lines.join("\n");
    })
    .join("\n");
}

describe.each(Object.entries(MISTAKES))("%s", (_, texts) => {
  test("is told", () => {
    expect(texts.map(told).join("\n\n")).toMatchSnapshot();
  });

  test.each(texts)("%j is one mistake with one message, well formed", (text) => {
    const problems = refused(text);
    expect(problems).toHaveLength(1);
    for (const { message, span, help } of problems) {
      expect(message).toMatch(/^[a-z`].*[^.]$/s);
      if (help !== undefined) expect(help).toMatch(/^[a-z`].*[^.]$/s);
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
  });

  test.each(texts)("what is suggested for %j parses", (text) => {
    for (const { suggestion } of refused(text)) {
      if (suggestion === undefined) continue;
      const { span, text: by } = suggestion;
      const mended = text.slice(0, span.start) + by + text.slice(span.end);
      expect([mended, parseExpression(mended).kind]).toEqual([mended, "parsed"]);
    }
  });
});

test("each of several mistakes is told, in the order of the text", () => {
  const problems = refused("a && b === c and cast(d as int64) > 1");
  expect(problems.map(({ code, span }) => [code, span.start])).toEqual([
    ["PN2009", 2],
    ["PN2009", 7],
    ["PN2017", 27],
  ]);
});
