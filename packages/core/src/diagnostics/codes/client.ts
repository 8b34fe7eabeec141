import type { CodePage } from "./page.js";

/** PN7xxx: what a client's call asks for. */
export const clientCodes = {} as const satisfies Record<`PN7${string}`, CodePage>;
