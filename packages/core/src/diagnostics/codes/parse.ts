import type { CodePage } from "./page.js";

/** PN20xx: the text of an expression. */
export const parseCodes = {
  PN2001: {
    title: "the expression does not parse",
    explanation: "At the marked place something else was expected.",
    example: { kind: "expression", wrong: "1 +", right: "1 + 1" },
  },
  PN2003: { title: "an expression is too long", explanation: "x" },
  PN2004: { title: "an expression is too deep", explanation: "x" },
  PN2005: { title: "a string, quoted name or comment has no end", explanation: "x" },
  PN2008: { title: "typographic quotes", explanation: "x" },
  PN2009: { title: "an operator of another language", explanation: "x" },
  PN2011: { title: "a malformed number", explanation: "x" },
  PN2012: { title: "a number is out of the range of its type", explanation: "x" },
  PN2017: { title: "unknown type", explanation: "x" },
  PN2018: { title: "a type is written wrongly", explanation: "x" },
  PN2019: { title: "a typed literal does not hold what it says", explanation: "x" },
  PN2020: { title: "an INTERVAL with a wrong unit", explanation: "x" },
  PN2021: { title: "a unit of date arithmetic is unknown or a string", explanation: "x" },
  PN2024: { title: "a method call", explanation: "x" },
  PN2025: { title: "ESCAPE is not one character", explanation: "x" },
} as const satisfies Record<`PN20${string}`, CodePage>;
