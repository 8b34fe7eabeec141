import type { CodePage } from "./page.js";

/** PN8xxx: the command line and the project's configuration. */
export const usageCodes = {} as const satisfies Record<`PN8${string}`, CodePage>;
