import { describe, expect, test } from "vitest";
import { codesOf, parsed, problemOf, shapeOf } from "./helpers/parse.js";

describe("calls", () => {
  test.each([
    ["f()", "(f)"],
    ["f(a, 1)", "(f a 1)"],
    ["if(a > 1, 100, 0)", "(if (> a 1) 100 0)"],
    ["left(s, 1)", "(left s 1)"],
    ["float(fare_amount)", "(float fare_amount)"],
    ["date('2020-01-01')", '(date "2020-01-01")'],
    ["map('a', 1)['a']", '(index (map "a" 1) "a")'],
    ["array(1) >> 2", "(>> (array 1) 2)"],
    ["`odd name`(1)", "(odd name 1)"],
    ["db.f(1)", "(.f() db 1)"],
    ["exists(a, x -> x > 1)", "(exists a (x-> (> x 1)))"],
    ["first(x)", "(first x)"],
    ["f (a)", "(f a)"],
    ["f(g(h(1)))", "(f (g (h 1)))"],
    ["struct(a, 1 as b, 2 c)", "(struct a (as-b 1) (as-c 2))"],
    ["f(a as b)", "(f (as-b a))"],
    ["f(name => 1 + 2)", "(f (name=> (+ 1 2)))"],
    ["(a, b as c)", "(struct a (as-c b))"],
    ["(1 as a, 2 b)", "(struct (as-a 1) (as-b 2))"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  test("places of name and whole", () => {
    expect(parsed("1 + db . f (a)")).toMatchObject({
      right: { nameSpan: { start: 9, end: 10 }, span: { start: 4, end: 14 }, text: "db . f (a)" },
    });
  });
});

describe("forms with keywords", () => {
  test.each([
    ["extract(YEAR from d)", '(date_part "year" d)'],
    ["extract(dow FROM d + 1)", '(date_part "dow" (+ d 1))'],
    ["extract('year', d)", '(extract "year" d)'],
    ["substring(s from 2)", "(substring s 2)"],
    ["substr(s from 2 for 3)", "(substr s 2 3)"],
    ["substring(s, 2, 3)", "(substring s 2 3)"],
    ["overlay(s placing 'x' from 2)", '(overlay s "x" 2)'],
    ["overlay(s placing 'x' from 2 for 3)", '(overlay s "x" 2 3)'],
    ["overlay(s, 'x', 2)", '(overlay s "x" 2)'],
    ["position('a' in s)", '(position "a" s)'],
    ["position('a', s, 2)", '(position "a" s 2)'],
    ["trim(s)", "(trim s)"],
    ["trim('x', s)", '(trim "x" s)'],
    ["trim('x' from s)", '(trim "x" s)'],
    ["trim(from s)", "(trim s)"],
    ["trim(both from s)", "(trim s)"],
    ["trim(both 'x' from s)", '(trim "x" s)'],
    ["trim(leading 'x' from s)", '(ltrim "x" s)'],
    ["trim(trailing from s)", "(rtrim s)"],
    ["trim(both)", "(trim both)"],
    ["current_date", "(current_date)"],
    ["CURRENT_TIMESTAMP", "(current_timestamp)"],
    ["current_user", "(current_user)"],
    ["current_date()", "(current_date)"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  test.each([
    ["timestampadd(HOUR, 1, t)", '(timestampadd "hour" 1 t)'],
    ["dateadd(day, -1, t)", '(timestampadd "day" -1 t)'],
    ["date_add(week, n + 1, t)", '(timestampadd "week" (+ n 1) t)'],
    ["timestampdiff(month, a, b)", '(timestampdiff "month" a b)'],
    ["datediff(day, a, b)", '(timestampdiff "day" a b)'],
    ["date_diff(quarter, f(a, b), [1, 2])", '(timestampdiff "quarter" (f a b) (array 1 2))'],
    ["date_add(day, 5)", "(date_add day 5)"],
    ["date_add(d, 5)", "(date_add d 5)"],
    ["datediff(a, b)", "(datediff a b)"],
    ["date_add(f(a), 1)", "(date_add (f a) 1)"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  test("a unit is a word that there is", () => {
    expect(problemOf("dateadd('DAY', 1, t)").suggestion).toEqual({
      span: { start: 8, end: 13 },
      text: "DAY",
    });
    expect(problemOf("timestampdiff(minutes, a, b)").suggestion?.text).toBe("minute");
    expect(codesOf("timestampadd(fortnight, 1, t)")).toEqual(["PN2021"]);
  });
});

describe("lambdas", () => {
  test.each([
    ["x -> x + 1", "(x-> (+ x 1))"],
    ["transform(a, x -> x.b and true)", "(transform a (x-> (and (.b x) true)))"],
    ["aggregate(a, 0, (acc, x) -> acc + x, acc -> acc)", "(aggregate a 0 (acc,x-> (+ acc x)) (acc-> acc))"],
    ["f((a, b), (x, y) -> (x, y))", "(f (struct a b) (x,y-> (struct x y)))"],
    ["transform(a, x -> transform(x, y -> x + y))", "(transform a (x-> (transform x (y-> (+ x y)))))"],
    ["transform(a, `odd x` -> `odd x`)", "(transform a (odd x-> `odd x`))"],
    ["transform(a, date -> date > d)", "(transform a (date-> (> date d)))"],
  ])("%s", (text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });

  test("parameters have places", () => {
    expect(parsed("(x, `y`) -> 1")).toMatchObject({
      params: [
        { name: "x", span: { start: 1, end: 2 } },
        { name: "y", span: { start: 4, end: 7 } },
      ],
      span: { start: 0, end: 13 },
    });
  });
});
