import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { packedRecords } from "../../../packed-records.js";
import { partitionName, type Partition, type ReadHandlers, type StreamLog } from "../../../ports.js";
import type { KafkaLogOptions } from "../driver.js";
import { clock } from "../membership.js";
import type { KafkaSettings } from "../settings.js";
import { answer, calls } from "./calls.js";
import type {
  Asked,
  Called,
  Request,
  SentBatch,
  SentSettings,
  StreamMessage,
  ThreadData,
  ThreadMessage,
} from "./protocol.js";

/** The host as it was built, also where this module is read from its source. */
const HOST = "#kafkajs-thread";

/**
 * A log of Kafka that is read by kafkajs in a thread of its own, see `host.ts`. Throws what the log throws.
 */
export async function threadLog(settings: KafkaSettings, options: KafkaLogOptions): Promise<StreamLog> {
  const { sessionTimeoutMs } = options;
  const epoch = new SharedArrayBuffer(4);
  const division = new Int32Array(epoch);
  const { sasl, ...rest } = settings;
  const sent: SentSettings = {
    ...rest,
    ...(sasl === undefined ? {} : { sasl: sasl.mechanism === "oauthbearer" ? "token" : sasl }),
  };
  const { topics, groupId } = options;
  const workerData: ThreadData = { settings: sent, options: { topics, groupId, sessionTimeoutMs }, epoch };
  const worker = new Worker(createRequire(import.meta.url).resolve(HOST), { workerData, execArgv: [] });
  const send = (message: unknown, transfer: readonly ArrayBuffer[] = []): void =>
    worker.postMessage(message, transfer);
  const { call, answered, end } = calls<Called>(send);

  let handlers: ReadHandlers | undefined;
  let signal: AbortSignal | undefined;
  /** What a handler threw, as it is. */
  let failure: { readonly error: unknown } | undefined;
  /** By partition the batches that are worked on or wait: one after the other. */
  const working = new Map<string, Promise<void>>();
  let held: { readonly names: ReadonlySet<string>; readonly epoch: number } | undefined;
  let heardAt = -Infinity;
  let closing = false;

  const abort = (): void => send({ kind: "abort" } satisfies StreamMessage);
  /** The thread would meet a batch's failure only with the next one. */
  const fail = (error: unknown): void => {
    failure ??= { error };
    abort();
  };
  const idle = async (): Promise<void> => void (await Promise.allSettled(working.values()));
  const work = async ({ pack, ...about }: SentBatch): Promise<void> => {
    if (signal?.aborted === true || failure !== undefined) return;
    await handlers?.batch({ ...about, records: packedRecords(pack) });
  };
  const batch = (argument: SentBatch): Promise<void> => {
    const name = partitionName(argument);
    const before = working.get(name) ?? Promise.resolve();
    const one = before.then(() => work(argument));
    working.set(name, one);
    return one;
  };
  const serve = async (request: Request<Asked>): Promise<unknown> => {
    try {
      switch (request.name) {
        case "assigned":
          await idle();
          return await handlers?.assigned(request.argument);
        case "revoked":
          await idle();
          return await handlers?.revoked(request.argument);
        case "batch":
          return await batch(request.argument);
        case "token":
          return sasl?.mechanism === "oauthbearer" ? await sasl.token() : "";
      }
    } catch (error) {
      if (request.name !== "token") fail(error);
      throw error;
    }
  };
  worker.on("message", (message: ThreadMessage) => {
    switch (message.kind) {
      case "heard":
        heardAt = Math.max(heardAt, message.sentAt);
        return;
      case "took":
        held = { names: new Set(message.names), epoch: message.epoch };
        return;
      case "request":
        void answer(message, send, () => serve(message));
        return;
      default:
        answered(message);
    }
  });
  worker.on("error", end);
  worker.on("exit", () => end(new Error("the thread of the log has ended")));

  const close = async (): Promise<void> => {
    if (closing) return;
    closing = true;
    await call("close", null).catch(() => undefined);
    await worker.terminate();
  };
  let label: string;
  try {
    label = await call("open", null);
  } catch (error) {
    await close();
    throw error;
  }
  const holds = (partition: Partition): boolean =>
    held !== undefined &&
    held.epoch === Atomics.load(division, 0) &&
    held.names.has(partitionName(partition)) &&
    clock() - heardAt < sessionTimeoutMs;
  return {
    label,
    read: async (given, until) => {
      handlers = given;
      signal = until;
      const reading = call("read", null);
      if (until.aborted) abort();
      else until.addEventListener("abort", abort, { once: true });
      try {
        await reading;
      } catch (error) {
        throw failure?.error ?? error;
      } finally {
        until.removeEventListener("abort", abort);
        await idle();
      }
      if (failure !== undefined) throw failure.error;
    },
    holds,
    commit: async (positions) => {
      const mine = positions.filter(holds);
      if (mine.length > 0) await call("commit", mine);
    },
    others: () => call("others", null),
    close,
  };
}
