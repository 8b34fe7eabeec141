import { resolve } from "node:path";
import { PinionError, type KafkaClientName } from "@pinion/core";
import { openClient, type FolderSink, type Sink, type StreamOptions } from "@pinion/runtime";
import { buildUnbuilt } from "../build-unbuilt.js";
import { printDocument, print } from "../output.js";
import { OWN_STORE, readSink } from "../read-sink.js";
import { showStream, streamDocument, streamText } from "../stream-text.js";

export interface StreamArguments {
  readonly project: string;
  readonly json?: true;
  /** Those of each table. */
  readonly features: readonly (readonly string[])[];
  readonly table: readonly string[];
  readonly sink: readonly string[];
  readonly timeoutMs?: number;
  readonly from?: string;
  readonly untilEnd?: true;
  readonly reset?: true;
  readonly log?: string;
  readonly brokers?: string;
  readonly kafkaClient?: KafkaClientName;
  readonly group?: string;
  readonly state?: string;
  readonly ttl?: number;
  readonly sessionTimeoutMs?: number;
}

/** `pinion stream`: until its time is up, all is read, or SIGINT or SIGTERM; a second signal ends it at once. */
export async function stream(options: StreamArguments): Promise<void> {
  const { project, json, features, table } = options;
  const stores = options.sink.length === 0 ? [OWN_STORE] : options.sink;
  if (features.length !== table.length) {
    throw new PinionError("PN8003", `${features.length} --features and ${table.length} --table were named`, {
      help: "each list of features goes into the table that is named with it",
    });
  }
  const sinks = table.flatMap((name, i) =>
    stores.map((text) => ({
      ...streaming(readSink(text, { ...options, table: name }), options.timeoutMs),
      ...(table.length === 1 ? {} : { featureNames: features[i] ?? [] }),
    })),
  );
  await buildUnbuilt(project);
  const client = await openClient({ project });
  try {
    const job = await client.materializeFeatures({
      name: table.join("-"),
      sinks,
      featureNames: [...new Set(features.flat())],
      stream: streamOptions(options),
    });
    const stop = (): void => job.cancel();
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
    const hide = showStream(job);
    try {
      const report = await job.wait();
      hide();
      if (report.stream === undefined) throw new Error("a stream without a report");
      if (json === true)
        printDocument({ job: report.job, seconds: report.seconds.total, ...streamDocument(report.stream) });
      else print(streamText(report.stream, report.seconds.total, options.from));
    } finally {
      hide();
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    }
  } finally {
    await client.close();
  }
}

function streaming(sink: Sink, timeoutMs: number | undefined): Exclude<Sink, FolderSink> {
  if (sink.kind === "parquet" || sink.kind === "csv" || sink.kind === "jsonl") {
    throw new PinionError("PN8003", `a stream cannot be written to ${sink.kind} partitions`, {
      help: "stream into store, embedded or redis://HOST:PORT",
    });
  }
  return { ...sink, streaming: true, ...(timeoutMs === undefined ? {} : { streamingTimeoutMs: timeoutMs }) };
}

/** What stands on the command line is relative to where one stands, not to the project. */
const streamOptions = (options: StreamArguments): StreamOptions => ({
  ...(options.from === undefined ? {} : { from: options.from }),
  ...(options.untilEnd === undefined ? {} : { untilEnd: true }),
  ...(options.reset === undefined ? {} : { reset: true }),
  ...(options.log === undefined ? {} : { log: resolve(options.log) }),
  ...(options.brokers === undefined ? {} : { brokers: options.brokers.split(",") }),
  ...(options.kafkaClient === undefined ? {} : { client: options.kafkaClient }),
  ...(options.group === undefined ? {} : { groupId: options.group }),
  ...(options.state === undefined ? {} : { state: resolve(options.state) }),
  ...(options.sessionTimeoutMs === undefined ? {} : { sessionTimeoutMs: options.sessionTimeoutMs }),
});
