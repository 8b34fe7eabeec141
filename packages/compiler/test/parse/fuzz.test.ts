import fc from "fast-check";
import { expect, test } from "vitest";
import { parseExpression } from "../../src/parse/index.js";
import { corpus } from "./helpers/corpus.js";
import { nodesOf } from "./helpers/parse.js";

/** What holds for any text at all. */
function holds(text: string): void {
  const result = parseExpression(text);
  const within = ({ start, end }: { start: number; end: number }): boolean =>
    start >= 0 && start <= end && end <= text.length;
  if (result.kind === "parsed") {
    for (const node of nodesOf(result.expr)) {
      expect(within(node.span) && node.span.end > node.span.start, `place of ${node.kind}`).toBe(true);
    }
    return;
  }
  expect(result.problems).not.toHaveLength(0);
  const [only, second] = result.problems;
  if (only?.suggestion !== undefined && second === undefined) {
    const { span, text: by } = only.suggestion;
    const mended = text.slice(0, span.start) + by + text.slice(span.end);
    const again = parseExpression(mended);
    expect(again.kind, `${JSON.stringify(text)} mended to ${JSON.stringify(mended)}`).toBe("parsed");
  }
  for (const { span, suggestion, message } of result.problems) {
    expect(within(span), `place of: ${message}`).toBe(true);
    if (suggestion !== undefined) expect(within(suggestion.span), `suggestion of: ${message}`).toBe(true);
  }
}

const TOKENS =
  "a b fare_amount f( f(x) ( ) [ ] , . + - * / % || & | ^ ~ << >> >>> = == <> != < <= > >= <=> ! :: -> => " +
  "1 2L 1.5 .5 1e3 128Y 5e36BD 'x' \"y\" r'z' ``q`` `c d` and or not in between like ilike rlike is null true false " +
  "case when then else end cast( try_cast( as int string array<int> map<int, struct<a:int>> date timestamp x " +
  "interval day month to extract( substring( trim( overlay( position( from for placing both leading any some all " +
  "escape distinct unknown div dateadd( datediff( current_date struct( select * where over ; ? ?? && === : $ { } @ ' ` \" /* -- \\";

const soup = fc
  .array(fc.constantFrom(...TOKENS.split(" ")), { maxLength: 40 })
  .chain((words) => fc.constantFrom(" ", "", "\n").map((glue) => words.join(glue)));

const EXPRESSIONS = [
  "case when trip_distance > 30.0 then 1 else 0 end",
  "coalesce(fv, ARRAY(ARRAY('aa', 'bb'), ARRAY('UNK', 'UNK')))",
  "aggregate(array(1, 2), 0, (acc, x) -> acc + x, acc -> acc * 10)",
  "a BETWEEN 1 AND 2 AND b NOT IN (1, 2, 3) OR c LIKE 'x%' ESCAPE '/'",
  "cast(x as map<string, array<struct<a: int, b: decimal(10, 2)>>>)['k'].a",
  "date_add(DAY, -1, timestamp '2020-01-01') + interval 1 day 2 hours",
  "trim(both 'x' from substring(s from 2 for 3)) is not distinct from `odd name`.b[0]::string",
  "not -1.5e3D * (a || b) >> 2 <=> ~c & 3 ^ 4 | 5",
  ...corpus.map(({ expr }) => expr),
];

/** One of the expressions with a few pieces cut out, doubled, moved or replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom(...EXPRESSIONS),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 6 }),
        fc.oneof(fc.constantFrom(...TOKENS.split(" ")), fc.string({ maxLength: 3 })),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([text, cuts]) =>
    cuts.reduce((left, [where, length, by]) => {
      const at = where % (left.length + 1);
      return left.slice(0, at) + by + left.slice(at + length);
    }, text),
  );

test("any text: a tree or at least one problem, all places inside", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), holds), { numRuns: 2_000 });
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), holds), { numRuns: 1_000 });
});

test("any soup of tokens", () => {
  fc.assert(fc.property(soup, holds), { numRuns: 4_000 });
});

test("expressions with a few slips", () => {
  fc.assert(fc.property(mutated, holds), { numRuns: 4_000 });
});

test("any name in backticks is that name, any text in quotes that text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 50 }), (name) => {
      const quoted = parseExpression(`\`${name.replaceAll("`", "``")}\``);
      expect(quoted).toMatchObject({ kind: "parsed", expr: { kind: "name", name } });
      const text = parseExpression(`'${name.replace(/[\\']/g, "\\$&")}'`);
      expect(text).toMatchObject({ kind: "parsed", expr: { kind: "string", value: name } });
    }),
    { numRuns: 1_000 },
  );
});
