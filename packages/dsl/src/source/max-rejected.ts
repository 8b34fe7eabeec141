import type { MaxRejected } from "../definitions.js";
import { DefinitionError, type DefinitionPlace } from "../error.js";
import { shown } from "../name.js";

/** A number of rows, or a share of them such as `"1%"`. */
export type MaxRejectedOption = number | `${number}%`;

export function maxRejectedOf(value: unknown, place: DefinitionPlace): MaxRejected | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) {
    return Object.freeze({ kind: "rows", value });
  }
  const percent = typeof value === "string" ? /^(\d{1,3}(?:\.\d{1,9})?)%$/.exec(value) : null;
  if (percent !== null && Number(percent[1]) <= 100) {
    return Object.freeze({ kind: "share", value: Number(percent[1]) / 100 });
  }
  const what = typeof value === "number" ? String(value) : shown(value);
  throw new DefinitionError("PN1111", `${what} is no bound of rejected rows`, place, {
    help: 'write a whole number of rows, or a share such as "1%"',
  });
}
