import { boundedMap } from "../../bounded-map.js";
import { sameNames } from "../../serve/names.js";
import { checkUtf8, parseBody, parseBytes } from "../json/parse.js";
import type { Limits } from "../options.js";
import { readFeaturesRequest, type FeaturesRequest } from "./features-request.js";
import { isObject } from "./shape.js";

/** What a body begins with that names its features first. */
interface Head {
  readonly bytes: Buffer;
  readonly names: readonly string[];
}

/** Of the heads that are kept, in bytes. */
const MOST_BYTES = 4 * 1024 * 1024;
const LONGEST_HEAD = 64 * 1024;
const OPEN_BRACE = 123;
const CLOSE_BRACKET = 93;
const QUOTE = 34;
const COMMA = 44;
const isSpace = (code: number | undefined): boolean =>
  code === 32 || code === 10 || code === 13 || code === 9;

/**
 * Reads bodies of `POST /v1/features`. Clients name the same features over and over, mostly first: up to the end of that list a
 * body is compared with those that were read before, and only the rest is parsed. Throws PN9001, PN9002 or PN9003.
 */
export function featuresBodyReader(limits: Limits): (body: Buffer | undefined) => FeaturesRequest {
  const heads = boundedMap<Head>(MOST_BYTES);
  let last: Head | undefined;

  const headOf = (body: Buffer, end: number): Head | undefined => {
    if (last?.bytes.length === end && body.compare(last.bytes, 0, end, 0, end) === 0) return last;
    const head = heads.get(body.toString("latin1", 0, end));
    if (head !== undefined) last = head;
    return head;
  };
  const keep = (body: Buffer, end: number, names: readonly string[]): void => {
    if (end > LONGEST_HEAD || !isHead(body.toString("utf8", 0, end), names)) return;
    heads.set(body.toString("latin1", 0, end), { bytes: Buffer.from(body.subarray(0, end)), names }, end);
  };

  return (body) => {
    const end = body?.[0] === OPEN_BRACE ? body.indexOf(CLOSE_BRACKET) + 1 : 0;
    if (body === undefined || end === 0) return readFeaturesRequest(parseBytes(body), limits);
    checkUtf8(body);
    const head = headOf(body, end);
    const members = head === undefined ? undefined : membersFrom(body, end);
    if (head !== undefined && members !== undefined) {
      const rest = parseBody(`{${body.toString("utf8", members)}`);
      // A member that stands there twice is the latter.
      if (isObject(rest) && !Object.hasOwn(rest, "features"))
        return readFeaturesRequest({ ...rest, features: head.names }, limits);
    }
    const request = readFeaturesRequest(parseBytes(body), limits);
    if (head === undefined) keep(body, end, request.features);
    return request;
  };
}

/** Where the members behind the first one begin; undefined where there are none. */
function membersFrom(body: Buffer, end: number): number | undefined {
  let at = end;
  while (isSpace(body[at])) at++;
  if (body[at] !== COMMA) return undefined;
  at++;
  while (isSpace(body[at])) at++;
  return body[at] === QUOTE ? at : undefined;
}

/** Whether a beginning of a document is its features and nothing else. */
function isHead(text: string, names: readonly string[]): boolean {
  let parsed: unknown;
  try {
    parsed = JSON.parse(`${text}}`);
  } catch {
    return false;
  }
  if (!isObject(parsed) || Object.keys(parsed).join() !== "features") return false;
  const { features } = parsed;
  return Array.isArray(features) && sameNames(features as readonly string[], names);
}
