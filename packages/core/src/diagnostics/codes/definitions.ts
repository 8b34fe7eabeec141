import type { CodePage } from "./page.js";

/** PN1xxx: definition files, builders, locating. */
export const definitionCodes = {
  PN1001: { title: "a definition file cannot be evaluated", explanation: "The file threw." },
  PN1002: { title: "a", explanation: "b" },
  PN1003: { title: "a", explanation: "b" },
  PN1004: { title: "a", explanation: "b" },
  PN1005: { title: "a", explanation: "b" },
  PN1006: { title: "a", explanation: "b" },
  PN1007: { title: "a", explanation: "b" },
  PN1008: { title: "a", explanation: "b" },
  PN1009: { title: "a", explanation: "b" },
  PN1010: { title: "a", explanation: "b" },
  PN1101: { title: "a", explanation: "b" },
  PN1102: { title: "a", explanation: "b" },
  PN1103: { title: "a", explanation: "b" },
  PN1104: { title: "a", explanation: "b" },
  PN1105: { title: "a", explanation: "b" },
  PN1106: { title: "a", explanation: "b" },
  PN1107: { title: "a", explanation: "b" },
  PN1108: { title: "a", explanation: "b" },
  PN1109: { title: "a", explanation: "b" },
  PN1110: { title: "a", explanation: "b" },
  PN1111: { title: "a", explanation: "b" },
  PN1112: { title: "a", explanation: "b" },
  PN1113: { title: "a", explanation: "b" },
  PN1114: { title: "a", explanation: "b" },
} as const satisfies Record<`PN1${string}`, CodePage>;
