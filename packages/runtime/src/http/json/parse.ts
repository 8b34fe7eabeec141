import { isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import { PinionError } from "@pinion/core";

/** Fewer digits than these are always exact as a number. */
const LONG_NUMBER = /\d{16}/u;
/** Texts and numbers of a valid document: each is matched whole, so no digits inside of a text are. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gsu;
const WHOLE = /^-?\d{16,20}$/u;
/** What stands before a whole number that is carried as a text; nobody outside can know it. */
const MARK = `${randomUUID()}:`;

/**
 * Parses a request's body. Whole numbers of 16 to 20 digits come as bigints, so that 64-bit keys are exact: a number of so
 * many digits is one that was rounded. Names such as `__proto__` are members like others. Throws PN9001.
 */
export function parseBody(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return LONG_NUMBER.test(text) ? parseExactly(text, parsed) : parsed;
  } catch (error) {
    // A document that is nested too deeply ends here too.
    throw new PinionError("PN9001", text === "" ? "the body is empty" : "the body is no JSON", {
      cause: error,
    });
  }
}

/** The same of the bytes of a body; undefined where there is no body. */
export function parseBytes(body: Buffer | undefined): unknown {
  if (body === undefined) return undefined;
  checkUtf8(body);
  return parseBody(body.toString("utf8"));
}

/** What is no UTF-8 would be read as other characters: a key as another key. Throws PN9001. */
export function checkUtf8(body: Buffer): void {
  if (!isUtf8(body)) throw new PinionError("PN9001", "the body is no UTF-8, as JSON is");
}

/** `text` is valid, so the pattern takes time in proportion to its length. */
function parseExactly(text: string, parsed: unknown): unknown {
  let marked = 0;
  const carried = text.replace(TOKENS, (token) => {
    if (!WHOLE.test(token)) return token;
    marked++;
    return `"${MARK}${token}"`;
  });
  if (marked === 0) return parsed;
  return JSON.parse(carried, (_name, value: unknown) =>
    typeof value === "string" && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value,
  );
}
