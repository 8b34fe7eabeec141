import type { CodePage } from "./page.js";

/** PN20xx: the text of an expression. */
export const parseCodes = {
  PN2001: {
    title: "the expression does not parse",
    explanation: "At the marked place something else was expected.",
    example: { kind: "expression", wrong: "1 +", right: "1 + 1" },
  },
} as const satisfies Record<`PN20${string}`, CodePage>;
