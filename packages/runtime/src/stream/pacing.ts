import { lagOf, type PartitionState } from "./partitions.js";

const LONGEST_MS = 2_000;
/** So many records more to read make rows gather for a millisecond longer. */
const RECORDS_A_MS = 250;

/**
 * How long rows gather before they go out, milliseconds: not at all for a reader that keeps up; one that is behind
 * writes each key once for many of its events.
 */
export function gatherMs(partitions: Iterable<PartitionState>): number {
  let lag = 0;
  for (const partition of partitions) lag += lagOf(partition);
  return Math.min(LONGEST_MS, Math.floor(lag / RECORDS_A_MS));
}
