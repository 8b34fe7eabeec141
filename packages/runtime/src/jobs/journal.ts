import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { PinionError } from "@pinion/core";
import type { Checkpoint } from "../materialise/checkpoint.js";
import type { Progress } from "../materialise/progress.js";
import type { JobReport } from "../materialise/report.js";
import {
  forgetCancel,
  isCancelled,
  markFinished,
  markUnfinished,
  pruneJobs,
  readRecord,
  unfinishedRecords,
  writeRecord,
} from "./history.js";
import { acquireLease, type Lease } from "./lease.js";
import { failureOf, withoutSecrets, type JobRecord, type JobRequest } from "./record.js";

/** How a job tells the project's folder what it does, and hears that it is to stop. */
export interface Journal {
  readonly id: string;
  /** Where an earlier attempt came to. */
  readonly restored: Checkpoint | undefined;
  /** Whether anything is kept: not where the folder cannot be written. */
  readonly kept: boolean;
  readonly progress: (progress: Progress) => void;
  /** Throws PN5030 where another process has taken the job over. */
  readonly save: (checkpoint: Checkpoint) => Promise<void>;
  readonly done: (report: JobReport) => void;
  readonly failed: (error: unknown, cancelled: boolean) => void;
  /** `stop` is called once where the job is to end: it was cancelled, or another process has it. */
  readonly watch: (stop: (reason: "cancelled" | "taken") => void) => void;
}

const TICK_MS = 500;

export interface JournalOptions {
  readonly folder: string;
  readonly request: JobRequest;
  /** Texts that must not stand in a record. */
  readonly secrets: readonly string[];
}

/** Begins a record, or goes on with that of a job of the same fingerprint which nobody has finished. */
export function openJournal(options: JournalOptions): Journal {
  const { folder, request } = options;
  try {
    mkdirSync(folder, { recursive: true });
    return unfinished(options) ?? begun(options);
  } catch (error) {
    // A folder that cannot be written keeps nobody from computing features.
    if (error instanceof Error && "errno" in error) return unkept(newId(request.name));
    throw error;
  }
}

function unfinished(options: JournalOptions): Journal | undefined {
  const { folder, request } = options;
  for (const { id, fingerprint } of unfinishedRecords(folder)) {
    if (fingerprint !== request.fingerprint) continue;
    const lease = acquireLease(folder, id);
    if (lease === undefined) continue;
    const record = readRecord(folder, id);
    // Its process may have finished it since it was listed.
    if (record !== undefined && record.state !== "done") return keep(options, record, lease);
    lease.release();
  }
  return undefined;
}

function begun(options: JournalOptions): Journal {
  const id = newId(options.request.name);
  const lease = acquireLease(options.folder, id);
  if (lease === undefined) throw new Error(`somebody else has the new job ${id}`);
  const now = Date.now();
  const { request } = options;
  return keep(
    options,
    { ...request, id, state: "running", attempts: 0, created: now, begun: now, updated: now },
    lease,
  );
}

function keep({ folder, secrets }: JournalOptions, before: JobRecord, lease: Lease): Journal {
  const { id } = before;
  const { error: _error, progress: _progress, ...kept } = before;
  const now = Date.now();
  let record: JobRecord = {
    ...kept,
    state: "running",
    attempts: before.attempts + 1,
    begun: now,
    updated: now,
  };
  let dirty = false;
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    dirty = false;
    record = { ...record, updated: Date.now() };
    writeRecord(folder, withoutSecrets(record, secrets));
  };
  const end = (last: Partial<JobRecord>): void => {
    clearInterval(timer);
    if (!lease.renew()) return;
    record = { ...record, ...last };
    // What became of the job is told to whoever waits for it; that it cannot be kept is no failure of the job.
    quietly(write);
    if (record.state === "done") quietly(() => markFinished(folder, id));
    quietly(() => forgetCancel(folder, id));
    quietly(lease.release);
    quietly(() => pruneJobs(folder, Date.now()));
  };
  forgetCancel(folder, id);
  try {
    markUnfinished(folder, id);
    write();
  } catch (error) {
    lease.release();
    throw error;
  }
  return {
    id,
    restored: before.checkpoint,
    kept: true,
    progress: (progress) => {
      record = { ...record, progress };
      dirty = true;
    },
    save: async (checkpoint) => {
      if (!lease.renew()) throw taken(id);
      record = { ...record, checkpoint };
      quietly(write);
    },
    done: (report) => {
      const { checkpoint: _checkpoint, ...rest } = record;
      record = rest;
      end({ state: "done", report });
    },
    failed: (error, cancelled) => end({ state: cancelled ? "cancelled" : "failed", error: failureOf(error) }),
    watch: (stop) => {
      timer = setInterval(() => {
        if (isCancelled(folder, id)) stop("cancelled");
        else if (!attempt(lease.renew)) stop("taken");
        else if (dirty) quietly(write);
      }, TICK_MS);
      timer.unref();
    },
  };
}

const unkept = (id: string): Journal => ({
  id,
  restored: undefined,
  kept: false,
  progress: () => undefined,
  save: async () => undefined,
  done: () => undefined,
  failed: () => undefined,
  watch: () => undefined,
});

/** The name as a file may be called, and something that no other job has. */
const newId = (name: string): string =>
  `${name
    .replaceAll(/[^\w.-]/gu, "_")
    .replace(/^\.+/u, "")
    .slice(0, 80)}-${randomBytes(4).toString("hex")}`;

export const taken = (id: string): PinionError =>
  new PinionError("PN5030", `another process has taken job ${id} over`, {
    help: "it goes on there: `pinion jobs` shows it",
  });

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // The folder is full or gone.
  }
}

function attempt(renew: () => boolean): boolean {
  try {
    return renew();
  } catch {
    // It cannot be told: the next checkpoint asks again.
    return true;
  }
}
