import { expect } from "vitest";

/** What code sets that should never have been run. */
export const CANARY = "pinionFuzzCanary";
const SET = `globalThis.${CANARY}=1`;

/** Texts that would run, were they ever taken for code, and names that mean something to objects. */
export const HOSTILE: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "__defineGetter__",
  "then",
  "default",
  "arguments",
  "await",
  `"];${SET}//`,
  `'];${SET}//`,
  `\`];${SET}//`,
  `\${${SET}}`,
  `*/${SET}/*`,
  `\n${SET}\n`,
  `\r${SET}\r`,
  `\u2028${SET}\u2029`,
  `\\u0022];${SET}//`,
  `\\";${SET}//`,
  `\\`,
  `</script><script>${SET}</script>`,
  "\ud800",
  "\udc00\ud800",
  "\0",
  "\ufeff",
  "🚕",
  "İ",
  "ß",
  "",
  " ",
];

const own = (value: object): readonly string[] => Reflect.ownKeys(value).map(String).sort();
const BEFORE = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype].map(
  (prototype) => ({ prototype, keys: own(prototype) }),
);

/** Nothing was run, and no prototype was reached. */
export function expectUntouched(): void {
  expect(Reflect.has(globalThis, CANARY), "code was run").toBe(false);
  for (const { prototype, keys } of BEFORE) expect(own(prototype), "a prototype was reached").toEqual(keys);
}
