import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { AvroSchemaFault, parseAvroSchema, type AvroNode } from "@pinion/core/avro";
import { codecOf, MOST_BLOCK_BYTES, type Decompress } from "./codecs.js";
import { AvroDamage, damaged } from "./damage.js";
import { readBytes, readItems, readLength, readLong, readText, tapOf, type Tap } from "./tap.js";

/** An Avro object container file: https://avro.apache.org/docs/1.12.0/specification/#object-container-files */
export interface Container {
  readonly schema: AvroNode;
  /** The blocks, one at a time. Throws AvroDamage that names the block. */
  readonly blocks: () => Generator<Block>;
  readonly close: () => void;
}

export interface Block {
  /** From 1. */
  readonly number: number;
  readonly rows: number;
  /** Decompressed. */
  readonly data: Buffer;
}

const MAGIC = Buffer.from("Obj\u0001", "latin1");
const SYNC_BYTES = 16;
const FIRST_READ = 64 * 1024;
const LONGEST_HEADER = 64 * 1024 * 1024;
/** Two numbers. */
const LONGEST_BLOCK_HEAD = 20;

/** Opens a file and reads its header. Throws AvroDamage. */
export function openContainer(path: string): Container {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const { schema, codec, sync, end } = readHeader(file, size);
    return {
      schema,
      blocks: () => readBlocks(file, size, end, sync, codec),
      close: () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function readAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const read = readSync(file, bytes, done, length - done, at + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}

interface Header {
  readonly schema: AvroNode;
  readonly codec: Decompress;
  readonly sync: Buffer;
  /** Where the first block begins. */
  readonly end: number;
}

function readHeader(file: number, size: number): Header {
  for (let length = FIRST_READ; ; length *= 4) {
    const tap = tapOf(readAt(file, 0, Math.min(length, size)));
    try {
      return headerOf(tap);
    } catch (error) {
      // It may only have been read too short.
      if (!(error instanceof AvroDamage) || length >= size || length > LONGEST_HEADER) throw error;
    }
  }
}

function headerOf(tap: Tap): Header {
  if (tap.end < MAGIC.length || !readBytes(tap, MAGIC.length).equals(MAGIC))
    damaged("it is no Avro object container file");
  const meta = new Map<string, Buffer>();
  readItems(tap, () => meta.set(readText(tap), readBytes(tap, readLength(tap))));
  const sync = Buffer.from(readBytes(tap, SYNC_BYTES));
  const schema = meta.get("avro.schema");
  if (schema === undefined) return damaged("its header has no schema");
  return {
    schema: schemaOf(schema.toString("utf8")),
    codec: codecOf(meta.get("avro.codec")?.toString("utf8") ?? "null"),
    sync,
    end: tap.at,
  };
}

function schemaOf(text: string): AvroNode {
  try {
    return parseAvroSchema(text);
  } catch (error) {
    if (!(error instanceof AvroSchemaFault)) throw error;
    return damaged(`its schema cannot be used: ${error.message}`);
  }
}

function* readBlocks(
  file: number,
  size: number,
  start: number,
  sync: Buffer,
  codec: Decompress,
): Generator<Block> {
  let at = start;
  for (let number = 1; at < size; number++) {
    let block: Block;
    try {
      const head = tapOf(readAt(file, at, Math.min(LONGEST_BLOCK_HEAD, size - at)));
      const rows = readLong(head);
      const length = readLong(head);
      const from = at + head.at;
      if (typeof rows === "bigint" || rows < 0) return damaged("it has no number of rows");
      if (typeof length === "bigint" || length < 0) return damaged("it has no length");
      if (length > size - from - SYNC_BYTES)
        return damaged(
          `the file is cut short: ${length} bytes are to follow, and ${Math.max(0, size - from - SYNC_BYTES)} are there`,
        );
      if (length > MOST_BLOCK_BYTES) return damaged(`it has ${length} bytes, more than can be read`);
      const bytes = readAt(file, from, length + SYNC_BYTES);
      if (!bytes.subarray(length).equals(sync)) return damaged("it does not end with the file's marker");
      block = { number, rows, data: codec(bytes.subarray(0, length)) };
      at = from + length + SYNC_BYTES;
    } catch (error) {
      throw inBlock(error, number, at);
    }
    yield block;
  }
}

/** The same damage, with where it is. */
export function inBlock(error: unknown, block: number, at?: number): unknown {
  if (error instanceof RangeError && /call stack/iu.test(error.message)) {
    return inBlock(new AvroDamage("its values nest too deep"), block, at);
  }
  if (!(error instanceof AvroDamage)) return error;
  return new AvroDamage(`block ${block}${at === undefined ? "" : ` (at byte ${at})`}: ${error.message}`);
}
