import { randomBytes } from "node:crypto";
import { mkdir, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { finished } from "node:stream/promises";
import { Worker } from "node:worker_threads";
import { PinionError } from "@pinion/core";
import { ownFile } from "./own-file.js";
import type { WorkerMessage } from "./protocol.js";

/** How the evaluation of some files ended. `file` is the one that was being evaluated. */
export type RunOutcome =
  | Exclude<WorkerMessage, { kind: "entered" }>
  | { readonly kind: "timeout"; readonly file: string }
  /** It waits, and nothing is left that could end the wait. */
  | { readonly kind: "stalled"; readonly file: string }
  | { readonly kind: "exited"; readonly file: string };

/** A name for the bundle: beside the project's artifacts, so that its imports resolve as the project's do. */
export const bundleFile = (projectDir: string): string =>
  join(projectDir, ".pinion", `.eval-${process.pid}-${randomBytes(4).toString("hex")}.mjs`);

/** A worker that waits for its bundle: starting one takes as long as bundling, and both can be done at once. */
export interface Waiting {
  readonly worker: Worker;
  /** Ends a worker that is not needed. */
  readonly dismiss: () => Promise<unknown>;
}

/** It takes its listener along, so that a bundle that waits for what cannot come is told by the worker's end. */
const HOST = `
import { parentPort, workerData } from "node:worker_threads";
if (workerData.own !== undefined) import(workerData.own).catch(() => undefined);
const bundle = await new Promise((resolve) => parentPort.once("message", resolve));
await import(bundle);
`;

export function startWorker(): Waiting {
  const host = new URL(`data:text/javascript,${encodeURIComponent(HOST)}`);
  const worker = new Worker(host, { execArgv: [], stdout: true, stderr: true, workerData: { own: ownFile } });
  worker.unref();
  worker.on("error", () => undefined); // whoever runs it listens, too
  return { worker, dismiss: () => worker.terminate() };
}

/**
 * Runs a bundle in a worker: it may loop for ever, end the process or write to the console without harm to
 * the compiler. What it writes goes to the standard error stream, since a command's output is its own.
 */
export async function run(
  file: string,
  code: string,
  timeoutMs: number,
  waiting: Waiting = startWorker(),
): Promise<RunOutcome> {
  try {
    await writeBundle(file, code);
    return await runWorker(waiting.worker, file, timeoutMs);
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
    await rmdir(dirname(file)).catch(() => undefined); // kept where it holds artifacts
  }
}

/** The bundle stands in the project, so that what it imports is found from there. Throws PN4005. */
async function writeBundle(file: string, code: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, code);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PinionError("PN4005", `the bundle of the definitions cannot be written: ${why}`, {
      help: `make ${dirname(file)} a folder that can be written`,
      cause: error,
    });
  }
}

/** Node's exit code where a top-level await is left open. */
const UNSETTLED = 13;

async function runWorker(worker: Worker, file: string, timeoutMs: number): Promise<RunOutcome> {
  worker.ref();
  worker.stdout.pipe(process.stderr, { end: false });
  worker.stderr.pipe(process.stderr, { end: false });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<RunOutcome>((resolve) => {
      let entered = "";
      const ends = (outcome: RunOutcome) => resolve(outcome);
      timer = setTimeout(() => ends({ kind: "timeout", file: entered }), timeoutMs);
      worker.on("message", (message: WorkerMessage) => {
        if (message.kind === "entered") entered = message.file;
        else ends(message);
      });
      worker.on("error", (error: Error) => {
        const failure = { message: `${error.name}: ${error.message}`, stack: error.stack ?? "" };
        ends({ kind: "failed", file: entered, failures: [failure] });
      });
      worker.on("exit", (code) => ends({ kind: code === UNSETTLED ? "stalled" : "exited", file: entered }));
      worker.postMessage(pathToFileURL(file).href);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
    await Promise.all([finished(worker.stdout), finished(worker.stderr)]);
  }
}
