import type { CodePage } from "./page.js";

/** PN21xx names, PN22xx types, PN23xx functions, PN24xx constants: the meaning of an expression. */
export const checkCodes = {
  PN2104: {
    title: "unknown column",
    explanation:
      "The source of the feature declares no column of this name. Names are compared without regard to case.",
    example: {
      kind: "expression",
      columns: { fare_amount: "double" },
      wrong: "fare_amout",
      right: "fare_amount",
    },
  },
  PN2201: {
    title: "a value has a type that cannot stand here",
    explanation:
      "The operator or function takes other types, and no implicit conversion leads from the one to the other.",
    example: { kind: "expression", wrong: "not 1", right: "not (1 = 1)" },
  },
  PN2301: {
    title: "unknown function",
    explanation: "There is no function of this name. `pinion functions` lists all there are.",
    example: { kind: "expression", wrong: "lenght('a')", right: "length('a')" },
  },
  PN2302: {
    title: "a function is called with a wrong number of arguments",
    explanation: "`pinion functions NAME` shows what the function takes.",
    example: { kind: "expression", wrong: "upper('a', 'b')", right: "upper('a')" },
  },
  PN2303: {
    title: "an argument must be a constant",
    explanation:
      "The value of this argument decides how the function is compiled, so it must be known at build time.",
  },
  PN2304: {
    title: "an argument has a constant value that the function does not take",
    explanation: "The message says which values there are.",
  },
} as const satisfies Record<`PN2${string}`, CodePage>;
