import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  partitionName,
  type Assignment,
  type Position,
  type ReadHandlers,
  type StartAt,
  type StreamLog,
} from "../../ports.js";
import { avroFileReader } from "./avro-file.js";
import { checkSame } from "../../partitions.js";
import { filesOf } from "./files.js";
import { HEAD_BYTES, type Head } from "./head.js";
import { jsonlReader } from "./jsonl.js";

/** A file that is read as a partition. */
export interface FileReader {
  /** How many records there are by now. */
  readonly end: () => Promise<number>;
  /** Records from an offset on, some at a time; none where there are no more yet. */
  readonly read: (from: number) => Promise<FileRecords>;
  /** The bytes that it begins with, of whole records alone. */
  readonly head: () => Promise<Head>;
  readonly beginsWith: (head: Head) => Promise<boolean>;
  /** Whether another file stands in its place by now, or it has less than was read of it. */
  readonly isReplaced: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** A position, and the file that it is in. */
interface FilePosition extends Position {
  readonly head?: Head;
}

export interface FileRecords {
  readonly values: readonly Buffer[];
  readonly json?: true;
  /** The schema that the file tells. */
  readonly schema?: string;
}

export interface LocalLogOptions {
  /** A file, or a folder whose files are partitions, in the order of their names. */
  readonly path: string;
  /** The file that keeps what the group has committed. */
  readonly positions: string;
}

const POLL_MS = 100;

/** Files replayed as a topic, whose name is that of the file or folder without its extension. */
export async function localLog({ path, positions }: LocalLogOptions): Promise<StreamLog> {
  const files = filesOf(path);
  const topic = basename(path).replace(/\.[^.]*$/u, "");
  const readers = await openFiles(files);
  const committed = new Map<string, FilePosition>(
    (await readPositions(positions)).map((position) => [partitionName(position), position]),
  );

  /** What the files begin with, as far as it is known. */
  const heads: (Head | undefined)[] = [];
  const headOf = async (partition: number): Promise<Head | undefined> => {
    const reader = readers[partition];
    const known = heads[partition];
    if (reader === undefined || known?.bytes === HEAD_BYTES) return known;
    const head = await reader.head();
    if (known === undefined || (await reader.beginsWith(known))) heads[partition] = head;
    return heads[partition];
  };

  const readPartition = async (
    { batch }: ReadHandlers,
    partition: number,
    start: number,
    signal: AbortSignal,
  ): Promise<void> => {
    const reader = readers[partition];
    for (let at = start; reader !== undefined && !signal.aborted;) {
      const { values, ...rest } = await reader.read(at);
      if (values.length === 0) {
        if (await isAnew(reader, heads[partition])) {
          checkSame({ topic, partition, begin: 0, end: at, partitions: readers.length, anew: true }, at);
        }
        await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
        continue;
      }
      const first = at;
      const timestamp = Date.now();
      const records = values.map((value, i) => ({ offset: first + i, timestamp, key: null, value }));
      at += values.length;
      const end = Math.max(at, await reader.end());
      await batch({ topic, partition, records, next: at, end, untimed: true, ...rest });
    }
  };

  return {
    label: `local log ${path}`,
    read: async (handlers, signal) => {
      const assignments = await Promise.all(
        readers.map(async (reader, partition): Promise<Assignment> => {
          const known = committed.get(partitionName({ topic, partition }));
          const place = { topic, partition, begin: 0, end: await reader.end(), partitions: readers.length };
          await headOf(partition);
          if (known === undefined) return place;
          const anew = await isAnew(reader, known.head);
          const { offset, note } = known;
          return { ...place, committed: { offset, note }, ...(anew ? { anew } : {}) };
        }),
      );
      const starts = await handlers.assigned(assignments);
      await Promise.all(
        assignments.map((assignment, i) =>
          readPartition(
            handlers,
            assignment.partition,
            offsetOf(starts[i] ?? "beginning", assignment),
            signal,
          ),
        ),
      );
    },
    // One process reads a log: its folder is locked.
    holds: () => true,
    others: () => Promise.resolve([]),
    commit: async (reached) => {
      for (const position of reached) {
        const head = await headOf(position.partition);
        committed.set(partitionName(position), { ...position, ...(head === undefined ? {} : { head }) });
      }
      await writePositions(positions, [...committed.values()]);
    },
    close: async () => {
      for (const reader of readers) await reader.close();
    },
  };
}

const isAnew = async (reader: FileReader, head: Head | undefined): Promise<boolean> =>
  (head !== undefined && !(await reader.beginsWith(head))) || (await reader.isReplaced());

/** Lines have no time of their own, so a timestamp means all of them. */
function offsetOf(start: StartAt, { begin, end }: Assignment): number {
  if (typeof start === "number") return start;
  return start === "latest" ? end : begin;
}

async function openFiles(files: readonly string[]): Promise<readonly FileReader[]> {
  const readers: FileReader[] = [];
  try {
    for (const file of files) readers.push(await openFile(file));
    return readers;
  } catch (error) {
    for (const reader of readers) await reader.close();
    throw error;
  }
}

const openFile = (file: string): Promise<FileReader> =>
  file.endsWith(".avro") ? avroFileReader(file) : jsonlReader(file);

async function readPositions(file: string): Promise<readonly FilePosition[]> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as readonly FilePosition[];
  } catch {
    return [];
  }
}

async function writePositions(file: string, all: readonly FilePosition[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const aside = `${file}.tmp`;
  await writeFile(aside, JSON.stringify(all));
  await rename(aside, file);
}
