import { callSite } from "../site.js";
import { over, type WindowDraft, type WindowOptions } from "./over.js";

/** A window, and how exact its sketch is. */
export interface SketchOptions extends WindowOptions {
  /** 2^precision registers, from 4 to 18, 12 by default: an error of 1.04 / sqrt(2^precision), here 1.6 %. */
  readonly precision?: number;
}

/** The values that are not NULL, each once, as a vector in ascending order; NULL where there is none. */
export function distinct(expression: string, options: WindowOptions): WindowDraft {
  return over("distinct", expression, options, callSite(distinct));
}

/** The exact number of different values that are not NULL. Its state holds all of them. */
export function countDistinct(expression: string, options: WindowOptions): WindowDraft {
  return over("countDistinct", expression, options, callSite(countDistinct));
}

/** About how many different values there are, by a HyperLogLog: its state is bounded, 4 kB by default. */
export function approxCountDistinct(expression: string, options: SketchOptions): WindowDraft {
  return over("approxCountDistinct", expression, options, callSite(approxCountDistinct));
}
