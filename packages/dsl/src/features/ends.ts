import { callSite } from "../site.js";
import { over, type WindowDraft, type WindowOptions } from "./over.js";

/** A window, and how many of its values are wanted. */
export interface ManyOptions extends WindowOptions {
  /** How many values at most: from 1 to 10,000. */
  readonly n: number;
}

/** The last `n` values that are not NULL, as a vector, the earliest first; NULL where there is none. */
export function lastN(expression: string, options: ManyOptions): WindowDraft {
  return over("lastN", expression, options, callSite(lastN));
}

/** The first `n` values that are not NULL, as a vector, the earliest first; NULL where there is none. */
export function firstN(expression: string, options: ManyOptions): WindowDraft {
  return over("firstN", expression, options, callSite(firstN));
}

/** The `n` values that come most often, as a vector, the most frequent first; of equally many, the least first. */
export function topK(expression: string, options: ManyOptions): WindowDraft {
  return over("topK", expression, options, callSite(topK));
}

/** The value that comes most often; of equally many, the least. NULL where there is none. */
export function mode(expression: string, options: WindowOptions): WindowDraft {
  return over("mode", expression, options, callSite(mode));
}
