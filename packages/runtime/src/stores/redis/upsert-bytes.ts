import type { TimedRow } from "../../ports.js";
import { rowPacker, type RowLayout } from "../row/index.js";

/** A command as it goes over the wire. */
export interface UpsertBytes {
  /** By the script's hash. */
  readonly bytes: Buffer;
  /** The same with the script's text, for a server that does not know the hash. */
  readonly withText: () => Buffer;
  /** How many of the bytes are packed rows. */
  readonly packed: number;
}

export interface Script {
  readonly text: string;
  /** The SHA-1 of the text. */
  readonly hash: string;
}

/** The bytes around a key or a row: `$`, its length and two ends of a line. */
const AROUND = 24;
const CR = 13;
const LF = 10;
const DOLLAR = 36;
const ZERO = 48;

/**
 * Writes the call of a script with rows straight into the bytes that are sent: keys, the time to live, then each row.
 * `prefix`: what stands before a row's key, to which a brace is added behind.
 * The protocol: https://redis.io/docs/latest/develop/reference/protocol-spec/
 */
export function upsertBytes(
  layout: RowLayout,
  script: Script,
  prefix: string,
  ttl: string,
): (rows: readonly TimedRow[]) => UpsertBytes {
  const packer = rowPacker(layout);
  const before = Buffer.from(prefix);
  const time = Buffer.from(bulk(ttl));

  return (rows) => {
    const start = `*${rows.length * 2 + 4}\r\n`;
    const count = bulk(String(rows.length));
    const head = start + bulk("EVALSHA") + bulk(script.hash) + count;
    // A character of UTF-16 is at most three bytes of UTF-8.
    const most = rows.reduce(
      (sum, { key, values }) => sum + before.length + 3 * key.length + packer.measure(values) + 2 * AROUND,
      head.length + time.length,
    );
    const buffer = Buffer.from(new ArrayBuffer(most));
    const view = new DataView(buffer.buffer);
    let at = buffer.write(head, 0, "latin1");
    let packed = 0;

    const writeLength = (count: number): void => {
      buffer[at++] = DOLLAR;
      let unit = 1;
      while (unit * 10 <= count) unit *= 10;
      for (let rest = count; unit >= 1; unit = Math.floor(unit / 10)) {
        buffer[at++] = ZERO + Math.floor(rest / unit);
        rest %= unit;
      }
      endLine();
    };
    const endLine = (): void => {
      buffer[at++] = CR;
      buffer[at++] = LF;
    };

    for (const { key } of rows) {
      writeLength(before.length + Buffer.byteLength(key) + 1);
      buffer.set(before, at);
      at += before.length;
      at += buffer.write(key, at, "utf8");
      buffer[at++] = 125;
      endLine();
    }
    buffer.set(time, at);
    at += time.length;
    for (const { values, asOf } of rows) {
      const size = packer.measure(values);
      writeLength(size);
      packer.write(buffer, view, at, asOf, values);
      at += size;
      packed += size;
      endLine();
    }
    const bytes = buffer.subarray(0, at);
    const withText = (): Buffer =>
      Buffer.concat([
        Buffer.from(start + bulk("EVAL") + bulk(script.text) + count),
        bytes.subarray(head.length),
      ]);
    return { bytes, withText, packed };
  };
}

/** A text of ASCII as an argument of a command. */
const bulk = (text: string): string => `$${text.length}\r\n${text}\r\n`;
