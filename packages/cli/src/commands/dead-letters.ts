import { isUtf8 } from "node:buffer";
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
  /** Milliseconds. */
  readonly olderThan?: number;
  readonly brokers?: string;
  readonly log?: string;
}

const SHOWN_BYTES = 24;
/** Of a value that is text, in characters. */
const SHOWN_TEXT = 100;
/** People are shown no more than this; programs get all. */
const SHOWN_ROWS = 1_000;

const ACTIONS = { list: "letters", replay: "replayed", prune: "removed" } as const;
type Action = keyof typeof ACTIONS;
const isAction = (text: string): text is Action => Object.hasOwn(ACTIONS, text);

/** `pinion dead-letters [list|replay|prune]`: the records that a stream could not use. */
export async function deadLetters(action: string, options: DeadLettersArguments): Promise<void> {
  if (!isAction(action)) {
    throw new PinionError("PN8003", `${JSON.stringify(action.slice(0, 60))} is no action`, {
      help: "write list, replay or prune",
    });
  }
  const { project, source, reason, olderThan, brokers, log, json } = options;
  if (action === "prune" && olderThan === undefined) {
    throw new PinionError("PN8003", "it is not said how old a letter has to be to be removed", {
      help: "write it as in `--older-than 30d`; 0d removes all",
    });
  }
  await buildUnbuilt(project);
  const box = await openDeadLetters({
    project,
    ...(source === undefined ? {} : { source }),
    ...(brokers === undefined ? {} : { brokers: brokers.split(",") }),
    ...(log === undefined ? {} : { log: resolve(log) }),
  });
  const before = Date.now() - (olderThan ?? 0);
  let read: ReturnType<typeof box.read> | undefined;
  const chosen = async function* (): AsyncGenerator<DeadLetter> {
    // Letters are taken back when no other process does it any more, and told as they were.
    const there = await (read ??= box.read());
    for await (const letter of there) {
      if (reason !== undefined && !letter.reason.includes(reason)) continue;
      // Of a record without a time nobody knows how old it is.
      if (olderThan !== undefined && olderThan > 0 && (letter.timestamp <= 0 || letter.timestamp > before))
        continue;
      yield letter;
    }
  };
  let count = 0;
  const counted = async function* (): AsyncGenerator<DeadLetter> {
    for await (const letter of chosen()) {
      count++;
      yield letter;
    }
  };
  try {
    if (action !== "list") await box[action](counted());
    if (json === true) {
      const documents = async function* (): AsyncGenerator<object> {
        for await (const letter of chosen()) yield documentOf(letter);
      };
      await printListDocument({ source: box.source, place: box.place }, ACTIONS[action], documents());
      return;
    }
    if (action === "replay") {
      print(`${count} records of ${box.source} were written again to where they came from`);
      return;
    }
    if (action === "prune") {
      print(`${count} dead letters of ${box.source} were removed`);
      return;
    }
    const rows: (readonly string[])[] = [];
    for await (const letter of counted()) if (count <= SHOWN_ROWS) rows.push(rowOf(letter));
    if (count === 0) print(`${box.place} holds no dead letters`);
    else print(table(["topic", "partition", "offset", "written", "reason", "value"], rows));
    if (count > SHOWN_ROWS) print(`… and ${count - SHOWN_ROWS} more: --json prints all`);
  } finally {
    await (await read)?.close();
  }
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
  value === null ? "" : shownValue(value),
];

/** As text where it is one, control characters escaped; otherwise as hexadecimal digits. */
function shownValue(value: Buffer): string {
  if (!isUtf8(value)) return cut(value.toString("hex", 0, SHOWN_BYTES + 1), SHOWN_BYTES * 2);
  const text = value.toString("utf8").slice(0, SHOWN_TEXT * 2);
  return cut(
    text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => JSON.stringify(c).slice(1, -1)),
    SHOWN_TEXT,
  );
}

/** By whole characters. */
function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : text;
}
