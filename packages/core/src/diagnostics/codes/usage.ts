import type { CodePage } from "./page.js";

/** PN8xxx: the command line and the project's configuration. */
export const usageCodes = {
  PN8002: {
    title: "unknown code",
    explanation:
      "There is no page of this code. Codes look like PN2104 and stand behind `error` in every message.",
  },
  PN8003: {
    title: "an argument of a command is missing or wrong",
    explanation: "`pinion COMMAND --help` shows what the command takes.",
  },
} as const satisfies Record<`PN8${string}`, CodePage>;
