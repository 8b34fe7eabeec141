import { mkdir, open, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PinionError } from "@pinion/core";
import { segmentLine, segmentName } from "./segments.js";
import { syncFolder } from "../../sync-folder.js";

/** Where one process keeps rows that are pushed to a source. */
export interface PushLog {
  /**
   * Keeps rows, as JSON; they are on the disk when it resolves. What is appended during a write goes with the next one. Throws PN6001
   * where the folder cannot be written, PN6007 where the disk is full; nothing of the rows is kept then, as far as it can be taken back.
   */
  readonly append: (rows: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A segment of more bytes is ended, and one that was begun so long ago: who tidies up knows which are written no more. */
const MOST_BYTES = 64 * 2 ** 20;
const LONGEST_MS = 3600_000;

interface Segment {
  readonly handle: FileHandle;
  readonly begunMs: number;
  /** Of whole, durable lines. */
  size: number;
}

interface Waiting {
  readonly rows: readonly string[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export function openPushLog(folder: string, source: string): PushLog {
  let segment: Segment | undefined;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let lastAt = 0;

  const lineOf = (row: string): string => {
    // Within a process no two rows are pushed at once.
    lastAt = Math.max(lastAt + 1, Date.now() * 1000);
    return `${segmentLine(lastAt, row)}\n`;
  };
  const current = async (): Promise<Segment> => {
    const nowMs = Date.now();
    if (segment !== undefined && (segment.size > MOST_BYTES || nowMs - segment.begunMs > LONGEST_MS))
      await end();
    return (segment ??= await begin(folder, source, nowMs));
  };
  const end = async (): Promise<void> => {
    const ended = segment;
    segment = undefined;
    await ended?.handle.close();
  };
  const write = async (rows: readonly string[]): Promise<void> => {
    const bytes = Buffer.from(rows.map(lineOf).join(""));
    for (;;) {
      const to = await current();
      try {
        await writeAll(to.handle, bytes, to.size);
        await to.handle.datasync();
      } catch (error) {
        segment = undefined;
        await takeBack(to);
        throw error;
      }
      to.size += bytes.length;
      // Who removed the segment meanwhile did not mean these rows.
      if ((await to.handle.stat()).nlink > 0) return;
      await end();
    }
  };
  const writeWaiting = async (): Promise<void> => {
    while (waiting.length > 0) {
      const taken = waiting;
      waiting = [];
      try {
        await write(taken.flatMap(({ rows }) => rows));
        for (const { done } of taken) done();
      } catch (error) {
        const told = pushError(folder, source, error);
        for (const { failed } of taken) failed(told);
      }
    }
    writing = undefined;
  };
  return {
    append: (rows) =>
      new Promise((done, failed) => {
        waiting.push({ rows, done, failed });
        writing ??= writeWaiting();
      }),
    close: async () => {
      await writing;
      await end();
    },
  };
}

async function begin(folder: string, source: string, nowMs: number): Promise<Segment> {
  const made = await mkdir(folder, { recursive: true });
  const handle = await open(join(folder, segmentName(source, nowMs)), "wx", 0o640);
  // A file is there after a crash when its folder says so, and a folder when its own does.
  for (let at = folder; ; at = dirname(at)) {
    await syncFolder(at);
    if (made === undefined || !at.startsWith(made)) break;
  }
  return { handle, begunMs: nowMs, size: 0 };
}

async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}

/** Rows whose push fails are not to be read; where even that fails the segment has at most what was not answered behind its end. */
async function takeBack({ handle, size }: Segment): Promise<void> {
  try {
    await handle.truncate(size);
    await handle.datasync();
  } catch {
    // The error that led here is told.
  }
  await handle.close().catch(() => undefined);
}

function pushError(folder: string, source: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return error;
  const code = String(error.code);
  const full = code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG";
  return new PinionError(
    full ? "PN6007" : "PN6001",
    `pushed rows of source ${source} cannot be written into ${folder}: ${code}`,
    {
      help: full ? "make room on the disk" : "check that it is a folder that the server may write",
      cause: error,
    },
  );
}
