import type { CodePage } from "./page.js";

/** PN6xxx: online and offline stores. */
export const storeCodes = {} as const satisfies Record<`PN6${string}`, CodePage>;
