import type { CodePage } from "./page.js";

/** PN8xxx: the command line and the project's configuration. */
export const usageCodes = {
  PN8002: {
    title: "unknown code",
    explanation:
      "There is no page of this code. Codes look like PN2104 and stand behind `error` in every message.",
    example: {
      kind: "text",
      wrong: "pinion explain PN2140",
      right: "pinion explain PN2104",
    },
  },
  PN8003: {
    title: "an argument of a command is missing or wrong",
    explanation: "`pinion COMMAND --help` shows what the command takes.",
    example: {
      kind: "text",
      wrong: "pinion materialize --features f_zone_rides --sink embedded",
      right: "pinion materialize --features f_zone_rides --sink embedded --table rides",
    },
  },
} as const satisfies Record<`PN8${string}`, CodePage>;
