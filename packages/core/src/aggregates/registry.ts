import type { AggregateOp } from "../manifest/manifest.js";
import { approxCountDistinct } from "./approx-count-distinct.js";
import { approxPercentile } from "./approx-percentile.js";
import { avg } from "./avg.js";
import { bucketedCount } from "./bucketed-count.js";
import { bucketedSum } from "./bucketed-sum.js";
import { count } from "./count.js";
import { countDistinct } from "./count-distinct.js";
import { decayedAvg } from "./decayed-avg.js";
import { decayedCount } from "./decayed-count.js";
import { decayedSum } from "./decayed-sum.js";
import { distinct } from "./distinct.js";
import { first } from "./first.js";
import { firstN } from "./first-n.js";
import { kurtosis } from "./kurtosis.js";
import { lastN } from "./last-n.js";
import { latest } from "./latest.js";
import { max } from "./max.js";
import { median } from "./median.js";
import { min } from "./min.js";
import { mode } from "./mode.js";
import { percentile } from "./percentile.js";
import { skewness } from "./skewness.js";
import { stddev } from "./stddev.js";
import { sum } from "./sum.js";
import { topK } from "./top-k.js";
import { variance } from "./variance.js";
import type { AggregateRecord } from "./record.js";

const RECORDS: Readonly<Record<AggregateOp, AggregateRecord>> = {
  sum,
  count,
  avg,
  min,
  max,
  latest,
  first,
  lastN,
  firstN,
  countDistinct,
  approxCountDistinct,
  distinct,
  variance,
  stddev,
  skewness,
  kurtosis,
  median,
  percentile,
  approxPercentile,
  topK,
  mode,
  bucketedCount,
  bucketedSum,
  decayedSum,
  decayedCount,
  decayedAvg,
};

/** All aggregates, in the order of the reference. */
export const allAggregates: readonly AggregateRecord[] = Object.values(RECORDS);

export const aggregateNamed = (name: AggregateOp): AggregateRecord => RECORDS[name];
