import { parentPort, workerData } from "node:worker_threads";
import { pack } from "../../../packed-records.js";
import { partitionName, type ReadHandlers, type RecordBatch, type StreamLog } from "../../../ports.js";
import { kafkaClient } from "../kafkajs/client.js";
import { kafkajsLog } from "../kafkajs/log.js";
import type { KafkaSasl } from "../settings.js";
import { answer, calls } from "./calls.js";
import type {
  Asked,
  Called,
  Request,
  SentBatch,
  StreamMessage,
  ThreadData,
  ThreadMessage,
} from "./protocol.js";

/*
 * The thread of a log that is read by kafkajs: fetching, decompressing and taking records apart goes on while the stream
 * computes. One batch of each partition waits there while the next is fetched here.
 */

const port = parentPort;
if (port === null) throw new Error("the host of a log runs in a thread");
const { settings, options, epoch } = workerData as ThreadData;
const division = new Int32Array(epoch);
const { sasl: given, ...rest } = settings;

const post = (message: ThreadMessage): void => port.postMessage(message);
const { call, answered } = calls<Asked>((message, transfer) => port.postMessage(message, transfer));
const sasl: KafkaSasl | undefined =
  given === "token" ? { mechanism: "oauthbearer", token: () => call("token", null) } : given;

let log: StreamLog | undefined;
let stopping = new AbortController();

const open = async (): Promise<string> => {
  const client = kafkaClient({ ...rest, ...(sasl === undefined ? {} : { sasl }) });
  log = await kafkajsLog(client, rest.label, {
    ...options,
    watch: {
      heard: (sentAt) => post({ kind: "heard", sentAt }),
      letGo: () => void Atomics.add(division, 0, 1),
      took: (names) => post({ kind: "took", names: [...names], epoch: Atomics.load(division, 0) }),
    },
  });
  return log.label;
};
const opened = (): StreamLog => {
  if (log === undefined) throw new Error("the log is not open");
  return log;
};

/** By partition the batch that the stream has not done yet. */
const ahead = new Map<string, Promise<void>>();
const send = async (batch: RecordBatch): Promise<void> => {
  const name = partitionName(batch);
  const before = ahead.get(name);
  const { records, ...about } = batch;
  const packed = "spans" in records ? records : pack(records);
  const { length, bytes, offsets, timestamps, spans } = packed;
  const sent: SentBatch = { ...about, pack: { length, bytes, offsets, timestamps, spans } };
  const work = call(
    "batch",
    sent,
    [bytes, offsets, timestamps, spans].map(({ buffer }) => buffer as ArrayBuffer),
  );
  // Its failure is met when the next one comes, or by the stream itself.
  work.catch(() => undefined);
  ahead.set(name, work);
  await before;
};
const handlers: ReadHandlers = {
  assigned: (assignments) => call("assigned", assignments),
  revoked: (partitions) => call("revoked", partitions),
  batch: send,
};

const serve = async (request: Request<Called>): Promise<unknown> => {
  switch (request.name) {
    case "open":
      return open();
    case "read":
      stopping = new AbortController();
      return opened().read(handlers, stopping.signal);
    case "commit":
      return opened().commit(request.argument);
    case "others":
      return opened().others();
    case "close":
      await log?.close();
      return undefined;
  }
};

port.on("message", (message: StreamMessage) => {
  switch (message.kind) {
    case "abort":
      stopping.abort();
      return;
    case "request":
      void answer(
        message,
        (reply) => port.postMessage(reply),
        () => serve(message),
      );
      return;
    default:
      answered(message);
  }
});
