import { expect, test } from "vitest";
import { evaluateText } from "../../src/eval/index.js";

const answer = (expr: string): string => {
  const given = evaluateText({ expr, timeZone: "America/Los_Angeles" });
  return given.error === undefined ? `${given.type} ${given.text}` : given.error.code;
};

/* DECIMALs without digits behind the point: type and text as Spark 4.1 prints them. */

test.each([
  ["floor(bround(2.5))", "decimal(2,0) 2"],
  ["ceil(cast(5 as decimal(38,0)))", "decimal(38,0) 5"],
  ["ceil(cast(1.5 as decimal(3,1)))", "decimal(3,0) 2"],
  ["cast(2 as decimal(10,0)) = '1.5'", "boolean true"],
  ["'1.5' = cast(2 as decimal(1,0))", "boolean true"],
  ["cast(2 as decimal(10,0)) > '1.5'", "boolean false"],
  ["cast(2 as decimal(10,0)) between '1.5' and '1.6'", "boolean true"],
  ["cast(2.1 as decimal(10,1)) = '2.14'", "boolean false"],
  ["cast(2 as decimal(10,0)) in ('1.5')", "boolean false"],
  ["cast('12345678901234567891' as decimal(20,0)) = '12345678901234567892'", "boolean false"],
  ["format_string('%s', interval '1-2' year to month)", "string 14"],
])("%s is %s", (expr, expected) => expect(answer(expr)).toBe(expected));
