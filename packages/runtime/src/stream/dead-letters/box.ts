import { appendFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { PinionError, type StreamSourceEntry } from "@pinion/core";
import type { Environment } from "../../load/settings.js";
import { checkDeadLetters } from "../../options/requests.js";
import { readArtifacts } from "../../load/project.js";
import { filesOf } from "../log/local/files.js";
import type { KafkaAddress } from "../log/kafka/settings.js";
import { deadLetterPlace, kafkaAddress, localPath } from "../open-log.js";
import type { StreamOptions } from "../options.js";
import { showGiven } from "../../options/given.js";
import type { DeadLetter } from "../ports.js";
import { compactFileLetters } from "./compact.js";
import { lettersOf, readFileLetters, takeBackFileLetters, type Letters } from "./file.js";
import { fileLock, letterLease } from "./lease.js";
import type { LetterTaker } from "./taker.js";
import { inOrder, letterId } from "./letter-json.js";

export interface DeadLetterOptions {
  /** The project's folder, built. */
  readonly project: string;
  /** The stream source; may be left out where there is one alone. */
  readonly source?: string;
  readonly environment?: Environment;
  /** In place of the source's own, as for the stream. */
  readonly brokers?: readonly string[];
  readonly log?: string;
}

/** The records of a source that could not be used. */
export interface DeadLetterBox {
  readonly source: string;
  /** Where they are. */
  readonly place: string;
  /** Each once, in order of topic, partition and offset. */
  readonly list: () => Promise<readonly DeadLetter[]>;
  /** The same as they are now, one by one, in the order in which they were written; each time that they are gone through. To be closed. */
  readonly read: () => Promise<Letters>;
  /**
   * Writes the records again to where they came from, and takes the letters back; a stream reads them as new ones. One
   * replay runs at a time, and passes over what is no letter any more. A file is written anew without them. Throws PN5513.
   */
  readonly replay: (letters: Replayed) => Promise<void>;
  /** Removes letters, without writing their records anywhere. Throws PN5513. */
  readonly prune: (letters: Replayed) => Promise<void>;
}

type Replayed = Iterable<DeadLetter> | AsyncIterable<DeadLetter>;

/** So many letters, or bytes of values, are replayed at once. */
const MOST_LETTERS = 1_000;
const MOST_BYTES = 8 << 20;

/** Throws PN4xxx, and PN7010 where an option is wrong or no stream source is meant. */
export async function openDeadLetters(options: DeadLetterOptions): Promise<DeadLetterBox> {
  checkDeadLetters(options);
  const { project, environment = process.env, brokers, log } = options;
  const { manifest } = await readArtifacts(project);
  const streams = manifest.sources.filter((source) => source.kind === "stream");
  const source = sourceOf(streams, options.source);
  const stream: StreamOptions = {
    ...(brokers === undefined ? {} : { brokers }),
    ...(log === undefined ? {} : { log }),
  };
  const where = { source, project, environment, options: stream };
  const there = deadLetterPlace(where);
  const path = localPath(where);
  const address = () => kafkaAddress(where);
  const again = async (some: readonly DeadLetter[]): Promise<void> => {
    if (path !== undefined) return appendToLog(path, some);
    const { replayToTopics } = await import("./topic.js");
    await replayToTopics(address(), some);
  };
  const letters = "file" in there ? fileLetters(there.file, again) : topicLetters(address, there.topic);
  const takeAll = async (given: Replayed, written: boolean): Promise<void> => {
    const lock =
      "file" in there
        ? await fileLock(there.file)
        : join(project, ".pinion", "dead-letters", `${source.name}.replay`);
    await alone(lock, source.name, async (renew) => {
      const { take, close } = await letters.taker(renew);
      try {
        const standing = await idsOf(letters);
        for await (const some of piecesOf(given, standing)) {
          renew();
          await take(some, written);
        }
      } finally {
        await close();
      }
    });
  };
  return {
    ...{ source: source.name, place: letters.label, read: letters.read },
    list: async () => {
      const all: DeadLetter[] = [];
      for await (const letter of eachOf(letters)) all.push(letter);
      return all.sort(inOrder);
    },
    replay: async (given) => takeAll(checkLetters(given), true),
    prune: async (given) => takeAll(checkLetters(given), false),
  };
}

/** Throws PN7010 where they are none that can be gone through. */
function checkLetters(given: Replayed): Replayed {
  const isMany =
    typeof given === "object" &&
    given !== null &&
    (Symbol.iterator in given || Symbol.asyncIterator in given);
  if (isMany) return given;
  throw new PinionError("PN7010", `\`letters\` is ${showGiven(given)}`, {
    help: "it is a list of letters, as `list` and `read` give them",
  });
}

/** The letters of a place. */
interface Place {
  readonly label: string;
  readonly read: () => Promise<Letters>;
  readonly taker: (renew: () => void) => Promise<LetterTaker>;
}

const fileLetters = (file: string, write: (letters: readonly DeadLetter[]) => Promise<void>): Place => ({
  label: file,
  read: () => readFileLetters(file),
  taker: (renew) =>
    Promise.resolve({
      take: async (letters, again) => {
        if (again) await write(letters);
        await takeBackFileLetters(file, letters);
      },
      close: () => compactFileLetters(file, renew),
    }),
});

const topicLetters = (address: () => KafkaAddress, topic: string): Place => ({
  label: `topic ${topic}`,
  read: async () => lettersOf(await (await import("./topic.js")).readTopicLetters(address(), topic)),
  taker: async () => (await import("./topic.js")).takeTopicLetters(address(), topic),
});

async function* eachOf({ read }: Place): AsyncGenerator<DeadLetter> {
  const letters = await read();
  try {
    yield* letters;
  } finally {
    await letters.close();
  }
}

/** Two replays of the same letters would write each record twice. */
async function alone(
  lock: string,
  source: string,
  /** To be told before each piece that this process still is at it. */
  replay: (renew: () => void) => Promise<void>,
): Promise<void> {
  const lease = await letterLease(lock);
  if (!("release" in lease)) {
    throw replayed(source, lease.pid === process.pid ? "another call" : `process ${lease.pid}`);
  }
  try {
    await replay(() => {
      if (!lease.renew()) throw replayed(source, "another process");
    });
  } finally {
    lease.release();
  }
}

const replayed = (source: string, who: string): PinionError =>
  new PinionError("PN5513", `the dead letters of ${source} are being replayed by ${who}`, {
    help: "wait for it to end; what it leaves can be replayed then",
  });

async function idsOf(letters: Place): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const letter of eachOf(letters)) ids.add(letterId(letter));
  return ids;
}

