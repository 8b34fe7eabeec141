/** The bytes of a document, appended to one after another. */
export interface JsonBytes {
  /** A text as it stands, in UTF-8. */
  readonly text: (text: string) => void;
  readonly bytes: (bytes: Uint8Array) => void;
  /** One character of ASCII. */
  readonly character: (code: number) => void;
  /** The digits of a whole number that a double holds exactly. */
  readonly integer: (value: number) => void;
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
/** Up to this length, going through a text is quicker than the call that encodes it. */
const SHORT = 40;
const MINUS = 45;
const ZERO = 48;
/** Seven digits are within what integers of 32 bits are divided by. */
const WIDTH = 7;
const LIMIT = 10 ** WIDTH;
const MOST_DIGITS = 24;

export function jsonBytes({ first, kept }: JsonBytesOptions = OF_ANSWER): JsonBytes {
  let buffer = Buffer.allocUnsafeSlow(first);
  let at = 0;

  const empty = (): void => {
    at = 0;
    if (buffer.length > kept) buffer = Buffer.allocUnsafeSlow(first);
  };

  const ensure = (more: number): void => {
    if (at + more <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + more));
    larger.set(buffer.subarray(0, at));
    buffer = larger;
  };
  /** So many digits of a number below {@link LIMIT}, with zeros before it. */
  const padded = (value: number, width: number): void => {
    const target = buffer;
    const start = at;
    let rest = value | 0;
    let i = start + width - 1;
    // Two digits for each division.
    for (; i > start; i -= 2) {
      const hundreds = (rest / 100) | 0;
      const pair = rest - hundreds * 100;
      // A tenth of what is below a hundred.
      const tens = (pair * 103) >> 10;
      target[i] = ZERO + pair - tens * 10;
      target[i - 1] = ZERO + tens;
      rest = hundreds;
    }
    if (i === start) target[i] = ZERO + rest;
    at = start + width;
  };
  const digits = (value: number): void => {
    let width = 1;
    for (let unit = 10; unit <= value && width < WIDTH; unit *= 10) width++;
    padded(value, width);
  };
  /** All digits of a number that is not negative; those of the quotient go first. */
  const whole = (value: number): void => {
    if (value < LIMIT) return digits(value);
    let high = Math.floor(value / LIMIT);
    let low = value - high * LIMIT;
    // The quotient may have been rounded up.
    if (low < 0) {
      high--;
      low += LIMIT;
    }
    whole(high);
    padded(low, WIDTH);
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
      ensure(bytes.length);
      buffer.set(bytes, at);
      at += bytes.length;
    },
    character: (code) => {
      ensure(1);
      buffer[at++] = code;
    },
    integer: (value) => {
      ensure(MOST_DIGITS);
      if (value < 0) {
        buffer[at++] = MINUS;
        whole(-value);
      } else {
        whole(value);
      }
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
