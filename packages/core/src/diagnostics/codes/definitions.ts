import type { CodePage } from "./page.js";

/** PN1xxx: definition files, builders, locating. */
export const definitionCodes = {
  PN1001: {
    title: "a definition file cannot be evaluated",
    explanation: "The file threw, or esbuild could not parse or resolve it. The message says what it said.",
  },
} as const satisfies Record<`PN1${string}`, CodePage>;
