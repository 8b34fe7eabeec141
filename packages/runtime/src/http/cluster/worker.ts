import cluster from "node:cluster";
import type { Registry } from "prom-client";
import { checkOnStop } from "../../options/serving.js";
import { isMessage, type ToPrimary, type ToWorker } from "./messages.js";
import type { ErrorReport } from "./primary.js";

/** A worker's line to its primary. */
export interface WorkerLink {
  readonly ready: (address: string) => void;
  /** Resolves when it is told, so that the process may end. */
  readonly failed: (error: ErrorReport) => Promise<void>;
  /** The metrics of all workers, as Prometheus reads them. */
  readonly allMetrics: () => Promise<string>;
  /** Where this worker's own are. */
  readonly provide: (registry: Registry) => void;
}

const PATIENCE_MS = 3_000;

/** Undefined in a process that is no worker. `onStop` is called once, also when the primary is gone. */
export function workerLink(onStop: () => void): WorkerLink | undefined {
  checkOnStop(onStop);
  if (!cluster.isWorker) return undefined;
  const waiting = new Map<number, (text: string) => void>();
  let asked = 0;
  let registry: Registry | undefined;
  let stopped = false;
  const stop = (): void => {
    if (!stopped) onStop();
    stopped = true;
  };
  const send = (message: ToPrimary): Promise<void> =>
    new Promise((resolve) => {
      if (process.send === undefined || !process.connected) return resolve();
      process.send(message, () => resolve());
    });
  process.on("disconnect", stop);
  process.on("message", (message: unknown) => {
    if (!isMessage(message)) return;
    const known = message as ToWorker;
    switch (known.pinion) {
      case "stop":
        return stop();
      case "giveMetrics":
        void (registry?.getMetricsAsJSON() ?? Promise.resolve([])).then((values) =>
          send({ pinion: "metrics", id: known.id, values }),
        );
        return;
      case "allMetrics":
        return waiting.get(known.id)?.(known.text);
    }
  });
  return {
    ready: (address) => void send({ pinion: "ready", address }),
    failed: (error) => send({ pinion: "failed", error }),
    provide: (own) => {
      registry = own;
    },
    allMetrics: () => {
      const id = asked++;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error("the primary did not answer"));
        }, PATIENCE_MS);
        waiting.set(id, (text) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(text);
        });
        void send({ pinion: "askMetrics", id });
      });
    },
  };
}
