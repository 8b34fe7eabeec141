import { appendFile, mkdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { PinionError, type StreamSourceEntry } from "@pinion/core";
import { acquireLease, leaseHolder, type Lease } from "../../jobs/lease.js";
import { projectPath, readSetting, type Environment } from "../../load/settings.js";
import { readArtifacts } from "../../load/project.js";
import { filesOf } from "../log/local/files.js";
import { deadLetterPlace, kafkaAddress } from "../open-log.js";
import type { StreamOptions } from "../options.js";
import type { DeadLetter } from "../ports.js";
import { readFileLetters, takeBackFileLetters } from "./file.js";
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
  /** The same as they are now, one by one, in the order in which they were written; each time that they are gone through. */
  readonly read: () => Promise<AsyncIterable<DeadLetter>>;
  /**
   * Writes the records again to where they came from, and takes the letters back; a stream reads them as new ones. One
   * replay runs at a time, and passes over what is no letter any more. Throws PN5513.
   */
  readonly replay: (letters: Replayed) => Promise<void>;
}

type Replayed = Iterable<DeadLetter> | AsyncIterable<DeadLetter>;

/** So many letters, or bytes of values, are replayed at once. */
const MOST_LETTERS = 1_000;
const MOST_BYTES = 8 << 20;

/** Throws PN4xxx, PN7010. */
export async function openDeadLetters(options: DeadLetterOptions): Promise<DeadLetterBox> {
  const { project, environment = process.env, brokers, log } = options;
  const { manifest } = await readArtifacts(project);
  const streams = manifest.sources.filter((source) => source.kind === "stream");
  const source = sourceOf(streams, options.source);
  const place = deadLetterPlace({ source, project, environment });
  const stream: StreamOptions = {
    ...(brokers === undefined ? {} : { brokers }),
    ...(log === undefined ? {} : { log }),
  };
  const address = () => kafkaAddress({ source, project, environment, options: stream });

  const again = async (letters: readonly DeadLetter[], deadTopic: string | undefined): Promise<void> => {
    const path = log ?? localPath(source, environment);
    if (path !== undefined) return appendToLog(projectPath(project, path), letters);
    const { replayToTopics } = await import("./topic.js");
    await replayToTopics(address(), letters, deadTopic);
  };
  const fileBox = (file: string): DeadLetterBox => {
    const list = async (): Promise<readonly DeadLetter[]> => {
      const letters: DeadLetter[] = [];
      for await (const letter of await readFileLetters(file)) letters.push(letter);
      return letters.sort(inOrder);
    };
    const replay = async (letters: Replayed, renew: () => void): Promise<void> => {
      const standing = await idsOf(await readFileLetters(file));
      for await (const some of piecesOf(letters, standing)) {
        renew();
        await again(some, undefined);
        await takeBackFileLetters(file, some);
      }
    };
    return {
      ...{ source: source.name, place: file, list, read: () => readFileLetters(file) },
      replay: (letters) => alone(`${file}.replay`, source.name, (renew) => replay(letters, renew)),
    };
  };
  if ("file" in place) return fileBox(place.file);
  const list = async (): Promise<readonly DeadLetter[]> => {
    const { readTopicLetters } = await import("./topic.js");
    return readTopicLetters(address(), place.topic);
  };
  return {
    ...{ source: source.name, place: `topic ${place.topic}`, list },
    read: async () => eachOf(await list()),
    replay: (letters) =>
      alone(join(project, ".pinion", "dead-letters", `${source.name}.replay`), source.name, async (renew) => {
        const standing = await idsOf(eachOf(await list()));
        for await (const some of piecesOf(letters, standing)) {
          renew();
          await again(some, place.topic);
        }
      }),
  };
}

/** Two replays of the same letters would write each record twice. */
async function alone(
  lock: string,
  source: string,
  /** To be told before each piece that this process still is at it. */
  replay: (renew: () => void) => Promise<void>,
): Promise<void> {
  const lease = await leaseOf(lock, source);
  try {
    await replay(() => {
      if (!lease.renew()) throw replayed(source, "another process");
    });
  } finally {
    lease.release();
  }
}

async function leaseOf(lock: string, source: string): Promise<Lease> {
  const [folder, name] = [dirname(lock), basename(lock)];
  await mkdir(folder, { recursive: true });
  for (;;) {
    const lease = acquireLease(folder, name);
    if (lease !== undefined) return lease;
    const owner = leaseHolder(folder, name);
    // Given back since: it is there to be taken.
    if (owner === undefined) continue;
    const who = owner.pid === process.pid ? "another call" : `process ${owner.pid}`;
    throw replayed(source, who);
  }
}

const replayed = (source: string, who: string): PinionError =>
  new PinionError("PN5513", `the dead letters of ${source} are being replayed by ${who}`, {
    help: "wait for it to end; what it leaves can be replayed then",
  });

async function idsOf(letters: AsyncIterable<DeadLetter>): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const letter of letters) ids.add(letterId(letter));
  return ids;
}

const eachOf = (letters: readonly DeadLetter[]): AsyncIterable<DeadLetter> => ({
  async *[Symbol.asyncIterator]() {
    yield* letters;
  },
});

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

const localPath = ({ transport, name }: StreamSourceEntry, environment: Environment): string | undefined =>
  transport.kind === "log"
    ? readSetting(transport.path, environment, `the log of source ${name}`)
    : undefined;

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
