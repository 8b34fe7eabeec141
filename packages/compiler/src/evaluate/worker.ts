import { parentPort } from "node:worker_threads";
import { takeMistakes, type FunctionReference } from "@pinion/dsl";
import { collect } from "./collect.js";
import { failureOf } from "./failure.js";
import { toPortable } from "./portable.js";
import type { Failure, WorkerMessage } from "./protocol.js";

type Entry = readonly [file: string, load: () => Promise<object>];

/*
 * Runs inside the worker, bundled with the definition files. Files are evaluated one after the other, and the first that fails
 * ends it: those that import it would only fail again. Mistakes in features do not: they are told together.
 */
export async function report(entries: readonly Entry[]): Promise<void> {
  const tell = (message: WorkerMessage) => parentPort?.postMessage(message);
  const modules: object[] = [];
  const mistakes: Failure[] = [];
  takeMistakes((error) => mistakes.push(failureOf(error)));
  const functions = new Map<unknown, FunctionReference>();
  for (const [file, load] of entries) {
    tell({ kind: "entered", file });
    try {
      const module = await load();
      modules.push(module);
      for (const [name, value] of Object.entries(module)) {
        if (typeof value === "function" && !functions.has(value)) functions.set(value, { file, name });
      }
    } catch (error) {
      tell({ kind: "failed", file, failures: [...mistakes, failureOf(error)] });
      return;
    }
  }
  if (mistakes.length > 0) {
    tell({ kind: "failed", file: "", failures: mistakes });
    return;
  }
  await Promise.all([process.stdout, process.stderr].map(flushed));
  tell({ kind: "done", definitions: toPortable(collect(modules), (value) => functions.get(value)) });
}

/** Resolves when all that was written before has left the worker. */
const flushed = (stream: NodeJS.WriteStream) =>
  new Promise<void>((resolve) => stream.write("", () => resolve()));
