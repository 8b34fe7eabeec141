import { createRequire } from "node:module";
import type { ts } from "ts-morph";

const require = createRequire(import.meta.url);
let loaded: typeof ts | undefined;

/** TypeScript's parser, loaded when first asked for: it is most of the compiler, and most builds need none of it. */
export function typescript(): typeof ts {
  loaded ??= (require("ts-morph") as { readonly ts: typeof ts }).ts;
  return loaded;
}
