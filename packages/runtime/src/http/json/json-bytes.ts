import { MOST_DIGITS, writeDigits } from "./digits.js";

/** The bytes of a document, appended to one after another. */
export interface JsonBytes {
  /** A text as it stands, in UTF-8. */
  readonly text: (text: string) => void;
  readonly bytes: (bytes: Uint8Array) => void;
  /** One character of ASCII. */
  readonly character: (code: number) => void;
  /** The digits of a whole number that a double holds exactly. */
  readonly integer: (value: number) => void;
  /** Makes room for so many bytes; gives the position at which they go into {@link target}. */
  readonly room: (most: number) => number;
  /** What positions are of; another one after {@link room}. */
  readonly target: () => DataView;
  /** Takes up what was written by hand, up to this position. */
  readonly until: (end: number) => void;
  /** Gives up all there is. */
  readonly clear: () => void;
  /** A copy of all there is; then there is nothing. */
  readonly take: () => Buffer;
  /** All there is, good until more is appended or it is given up. */
  readonly view: () => Uint8Array;
}

export interface JsonBytesOptions {
  /** How long the buffer is at first. */
  readonly first: number;
  /** A larger buffer is not kept. */
  readonly kept: number;
}

/** Those of a whole answer. */
const OF_ANSWER: JsonBytesOptions = { first: 16 * 1024, kept: 1024 * 1024 };
/** Up to this length, going through a text or bytes is quicker than the call that copies them. */
const SHORT = 40;
const MINUS = 45;

export function jsonBytes({ first, kept }: JsonBytesOptions = OF_ANSWER): JsonBytes {
  let buffer = Buffer.allocUnsafeSlow(first);
  let view = viewOf(buffer);
  let at = 0;

  const replace = (by: typeof buffer): void => {
    buffer = by;
    view = viewOf(by);
  };
  const empty = (): void => {
    at = 0;
    if (buffer.length > kept) replace(Buffer.allocUnsafeSlow(first));
  };
  const ensure = (more: number): void => {
    if (at + more <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + more));
    larger.set(buffer.subarray(0, at));
    replace(larger);
  };

  return {
    text: (text) => {
      const { length } = text;
      ensure(3 * length);
      const start = at;
      if (length <= SHORT) {
        const target = buffer;
        let i = 0;
        for (; i < length; i++) {
          const code = text.charCodeAt(i);
          if (code > 127) break;
          target[start + i] = code;
        }
        if (i === length) {
          at = start + length;
          return;
        }
      }
      at = start + buffer.write(text, start, "utf8");
    },
    bytes: (bytes) => {
      const { length } = bytes;
      ensure(length);
      const target = buffer;
      const start = at;
      if (length > SHORT) target.set(bytes, start);
      else for (let i = 0; i < length; i++) target[start + i] = bytes[i] ?? 0;
      at = start + length;
    },
    character: (code) => {
      ensure(1);
      buffer[at++] = code;
    },
    integer: (value) => {
      ensure(MOST_DIGITS + 1);
      if (value < 0) {
        buffer[at++] = MINUS;
        at = writeDigits(view, at, -value);
      } else {
        at = writeDigits(view, at, value);
      }
    },
    room: (most) => {
      ensure(most);
      return at;
    },
    target: () => view,
    until: (end) => {
      at = end;
    },
    clear: empty,
    take: () => {
      const taken = Buffer.from(buffer.subarray(0, at));
      empty();
      return taken;
    },
    view: () => buffer.subarray(0, at),
  };
}

const viewOf = ({ buffer, byteOffset, length }: Buffer): DataView => new DataView(buffer, byteOffset, length);
