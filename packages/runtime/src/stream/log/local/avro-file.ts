import { open, type FileHandle } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import { PinionError } from "@pinion/core";
import { AvroSchemaFault, parseAvroSchema, type AvroNode } from "@pinion/core/avro";
import { knownRecords, skipper, type Skip } from "../../decode/avro-skip.js";
import { DecodeFailure, readLength, readLong, take, type Cursor } from "../../decode/cursor.js";
import { unsnappy } from "../../codec/snappy.js";
import { beginsWith, HEAD_BYTES, isReplaced, readHead, type Head } from "./head.js";
import type { FileReader } from "./index.js";

/*
 * Avro container files: https://avro.apache.org/docs/1.12.0/specification/#object-container-files
 */

const MAGIC = Buffer.from("Obj\u0001", "latin1");
const SYNC_BYTES = 16;
const HEADER_BYTES = 1 << 20;
/** Two varints. */
const BLOCK_HEAD_BYTES = 20;

interface Block {
  /** The offset of its first record. */
  readonly first: number;
  readonly count: number;
  readonly at: number;
  readonly size: number;
}

/** A file with its schema, whose records are those of the blocks that are there when it is opened. */
export async function avroFileReader(path: string): Promise<FileReader> {
  const file = await open(path, "r");
  try {
    const { schema, codec, at } = await readHeader(file, path);
    const blocks = await readBlocks(file, path, at);
    const skip = skipper(schemaNode(schema, path), knownRecords());
    const last = blocks.at(-1);
    const total = last === undefined ? 0 : last.first + last.count;
    return {
      end: () => Promise.resolve(total),
      read: async (from) => {
        const block = blocks.find(({ first, count }) => from < first + count);
        if (block === undefined) return { values: [] };
        const values = recordsOf(await readBlock(file, block, codec, path), block.count, skip, path);
        return { values: values.slice(from - block.first), schema };
      },
      // The schema and the file's own mark between blocks.
      head: () => readHead(file, Math.min(at, HEAD_BYTES)),
      beginsWith: (head: Head) => beginsWith(file, head),
      isReplaced: () => isReplaced(file, path),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

const broken = (path: string, why: string): PinionError =>
  new PinionError("PN5506", `the Avro file ${path} cannot be read: ${why}`);

function schemaNode(schema: string, path: string): AvroNode {
  try {
    return parseAvroSchema(schema);
  } catch (error) {
    throw error instanceof AvroSchemaFault ? broken(path, error.message) : error;
  }
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

async function readHeader(file: FileHandle, path: string) {
  const bytes = await bytesAt(file, 0, HEADER_BYTES);
  if (!bytes.subarray(0, 4).equals(MAGIC)) throw broken(path, "it does not begin as one does");
  const cursor: Cursor = { buf: bytes, pos: 4, end: bytes.length };
  const meta = new Map<string, string>();
  try {
    for (let count = Number(readLong(cursor)); count !== 0; count = Number(readLong(cursor))) {
      if (count < 0) readLong(cursor);
      for (let i = 0; i < Math.abs(count); i++) {
        const key = text(cursor);
        meta.set(key, text(cursor));
      }
    }
    take(cursor, SYNC_BYTES);
  } catch (error) {
    throw error instanceof DecodeFailure ? broken(path, "its head is damaged") : error;
  }
  const schema = meta.get("avro.schema");
  if (schema === undefined) throw broken(path, "it has no schema");
  return { schema, codec: meta.get("avro.codec") ?? "null", at: cursor.pos };
}

function text(cursor: Cursor): string {
  const length = readLength(cursor);
  const start = take(cursor, length);
  return cursor.buf.toString("utf8", start, start + length);
}

/** Where the blocks are, without their records. A block that was not written to its end is not there. */
async function readBlocks(file: FileHandle, path: string, from: number): Promise<readonly Block[]> {
  const { size: fileSize } = await file.stat();
  const blocks: Block[] = [];
  let first = 0;
  for (let at = from; at < fileSize;) {
    const head = await bytesAt(file, at, BLOCK_HEAD_BYTES);
    const cursor: Cursor = { buf: head, pos: 0, end: head.length };
    let count: number;
    let size: number;
    try {
      count = Number(readLong(cursor));
      size = Number(readLong(cursor));
    } catch {
      break;
    }
    if (count < 0 || size < 0) throw broken(path, "a block is damaged");
    const start = at + cursor.pos;
    at = start + size + SYNC_BYTES;
    if (at > fileSize) break;
    blocks.push({ first, count, at: start, size });
    first += count;
  }
  return blocks;
}

async function readBlock(
  file: FileHandle,
  { at, size }: Block,
  codec: string,
  path: string,
): Promise<Buffer> {
  const bytes = await bytesAt(file, at, size);
  try {
    switch (codec) {
      case "null":
        return bytes;
      case "deflate":
        return inflateRawSync(bytes);
      case "snappy":
        // Behind the data stands a checksum of four bytes.
        return unsnappy(bytes.subarray(0, -4));
    }
  } catch {
    throw broken(path, "a block is damaged");
  }
  throw broken(
    path,
    `its compression ${JSON.stringify(codec.slice(0, 20))} is none of null, deflate and snappy`,
  );
}

function recordsOf(bytes: Buffer, count: number, skip: Skip, path: string): readonly Buffer[] {
  const cursor: Cursor = { buf: bytes, pos: 0, end: bytes.length };
  const values: Buffer[] = [];
  try {
    for (let i = 0; i < count; i++) {
      const start = cursor.pos;
      skip(cursor);
      values.push(bytes.subarray(start, cursor.pos));
    }
  } catch (error) {
    throw error instanceof DecodeFailure ? broken(path, "a block is damaged") : error;
  }
  return values;
}
