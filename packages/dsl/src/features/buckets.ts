import { callSite } from "../site.js";
import { over, type WindowDraft, type WindowOptions } from "./over.js";

/** A window, and where its buckets end. */
export interface BucketOptions extends WindowOptions {
  /** Ascending; bucket i holds `boundaries[i - 1] <= x < boundaries[i]`, the first and the last are open. */
  readonly boundaries: readonly number[];
}

/** A histogram: how many values fall into each bucket, as a vector of one element a bucket. */
export function bucketedCount(expression: string, options: BucketOptions): WindowDraft {
  return over("bucketedCount", expression, options, callSite(bucketedCount));
}

/** The sum of the values of each bucket, as a vector of one element a bucket, NULL where there are none. */
export function bucketedSum(expression: string, options: BucketOptions): WindowDraft {
  return over("bucketedSum", expression, options, callSite(bucketedSum));
}
