import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { PinionError } from "@pinion/core";
import { open, type RootDatabase } from "lmdb";

/** LMDB's own file in the folder. */
const DATA_FILE = "data.mdb";
const MAGIC = 0xbeefc0de;
const FORMAT_KEY = "format";
const FORMAT = Buffer.from("pinion-embedded-1");

export type Database = RootDatabase<Buffer, string>;

/** Opens or makes the folder. Throws PN6001, PN6003, PN6004 or PN6007. */
export function openDatabase(folder: string): Database {
  let database: Database;
  try {
    mkdirSync(folder, { recursive: true });
    const ours = existsSync(join(folder, DATA_FILE))
      ? isLmdb(join(folder, DATA_FILE))
      : readdirSync(folder).length === 0;
    if (!ours) throw foreign(folder);
    database = open<Buffer, string>(folder, { encoding: "binary", maxDbs: 2, eventTurnBatching: false });
  } catch (error) {
    throw error instanceof PinionError ? error : storeError(folder, error);
  }
  const format = database.getBinary(FORMAT_KEY);
  if (format === undefined && database.getKeysCount({ limit: 1 }) === 0) {
    guard(folder, () => database.transactionSync(() => database.putSync(FORMAT_KEY, FORMAT)));
  } else if (format === undefined || !format.equals(FORMAT)) {
    void database.close();
    throw foreign(folder);
  }
  return database;
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
  return new PinionError("PN6001", `the store ${folder} cannot be ${verb}: ${text}`, { cause: error });
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
