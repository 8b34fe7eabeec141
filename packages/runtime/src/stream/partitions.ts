import { PinionError } from "@pinion/core";
import { NOT_OF_KEY } from "./ingest.js";
import type { PartitionStatus } from "./processor.js";
import type { Marked } from "./marks.js";
import { partitionName, type Assignment, type DeadLetter, type Partition, type StartAt } from "./ports.js";

/** Where a reader stands in a partition that is its own. */
export interface PartitionState extends Marked {
  readonly name: string;
  /** The offset of the next record; undefined before the first one where it is not known. */
  position: number | undefined;
  end: number;
  /** The greatest event time seen, microseconds. */
  max: number;
  /** When that was, by the clock, milliseconds. */
  maxAt: number;
  /** Rows are not written before this offset: another reader had them acknowledged. */
  resumeAt: number;
}

export const isReady = ({ position, resumeAt }: PartitionState): boolean => (position ?? 0) >= resumeAt;

export const lagOf = ({ position, end }: PartitionState): number =>
  position === undefined ? 0 : Math.max(0, end - position);

export const statusOf = (state: PartitionState): PartitionStatus => ({
  topic: state.topic,
  partition: state.partition,
  offset: state.position ?? 0,
  note: "",
  lag: lagOf(state),
});

/** The offset to begin at, where that is known without asking the log. */
export function startOf(from: StartAt, { begin, end }: Assignment): number | undefined {
  if (from === "beginning") return begin;
  if (from === "latest") return end;
  return typeof from === "number" ? from : undefined;
}

/** Counts records that could not be used; gives those that are dead letters. */
export function countLetters(
  rejected: Map<string, number>,
  letters: readonly DeadLetter[],
): readonly DeadLetter[] {
  for (const { reason } of letters) rejected.set(reason, (rejected.get(reason) ?? 0) + 1);
  return letters.filter(({ reason }) => reason !== NOT_OF_KEY);
}

/**
 * Throws PN5507 where what was read up to a position is not what the partition holds: a topic that was made anew, a file that
 * was replaced. To wait there for its end to come by would pass over all before it.
 */
export function checkSame(assignment: Assignment, position: number | undefined): void {
  if (position === undefined) return;
  const { end, anew } = assignment;
  if (position <= end && anew !== true) return;
  if (position <= end) throw anotherLog(assignment, position);
  throw new PinionError(
    "PN5507",
    `${partitionName(assignment)} was read up to offset ${position}, but ends at ${end}: it began anew`,
    { help: BEGIN_ANEW },
  );
}

const BEGIN_ANEW = "`--from beginning --reset` reads the one that is there now";

export const anotherLog = (partition: Partition, position: number): PinionError =>
  new PinionError(
    "PN5507",
    `${partitionName(partition)} was read up to offset ${position}, but is another log by now`,
    { help: BEGIN_ANEW },
  );

export const removed = (assignment: Assignment, position: number): PinionError =>
  new PinionError(
    "PN5507",
    `${partitionName(assignment)} begins at offset ${assignment.begin}, but the stream needs it from ${position} on`,
    {
      help: "keep records for longer than the longest window and every pause; `--reset` begins anew and accepts the loss",
    },
  );
