import cluster, { type Worker } from "node:cluster";
import { codes, PinionError, type Code } from "@pinion/core";
import { AggregatorRegistry } from "prom-client";
import { checkSupervision } from "../../options/serving.js";
import { isMessage, type ToPrimary, type ToWorker } from "./messages.js";

/** A failure as it is told from process to process. */
export interface ErrorReport {
  readonly code?: string;
  readonly message: string;
  readonly help?: string;
}

export interface SuperviseOptions {
  readonly workers: number;
  /** The address, once every worker listens. */
  readonly onReady: (address: string) => void;
  /** A worker ended by itself; another takes its place. */
  readonly onLost?: (pid: number | undefined, reason: string) => void;
  /** Ends all of them. */
  readonly signal: AbortSignal;
}

const METRICS_PATIENCE_MS = 1_000;
const SOON_MS = 200;
const LATE_MS = 10_000;
/** Who lived this long did not die of its start. */
const LIVED_MS = 30_000;

/**
 * Runs this very command in so many processes on one port. Resolves when the signal has ended all of them, and rejects with
 * what one said that could not start. Throws PN7010 where an option is wrong.
 */
export async function superviseWorkers(options: SuperviseOptions): Promise<void> {
  checkSupervision(options);
  const { workers, onReady, onLost, signal } = options;
  const ready = new Set<Worker>();
  const collecting = new Map<
    number,
    { readonly take: (worker: number, values: readonly unknown[]) => void }
  >();
  let stopping = false;
  let told = false;
  let collection = 0;
  let delay = SOON_MS;

  const send = (worker: Worker, message: ToWorker): void => {
    if (worker.isConnected()) worker.send(message, () => undefined);
  };
  const alive = (): readonly Worker[] => Object.values(cluster.workers ?? {}).filter((w) => w !== undefined);

  /** One worker was asked for metrics: all are, and what they say is added up. */
  const collect = (asker: Worker, askId: number): void => {
    const id = collection++;
    const asked = alive().filter((worker) => ready.has(worker));
    const given = new Map<number, readonly unknown[]>();
    const finish = async (): Promise<void> => {
      clearTimeout(timer);
      collecting.delete(id);
      const registry = AggregatorRegistry.aggregate([...given.values()] as never);
      send(asker, { pinion: "allMetrics", id: askId, text: await registry.metrics() });
    };
    const timer = setTimeout(() => void finish(), METRICS_PATIENCE_MS);
    collecting.set(id, {
      take: (worker, values) => {
        given.set(worker, values);
        if (given.size === asked.length) void finish();
      },
    });
    for (const worker of asked) send(worker, { pinion: "giveMetrics", id });
  };

  return new Promise((resolve, reject) => {
    const stop = (): void => {
      stopping = true;
      for (const worker of alive()) {
        if (ready.has(worker)) send(worker, { pinion: "stop" });
        // It serves nobody yet, and may be long about its start.
        else worker.process.kill("SIGKILL");
      }
      if (alive().length === 0) resolve();
    };
    const start = (): void => {
      if (stopping) return;
      const born = Date.now();
      const worker = cluster.fork();
      worker.on("message", (message: unknown) => {
        if (!isMessage(message)) return;
        const known = message as ToPrimary;
        switch (known.pinion) {
          case "ready":
            ready.add(worker);
            if (!told && ready.size === workers) {
              told = true;
              onReady(known.address);
            }
            return;
          case "failed":
            // Before all stand, a failure is the command's; afterwards it is one worker's, which is started again.
            if (told) return;
            reject(errorOf(known.error));
            return stop();
          case "askMetrics":
            return collect(worker, known.id);
          case "metrics":
            return collecting.get(known.id)?.take(worker.id, known.values);
        }
      });
      worker.once("exit", (code, killedBy) => {
        ready.delete(worker);
        if (stopping) {
          if (alive().length === 0) resolve();
          return;
        }
        onLost?.(worker.process.pid, killedBy ?? `exit code ${code}`);
        delay = Date.now() - born > LIVED_MS ? SOON_MS : Math.min(LATE_MS, delay * 2);
        setTimeout(start, delay).unref();
      });
    };
    signal.addEventListener("abort", stop, { once: true });
    for (let i = 0; i < workers; i++) start();
  });
}

const errorOf = ({ code, message, help }: ErrorReport): Error =>
  code !== undefined && Object.hasOwn(codes, code)
    ? new PinionError(code as Code, message, help === undefined ? {} : { help })
    : new Error(message);
