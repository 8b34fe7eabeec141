import { callSite } from "../site.js";
import type { WindowText } from "../window.js";
import { over, type WindowDraft, type WindowOptions } from "./over.js";

/** A window, and how fast what happened in it loses weight. */
export interface DecayOptions extends WindowOptions {
  /** The age at which a row counts half, as in `"7d"`. */
  readonly halfLife: WindowText;
}

/** The sum of the values, each counting half for every half-life of its age; NULL where there is none. */
export function decayedSum(expression: string, options: DecayOptions): WindowDraft {
  return over("decayedSum", expression, options, callSite(decayedSum));
}

/** The mean of the values, each weighing half for every half-life of its age; NULL where there is none. */
export function decayedAvg(expression: string, options: DecayOptions): WindowDraft {
  return over("decayedAvg", expression, options, callSite(decayedAvg));
}

/** The number of rows, each counting half for every half-life of its age. */
export function decayedCount(options: DecayOptions): WindowDraft;
/** The number of values that are not NULL, each counting half for every half-life of its age. */
export function decayedCount(expression: string, options: DecayOptions): WindowDraft;
export function decayedCount(head: string | DecayOptions, options?: DecayOptions): WindowDraft {
  const site = callSite(decayedCount);
  return typeof head === "object"
    ? over("decayedCount", undefined, head, site, 0)
    : over("decayedCount", head, options, site);
}
