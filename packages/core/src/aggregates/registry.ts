import type { AggregateOp } from "../manifest/manifest.js";
import { avg } from "./avg.js";
import { count } from "./count.js";
import { first } from "./first.js";
import { latest } from "./latest.js";
import { max } from "./max.js";
import { min } from "./min.js";
import type { AggregateRecord } from "./record.js";
import { sum } from "./sum.js";

const RECORDS: Readonly<Record<AggregateOp, AggregateRecord>> = {
  sum,
  count,
  avg,
  min,
  max,
  latest,
  first,
};

/** All aggregates, in the order of the reference. */
export const allAggregates: readonly AggregateRecord[] = Object.values(RECORDS);

export const aggregateNamed = (name: AggregateOp): AggregateRecord => RECORDS[name];
