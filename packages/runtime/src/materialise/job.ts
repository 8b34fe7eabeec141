import { randomBytes } from "node:crypto";
import { PinionError } from "@pinion/core";
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
}

export function startJob(name: string, work: (context: JobContext) => Promise<JobReport>): Job {
  const id = `${name}-${randomBytes(4).toString("hex")}`;
  const abort = new AbortController();
  let state: JobState = "running";
  let last: Progress | undefined;
  const context: JobContext = {
    id,
    signal: abort.signal,
    onProgress: (progress) => {
      last = progress;
    },
  };
  const result = work(context).then(
    (report) => {
      state = "done";
      return report;
    },
    (error: unknown) => {
      state = abort.signal.aborted ? "cancelled" : "failed";
      throw error;
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
    wait: ({ timeoutSec } = {}) => (timeoutSec === undefined ? result : within(result, timeoutSec, id)),
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
