import { callSite } from "../site.js";
import { over, type WindowDraft, type WindowOptions } from "./over.js";

/** A window, and which part of its values lies below the one that is asked for. */
export interface PercentileOptions extends WindowOptions {
  /** The share of values below: 0.95 for the 95th percentile. */
  readonly p: number;
}

/** The same of a t-digest, and how exact that is. */
export interface DigestOptions extends PercentileOptions {
  /** From 20 to 10,000, 200 by default: the larger, the more exact and the larger the state. */
  readonly compression?: number;
}

/** The value in the middle, or the mean of the two there; exact. Its state holds all values. */
export function median(expression: string, options: WindowOptions): WindowDraft {
  return over("median", expression, options, callSite(median));
}

/** The value at the share `p` of all in order, interpolated between neighbours; exact. Its state holds all values. */
export function percentile(expression: string, options: PercentileOptions): WindowDraft {
  return over("percentile", expression, options, callSite(percentile));
}

/** About the value at the share `p` of all in order, by a t-digest: its state is bounded. */
export function approxPercentile(expression: string, options: DigestOptions): WindowDraft {
  return over("approxPercentile", expression, options, callSite(approxPercentile));
}
