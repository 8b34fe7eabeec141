import { parentPort } from "node:worker_threads";
import { collect } from "./collect.js";
import { failureOf } from "./failure.js";
import { toPortable } from "./portable.js";
import type { WorkerMessage } from "./protocol.js";

type Entry = readonly [file: string, load: () => Promise<object>];

/*
 * Runs inside the worker, bundled with the definition files. Files are evaluated one after the other, and
 * the first that fails ends it: those that import it would only fail again.
 */
export async function report(entries: readonly Entry[]): Promise<void> {
  const tell = (message: WorkerMessage) => parentPort?.postMessage(message);
  const modules: object[] = [];
  for (const [file, load] of entries) {
    tell({ kind: "entered", file });
    try {
      modules.push(await load());
    } catch (error) {
      tell({ kind: "failed", file, failure: failureOf(error) });
      return;
    }
  }
  await Promise.all([process.stdout, process.stderr].map(flushed));
  tell({ kind: "done", definitions: toPortable(collect(modules)) });
}

/** Resolves when all that was written before has left the worker. */
const flushed = (stream: NodeJS.WriteStream) =>
  new Promise<void>((resolve) => stream.write("", () => resolve()));