/** The letters that stand, each once, some at a time. */
async function* piecesOf(letters: Replayed, standing: Set<string>): AsyncGenerator<readonly DeadLetter[]> {
  let piece: DeadLetter[] = [];
  let bytes = 0;
  for await (const letter of letters) {
    if (!standing.delete(letterId(letter))) continue;
    piece.push(letter);
    bytes += letter.value?.length ?? 0;
    if (piece.length < MOST_LETTERS && bytes < MOST_BYTES) continue;
    yield piece;
    piece = [];
    bytes = 0;
  }
  if (piece.length > 0) yield piece;
}

function sourceOf(streams: readonly StreamSourceEntry[], name: string | undefined): StreamSourceEntry {
  const found =
    name === undefined && streams.length === 1 ? streams[0] : streams.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = streams.map((each) => each.name).join(", ");
  throw new PinionError(
    "PN7010",
    name === undefined
      ? "it is not clear which stream source is meant"
      : `there is no stream source \`${name}\``,
    { help: names === "" ? "the project has no stream source" : `the stream sources are ${names}` },
  );
}

/** Adds records as new lines to the files that they came from. */
async function appendToLog(path: string, letters: readonly DeadLetter[]): Promise<void> {
  const files = filesOf(path);
  for (const { partition, value } of letters) {
    const file = files[partition];
    if (value === null) continue;
    if (file === undefined) {
      throw new PinionError("PN5506", `the local log ${path} has no partition ${partition} any more`);
    }
    if (file.endsWith(".avro") || value.includes(10)) {
      throw new PinionError("PN5506", `records cannot be added to ${file}`, {
        help: "a local log of JSON Lines takes records again",
      });
    }
    await stat(file);
    await appendFile(file, Buffer.concat([value, Buffer.from("\n")]));
  }
}
