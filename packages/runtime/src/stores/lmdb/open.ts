import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  statfsSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { PinionError } from "@pinion/core";
import { open, type RootDatabase } from "lmdb";
import { makeFolder } from "../make-folder.js";

/** LMDB's own files in the folder: the data, and who reads and writes them at the moment. */
const DATA_FILE = "data.mdb";
const LOCK_FILE = "lock.mdb";
const MAGIC = 0xbeefc0de;
const FORMAT_KEY = "format";
const FORMAT = Buffer.from("pinion-embedded-1");

export type Database = RootDatabase<Buffer, string>;

export interface OpenedDatabase {
  readonly database: Database;
  /** This user may not write it. */
  readonly readOnly: boolean;
  /** Of the data file, whatever it is called: see {@link fileIn}. */
  readonly file: string | undefined;
}

/**
 * Opens the store in a folder; undefined where there is none, or where one is just being made. Nothing is written into the
 * folder but the note of a reader. Throws PN6001, PN6003 or PN6004.
 */
export const findDatabase = (folder: string): OpenedDatabase | undefined =>
  guard(folder, () => (isThere(folder) ? opened(folder) : undefined));

/** Opens the store in a folder for writing, and makes it where there is none. Throws PN6001, PN6003, PN6004 or PN6007. */
export const makeDatabase = (folder: string): OpenedDatabase =>
  guard(folder, () => {
    makeFolder(folder);
    isThere(folder);
    return opened(folder);
  });

/** Whether a store is in the folder. Throws PN6003 where something else is. */
function isThere(folder: string): boolean {
  const size = statSync(join(folder, DATA_FILE), { throwIfNoEntry: false })?.size;
  if (size === undefined) {
    const others = existsSync(folder) ? readdirSync(folder).filter((name) => name !== LOCK_FILE) : [];
    if (others.length > 0) throw foreign(folder);
    return false;
  }
  // LMDB makes the lock first, then the data, then writes the data's first pages.
  if (size === 0 && existsSync(join(folder, LOCK_FILE))) return false;
  if (!isLmdb(join(folder, DATA_FILE))) throw foreign(folder);
  return true;
}

/** Which data file is in the folder at the moment; undefined where there is none. A store may be moved away and another put in its place. */
export function fileIn(folder: string): string | undefined {
  const found = statSync(join(folder, DATA_FILE), { throwIfNoEntry: false, bigint: true });
  return found && `${found.dev}:${found.ino}`;
}

function opened(folder: string): OpenedDatabase {
  const readOnly = isReadOnly(folder);
  // One that is put in its place from here on is found to be another.
  const before = fileIn(folder);
  const database = open<Buffer, string>(folder, {
    encoding: "binary",
    maxDbs: 2,
    eventTurnBatching: false,
    noSubdir: false,
    ...(readOnly ? { readOnly } : {}),
  });
  const format = database.getBinary(FORMAT_KEY);
  const ours = format === undefined ? database.getKeysCount({ limit: 1 }) === 0 : format.equals(FORMAT);
  if (ours) return { database, readOnly, file: before ?? fileIn(folder) };
  void database.close();
  throw foreign(folder);
}

/**
 * Whether this user may only read the store. A reader notes itself in the lock, so that writers leave what it reads: where there is
 * one that may not be written, reading could give pages that are being written anew. Without one, nobody writes.
 */
function isReadOnly(folder: string): boolean {
  const data = join(folder, DATA_FILE);
  const lock = join(folder, LOCK_FILE);
  if (!existsSync(data)) return false;
  if (!existsSync(lock)) return !mayWrite(folder) || !mayWrite(data);
  if (mayWrite(lock)) return !mayWrite(data);
  throw new PinionError("PN6001", `the store ${folder} cannot be opened: this user may not write ${lock}`, {
    help: "readers note themselves in it, so that jobs leave what is being read: let this user write that file; a copy of the store without it, which no job writes, can be read as it is",
  });
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Notes the format in a store that is new. */
export function noteFormat(folder: string, database: Database): void {
  if (database.getBinary(FORMAT_KEY) !== undefined) return;
  guard(folder, () => database.transactionSync(() => database.putSync(FORMAT_KEY, FORMAT)));
}

/** LMDB maps its file without looking: a file that is none of its own would end the process. */
function isLmdb(file: string): boolean {
  const descriptor = openSync(file, "r");
  try {
    const page = Buffer.alloc(32);
    const second = Buffer.alloc(32);
    const whole =
      readSync(descriptor, page, 0, 32, 0) === 32 && readSync(descriptor, second, 0, 32, 4096) === 32;
    return whole && page.readUInt32LE(24) === MAGIC && second.readUInt32LE(24) === MAGIC;
  } finally {
    closeSync(descriptor);
  }
}

/** Runs something on the database; what LMDB throws becomes a coded error. */
export function guard<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof PinionError ? error : storeError(folder, error);
  }
}

export const noStore = (folder: string): PinionError =>
  new PinionError("PN6001", `there is no store in ${folder}`, {
    help: "materialise features into it first, or name the folder that jobs wrote",
  });

export const onlyRead = (folder: string): PinionError =>
  new PinionError("PN6001", `the store ${folder} may only be read by this user`, {
    help: `let this user write ${DATA_FILE} and ${LOCK_FILE} in it, or name another folder`,
  });

export const replaced = (folder: string): PinionError =>
  new PinionError("PN6001", `the store ${folder} was moved away while it was written`, {
    help: "what was written is in the store that was moved; run the job again to write the one that is in its place",
  });

const foreign = (folder: string): PinionError =>
  new PinionError("PN6003", `the folder ${folder} is not a store of a format that this version reads`, {
    help: "name an empty folder, or the one that this project's jobs wrote",
  });

function storeError(folder: string, error: unknown): PinionError {
  const text = error instanceof Error ? error.message : String(error);
  if (/MDB_INVALID|MDB_VERSION_MISMATCH|not an LMDB file|MDB_CORRUPTED/iu.test(text)) return foreign(folder);
  if (/ENOSPC|no space|MDB_MAP_FULL/iu.test(text) || (isShortWrite(text) && isFull(folder))) {
    return new PinionError("PN6007", `the store ${folder} is full`, {
      help: "make room on the disk and run the job again",
    });
  }
  if (/EAGAIN|EBUSY|temporarily unavailable|locked/iu.test(text)) {
    return new PinionError("PN6004", `the store ${folder} is locked by another process`, {
      help: "wait for it to end, or use another folder",
    });
  }
  const verb = isShortWrite(text) ? "written" : "opened";
  return new PinionError("PN6001", `the store ${folder} cannot be ${verb}: ${text}`, {
    cause: error,
    ...(/EACCES|EPERM|EROFS|permission denied|read-only file system/iu.test(text)
      ? {
          help: "let this user read the folder and its files, and write them where something is to be stored",
        }
      : /ENOTDIR|EEXIST/u.test(text)
        ? { help: "name a folder: a file is in its place" }
        : {}),
  });
}

/** LMDB takes a write that the system did but in part for an input/output error, which is how a disk gets full. */
const isShortWrite = (text: string): boolean => /input\/output error|\bEIO\b/iu.test(text);

/** A transaction is larger than this where it matters. */
const ROOM = 4 * 1024 * 1024;

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < ROOM;
  } catch {
    return false;
  }
}
