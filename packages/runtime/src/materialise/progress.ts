import type { StreamStatus } from "../stream/status.js";

/** What a job does at the moment, and how much of it is done. */
export interface Progress {
  readonly stage: "scan" | "write" | "finish";
  /** Of the scan: which source. */
  readonly source?: string;
  /** Of the writing: keys so far, and of how many. */
  readonly keys?: number;
  readonly of?: number;
  /** Of the finish: partitions so far, and of how many. */
  readonly partitions?: number;
  readonly ofPartitions?: number;
  /** Of a stream, which has no stages and no end. */
  readonly stream?: StreamStatus;
  /** How much of the stage is done, 0 to 1, where it is known. */
  readonly share?: number;
  /** An estimate of how long the stage still takes, once enough of it is done to tell. */
  readonly secondsLeft?: number;
}

/** From this share on, what is left is estimated. */
const TELLING = 0.02;

/** What is known without a clock; the share only where nothing is counted. */
export type Stage = Omit<Progress, "secondsLeft">;

/**
 * Adds to what is done of a stage the share and the time left, at the pace of this attempt: what an earlier one
 * had done when the stage began counts for neither.
 */
export function estimator(now: () => number): (stage: Stage) => Progress {
  let began: { readonly id: string; readonly at: number; readonly share: number } | undefined;
  return (stage) => {
    const share = shareOf(stage);
    const id = `${stage.stage} ${stage.source ?? ""}`;
    if (began?.id !== id) began = { id, at: now(), share: share ?? 0 };
    if (share === undefined) return stage;
    const done = share - began.share;
    if (done < TELLING) return { ...stage, share };
    return { ...stage, share, secondsLeft: ((now() - began.at) / 1000) * ((1 - share) / done) };
  };
}

function shareOf({ stage, share, keys, of, partitions, ofPartitions }: Stage): number | undefined {
  if (stage === "scan") return share;
  const [done, all] = stage === "write" ? [keys, of] : [partitions, ofPartitions];
  if (done === undefined || all === undefined) return undefined;
  return all === 0 ? 1 : Math.min(1, done / all);
}
