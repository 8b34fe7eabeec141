import { parentPort } from "node:worker_threads";
import type { FunctionReference } from "@pinion/dsl";
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
      tell({ kind: "failed", file, failure: failureOf(error) });
      return;
    }
  }
  await Promise.all([process.stdout, process.stderr].map(flushed));
  tell({ kind: "done", definitions: toPortable(collect(modules), (value) => functions.get(value)) });
}

/** Resolves when all that was written before has left the worker. */
const flushed = (stream: NodeJS.WriteStream) =>
  new Promise<void>((resolve) => stream.write("", () => resolve()));
