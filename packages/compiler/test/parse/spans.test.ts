import { expect, test } from "vitest";
import { parseExpression } from "../../src/parse/index.js";
import { marked, nodesOf, parsed } from "./helpers/parse.js";

test.each([
  ["«1 + x»", "binary"],
  ["1 + «x»", "name"],
  ["«(a + b) * c»", "binary"],
  ["(«a + b») * c", "binary"],
  ["«((a)) + b»", "binary"],
  ["-«a»", "name"],
  ["«- a»", "unary"],
  ["«-5»::string", "unary"],
  ["-«5»::string", "number"],
  ["not «(a) = b»", "binary"],
  ["«not (a)» and b", "unary"],
  ["«a.b[0].c»::int", "field"],
  ["«(a).b»", "field"],
  ["a[«i»]", "name"],
  ["«(a)::int» + 1", "cast"],
  ["f(«g(x)»)", "call"],
  ["«(a) between (1) and (2)» or b", "between"],
  ["«(a) in (1, 2)»", "in"],
  ["«(a) is not distinct from (b)»", "is"],
  ["«a like any ('x')»", "like"],
  ["«a like 'x' escape '/'»", "like"],
  ["f(«x -> (x + 1)»)", "lambda"],
  ["f(«a as b»)", "alias"],
  ["f(«n => (1)»)", "namedArgument"],
  ["1 + «case when a then 1 end» + 2", "case"],
  ["«(a) or (b) and (c)»", "or"],
  ["(a) or «(b) and (c)»", "and"],
  [" /* x */ «a + b» -- y", "binary"],
  ["f('😀', «b»)", "name"],
  ["f(«date '2020-01-01'»)", "typedText"],
  ["d + «interval '1' day»", "interval"],
  ["«[1, 2]»[0]", "array"],
  ["f(«'a' 'b'»)", "string"],
  ["1 + «null»", "null"],
])("%s is a %s", (source, kind) => {
  const { text, span } = marked(source);
  const kinds = nodesOf(parsed(text))
    .filter((node) => node.span.start === span.start && node.span.end === span.end)
    .map((node) => node.kind);
  expect(kinds).toContain(kind);
});

test("operators have places of their own", () => {
  const { text, span } = marked("a «>>>» b");
  expect(parsed(text)).toMatchObject({ opSpan: span });
});

test.each([
  "1 «+»",
  "a «@» b",
  "f«(»a, b",
  "a + b«)»",
  "«'»abc",
  "upper(«`»abc",
  "1 «/*» 2",
  "«case» when a then 1",
  "f(a«,» )",
  "cast(x as «int64»)",
  "cast(x as array<«foo»>)",
  "x «&&» y",
  "a «?» b : c",
  "count(«*»)",
  "a«;»",
  "case «wehn» a then 1 end",
])("the mistake is marked in %s", (source) => {
  const { text, span } = marked(source);
  const result = parseExpression(text);
  expect(result).toMatchObject({ kind: "refused", problems: [{ span }] });
});
