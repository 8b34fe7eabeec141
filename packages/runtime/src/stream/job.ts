import { randomBytes } from "node:crypto";
import { checkWait } from "../options/requests.js";
import { PinionError } from "@pinion/core";
import type { Job, JobState } from "../materialise/job.js";
import type { Progress } from "../materialise/progress.js";
import type { JobReport } from "../materialise/report.js";
import type { StreamStatus } from "./status.js";

export interface StreamContext {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly onStatus: (status: StreamStatus) => void;
}

/** A stream as a job: to cancel it is to end it well. */
export function startStreamJob(name: string, work: (context: StreamContext) => Promise<JobReport>): Job {
  const id = `${name}-${randomBytes(4).toString("hex")}`;
  const abort = new AbortController();
  let state: JobState = "running";
  let last: Progress | undefined;
  const result = work({
    id,
    signal: abort.signal,
    onStatus: (stream) => {
      last = { stage: "write", keys: stream.events, stream };
    },
  }).then(
    (report) => {
      state = "done";
      return report;
    },
    (error: unknown) => {
      state = "failed";
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
    wait: async (waiting = {}) => {
      checkWait(waiting);
      const { timeoutSec } = waiting;
      return timeoutSec === undefined ? result : Promise.race([result, timeout(timeoutSec, id, result)]);
    },
  };
}

function timeout(timeoutSec: number, id: string, result: Promise<JobReport>): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(
      () => reject(new PinionError("PN7009", `job ${id} did not end within ${timeoutSec} s; it goes on`)),
      timeoutSec * 1000,
    );
    result.finally(() => clearTimeout(timer)).catch(() => undefined);
  });
}
