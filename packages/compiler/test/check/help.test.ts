import { describe, expect, it } from "vitest";
import type { Problem } from "@pinion/core";
import { parseExpression } from "../../src/parse/index.js";
import { check, scopeOf } from "./support.js";

function problemOf(text: string): Problem | undefined {
  const parsed = parseExpression(text);
  if (parsed.kind === "refused") return parsed.problems[0];
  const checked = check(text, scopeOf({ s: "string", n: "bigint" }));
  return checked.kind === "refused" ? checked.problems[0] : undefined;
}

describe("the help of", () => {
  it.each([
    ["s[0]", "PN2204", "`substring(s, 1, 1)`"],
    ["n[0]", "PN2204", "without `[…]`"],
    ["size(s)", "PN2201", "`length`"],
    ["n.y", "PN2103", "write the bigint itself"],
    ["rand()", "PN2307", "from a column"],
    ["uuid()", "PN2307", "from a column"],
    ["current_user()", "PN2307", "from a column"],
    ["interval '1 month 1 day'", "PN2020", "add one to the date after the other"],
    ["s in ()", "PN2027", "`x IN (a, b)`"],
    ["s like any ()", "PN2027", "`x LIKE ANY ('a%', 'b%')`"],
    ["rlike(s, '(?=a)b')", "PN2405", "in plain groups"],
  ])("%s says what to write", (text, code, help) => {
    const problem = problemOf(text);
    expect(problem?.code).toBe(code);
    expect(problem?.help).toContain(help);
  });
});
