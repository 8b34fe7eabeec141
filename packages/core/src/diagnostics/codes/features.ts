import type { CodePage } from "./page.js";

/** PN3xxx: features, keys, windows and what they are declared to be. */
export const featureCodes = {} as const satisfies Record<`PN3${string}`, CodePage>;
