import type { CodePage } from "./page.js";

/** PN4xxx: manifest and evaluators on their way into the runtime. */
export const artifactCodes = {} as const satisfies Record<`PN4${string}`, CodePage>;
