import { randomBytes } from "node:crypto";
import { mkdir, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { finished } from "node:stream/promises";
import { Worker } from "node:worker_threads";
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

/**
 * Runs a bundle in a worker: it may loop for ever, end the process or write to the console without harm to
 * the compiler. What it writes goes to the standard error stream, since a command's output is its own.
 */
export async function run(file: string, code: string, timeoutMs: number): Promise<RunOutcome> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(file, code);
    return await runWorker(file, timeoutMs);
  } finally {
    await rm(file, { force: true });
    await rmdir(dirname(file)).catch(() => undefined); // kept where it holds artifacts
  }
}

/** Node's exit code where a top-level await is left open. */
const UNSETTLED = 13;

async function runWorker(file: string, timeoutMs: number): Promise<RunOutcome> {
  const worker = new Worker(pathToFileURL(file), { execArgv: [], stdout: true, stderr: true });
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
        ends({ kind: "failed", file: entered, failure });
      });
      worker.on("exit", (code) => ends({ kind: code === UNSETTLED ? "stalled" : "exited", file: entered }));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
    await Promise.all([finished(worker.stdout), finished(worker.stderr)]);
  }
}
