import { crc32 } from "node:zlib";
import { sink, source } from "./bytes.js";
import type { KeyBytes } from "./key-bytes.js";
import { newKey, type KeyState } from "./key-state.js";

/*
 * What a transaction changed, as one text of bytes cut into chunks: the CRC-32 of what follows, the number of keys, and
 * each key with whether its row goes out and what changed of it.
 */

/** A chunk stands on neighbouring pages of LMDB, so it is short. */
const CHUNK_BYTES = 128 << 10;

export interface JournalChange {
  readonly keys: readonly KeyState[];
  /** Keys whose rows are still to go out, by name. */
  readonly alsoOut: readonly string[];
}

export interface Journal {
  /** In bytes that stand until the next call. */
  readonly encode: (change: JournalChange) => readonly Buffer[];
  /**
   * Replays a transaction: `keyOf` gives the key to change, `onOut` is told whose rows went out. False where the bytes
   * are damaged.
   */
  readonly replay: (
    chunks: readonly Buffer[],
    keyOf: (key: string) => KeyState,
    onOut: (key: string) => void,
  ) => boolean;
}

export function journal(bytes: KeyBytes): Journal {
  const out = sink();
  const none = newKey("");
  return {
    encode: ({ keys, alsoOut }) => {
      out.u32(0);
      out.u32(keys.length + alsoOut.length);
      for (const state of keys) {
        out.text(state.key);
        out.u8(state.dirty ? 1 : 0);
        bytes.writeChanges(out, state);
      }
      for (const key of alsoOut) {
        out.text(key);
        out.u8(1);
        bytes.writeChanges(out, none);
      }
      const whole = out.lend();
      whole.writeUInt32LE(crc32(whole.subarray(4)), 0);
      const chunks: Buffer[] = [];
      for (let at = 0; at < whole.length; at += CHUNK_BYTES)
        chunks.push(whole.subarray(at, at + CHUNK_BYTES));
      return chunks;
    },
    replay: (chunks, keyOf, onOut) => {
      const whole = Buffer.concat(chunks);
      if (whole.length < 4 || whole.readUInt32LE(0) !== crc32(whole.subarray(4))) return false;
      const from = source(whole.subarray(4));
      for (let keys = from.u32(); keys > 0; keys--) {
        const key = from.text();
        if (from.u8() === 1) onOut(key);
        bytes.readChanges(from, keyOf(key));
      }
      return true;
    },
  };
}
