import { PinionError } from "@pinion/core";
import { taken, type Journal } from "../jobs/journal.js";
import { checkWait } from "../options/requests.js";
import type { Checkpoints } from "./checkpoint.js";
import type { JobReport } from "./report.js";
import type { Progress } from "./progress.js";

export type JobState = "running" | "done" | "failed" | "cancelled";

/** A materialisation that goes on by itself. */
export interface Job {
  readonly id: string;
  readonly name: string;
  state(): JobState;
  /** What it did last; undefined before it began. */
  progress(): Progress | undefined;
  /**
   * Resolves with the report, or rejects with what failed. With a time-out it rejects with PN7009 when the time
   * has passed; the job goes on.
   */
  wait(options?: { readonly timeoutSec?: number }): Promise<JobReport>;
  /** Stops it at the next safe place; stores hold what they held, or whole new rows. */
  cancel(): void;
}

export interface JobContext {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Absent where no record of the job can be kept. */
  readonly checkpoints?: Checkpoints;
}

export interface JobOptions {
  readonly name: string;
  readonly journal: Journal;
  /** How many rows are written between two checkpoints. */
  readonly checkpointRows?: number | undefined;
}

/** At 100,000 rows a second and more what a kill costs is a quarter of a minute. */
const CHECKPOINT_ROWS = 2_000_000;

export function startJob(options: JobOptions, work: (context: JobContext) => Promise<JobReport>): Job {
  const { name, journal, checkpointRows: rows = CHECKPOINT_ROWS } = options;
  const { id, restored } = journal;
  const abort = new AbortController();
  let state: JobState = "running";
  let isTaken = false;
  let last: Progress | undefined;
  const context: JobContext = {
    id,
    signal: abort.signal,
    onProgress: (progress) => {
      last = progress;
      journal.progress(progress);
    },
    ...(journal.kept ? { checkpoints: { restored, rows, save: journal.save } } : {}),
  };
  journal.watch((reason) => {
    isTaken = reason === "taken";
    abort.abort();
  });
  const result = work(context).then(
    (report) => {
      state = "done";
      journal.done(report);
      return report;
    },
    (error: unknown) => {
      state = abort.signal.aborted && !isTaken ? "cancelled" : "failed";
      const failure = isTaken ? taken(id) : error;
      journal.failed(failure, state === "cancelled");
      throw failure;
    },
  );
  // Whoever waits is told; a job that nobody waits for must not end the process.
  result.catch(() => undefined);
  return {
    id,
    name,
    state: () => state,
    progress: () => last,
    cancel: () => abort.abort(),
    wait: async (options = {}) => {
      checkWait(options);
      const { timeoutSec } = options;
      return timeoutSec === undefined ? result : within(result, timeoutSec, id);
    },
  };
}

function within(result: Promise<JobReport>, timeoutSec: number, id: string): Promise<JobReport> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new PinionError("PN7009", `job ${id} did not end within ${timeoutSec} s; it goes on`));
    }, timeoutSec * 1000);
    result.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
