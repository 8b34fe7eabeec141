import { resolve } from "node:path";
import { PinionError } from "@pinion/core";
import { openDeadLetters, showInstant, type DeadLetter } from "@pinion/runtime";
import { buildUnbuilt } from "../build-unbuilt.js";
import { print, printListDocument, table } from "../output.js";

export interface DeadLettersArguments {
  readonly project: string;
  readonly json?: true;
  readonly source?: string;
  readonly reason?: string;
  readonly brokers?: string;
  readonly log?: string;
}

const SHOWN_BYTES = 24;
/** People are shown no more than this; programs get all. */
const SHOWN_ROWS = 1_000;

/** `pinion dead-letters [list|replay]`: the records that a stream could not use. */
export async function deadLetters(action: string, options: DeadLettersArguments): Promise<void> {
  if (action !== "list" && action !== "replay") {
    throw new PinionError("PN8003", `${JSON.stringify(action.slice(0, 60))} is no action`, {
      help: "write list or replay",
    });
  }
  const { project, source, reason, brokers, log, json } = options;
  await buildUnbuilt(project);
  const box = await openDeadLetters({
    project,
    ...(source === undefined ? {} : { source }),
    ...(brokers === undefined ? {} : { brokers: brokers.split(",") }),
    ...(log === undefined ? {} : { log: resolve(log) }),
  });
  let read: ReturnType<typeof box.read> | undefined;
  const all = async function* (): AsyncGenerator<DeadLetter> {
    // A replay asks when no other one runs any more.
    const there = await (read ??= box.read());
    for await (const letter of there) {
      if (reason === undefined || letter.reason.includes(reason)) yield letter;
    }
  };
  let count = 0;
  const counted = async function* (): AsyncGenerator<DeadLetter> {
    for await (const letter of all()) {
      count++;
      yield letter;
    }
  };
  if (action === "replay") await box.replay(counted());
  if (json === true) {
    const documents = async function* (): AsyncGenerator<object> {
      for await (const letter of all()) yield documentOf(letter);
    };
    await printListDocument(
      { source: box.source, place: box.place },
      action === "replay" ? "replayed" : "letters",
      documents(),
    );
    return;
  }
  if (action === "replay") {
    print(`${count} records of ${box.source} were written again to where they came from`);
    return;
  }
  const rows: (readonly string[])[] = [];
  for await (const letter of counted()) if (count <= SHOWN_ROWS) rows.push(rowOf(letter));
  if (count === 0) print(`${box.place} holds no dead letters`);
  else print(table(["topic", "partition", "offset", "written", "reason", "value"], rows));
  if (count > SHOWN_ROWS) print(`… and ${count - SHOWN_ROWS} more: --json prints all`);
}

const documentOf = ({ key, value, timestamp, ...rest }: DeadLetter) => ({
  ...rest,
  timestamp: showInstant(timestamp * 1000),
  key: key?.toString("base64") ?? null,
  value: value?.toString("base64") ?? null,
});

const rowOf = ({ topic, partition, offset, timestamp, reason, value }: DeadLetter): readonly string[] => [
  topic,
  String(partition),
  String(offset),
  showInstant(timestamp * 1000),
  reason,
  value === null
    ? ""
    : value.subarray(0, SHOWN_BYTES).toString("hex") + (value.length > SHOWN_BYTES ? "…" : ""),
];
