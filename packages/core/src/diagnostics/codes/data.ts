import type { CodePage } from "./page.js";

/** PN5xxx: source files, rows, jobs. */
export const dataCodes = {} as const satisfies Record<`PN5${string}`, CodePage>;
