import type { OffsetElement } from "./pattern-elements.js";
import { ZONE_NAMES } from "./zone-names.js";
import { spelled } from "./zone-region.js";
import { findRegion, findZone, fixedZone, type Zone } from "./zone.js";

/*
 * Offsets and zones in texts that a pattern reads. Each function gives the offset in the text behind what it
 * has read, and what that means; null where nothing fits.
 */

type Found<T> = readonly [end: number, what: T];

const MAX_OFFSET = 64_800;

/** The digit at a place; -1 where there is none. */
function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 48;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

function twoDigitsAt(text: string, at: number): number {
  const tens = digitAt(text, at);
  const ones = digitAt(text, at + 1);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

/** What `X`, `x` and `Z` read. */
export function readOffsetText(element: OffsetElement, text: string, from: number): Found<number> | null {
  const { zero, colon } = element;
  if (text.slice(from, from + zero.length).toLowerCase() === zero.toLowerCase()) {
    return [from + zero.length, 0];
  }
  const sign = signAt(text, from);
  const hours = twoDigitsAt(text, from + 1);
  if (sign === 0 || hours < 0 || hours > 23) return null;
  let end = from + 3;
  let total = hours * 3600;
  const minutes = part(text, end, colon);
  if (minutes >= 0) {
    total += minutes * 60;
    end += colon ? 3 : 2;
    const seconds = element.seconds === "present" ? part(text, end, colon) : -1;
    if (seconds >= 0) {
      total += seconds;
      end += colon ? 3 : 2;
    }
  } else if (element.minutes === "always") {
    return null;
  }
  return [end, sign * total + 0];
}

function signAt(text: string, at: number): number {
  return text[at] === "+" ? 1 : text[at] === "-" ? -1 : 0;
}

/** Minutes or seconds, 0 to 59, behind a colon where there has to be one; -1 where they are missing. */
function part(text: string, at: number, colon: boolean): number {
  if (colon && text[at] !== ":") return -1;
  const value = twoDigitsAt(text, colon ? at + 1 : at);
  return value > 59 ? -1 : value;
}

/** What `O` reads: `GMT`, `GMT+8`, `GMT+8:30`; and `OOOO`: `GMT+08:00`. */
export function readLocalizedOffset(full: boolean, text: string, from: number): Found<number> | null {
  if (text.slice(from, from + 3).toUpperCase() !== "GMT") return null;
  const sign = signAt(text, from + 3);
  if (sign === 0) return [from + 3, 0];
  let end = from + 4;
  let hours = twoDigitsAt(text, end);
  if (hours >= 0) {
    end += 2;
  } else if (full) {
    return null;
  } else {
    hours = digitAt(text, end);
    end += 1;
  }
  if (hours < 0) return null;
  let total = hours * 3600;
  for (const unit of [60, 1]) {
    const value = text[end] === ":" ? twoDigitsAt(text, end + 1) : -1;
    if (value < 0) {
      if (full && unit === 60) return null;
      break;
    }
    total += value * unit;
    end += 3;
  }
  return [end, sign * total + 0];
}

/** What `VV` reads: an id of a zone, `Z`, or an offset. */
export function readZoneId(text: string, from: number): Found<Zone> | null {
  return readPrefixed(text, from) ?? readId(text, from);
}

/** What `z` and `zzzz` read: a name such as `PST` or `Pacific Standard Time`, or what `VV` reads. */
export function readZoneName(full: boolean, text: string, from: number): Found<Zone> | null {
  const prefixed = readPrefixed(text, from);
  if (prefixed !== null) return prefixed;
  let best: Found<Zone> | null = readId(text, from);
  for (const { short, long, parsesTo } of ZONE_NAMES) {
    const name = full ? long : short;
    const end = from + name.length;
    if (end <= (best?.[0] ?? from) || parsesTo === null) continue;
    if (text.slice(from, end).toLowerCase() !== name.toLowerCase()) continue;
    const zone = findZone(parsesTo);
    if (zone !== undefined) best = [end, zone];
  }
  return best;
}

/** `+08:00`, `UTC`, `GMT-05:30`: what begins with a sign or a name of UTC. */
function readPrefixed(text: string, from: number): Found<Zone> | null {
  if (signAt(text, from) !== 0) return readSigned(text, from, "");
  const prefix = /^(?:UTC|GMT|UT)/i.exec(text.slice(from, from + 3))?.[0];
  if (prefix === undefined) return null;
  const end = from + prefix.length;
  if (prefix.toUpperCase() === "GMT" && text[end] === "0") return zoneAs("GMT0", end + 1);
  return readSigned(text, end, prefix.toUpperCase()) ?? zoneAs(prefix.toUpperCase(), end);
}

const SIGNED: OffsetElement = {
  kind: "offset",
  minutes: "always",
  seconds: "present",
  colon: true,
  zero: "Z",
};

function readSigned(text: string, at: number, prefix: string): Found<Zone> | null {
  if (signAt(text, at) === 0) return null;
  const offset = readOffsetText(SIGNED, text, at);
  if (offset === null || Math.abs(offset[1]) > MAX_OFFSET) return null;
  return [offset[0], fixedZone(offset[1], prefix)];
}

function zoneAs(id: string, end: number): Found<Zone> | null {
  const zone = findZone(id);
  return zone === undefined ? null : [end, zone];
}

/** The longest id of a region, in any case, or `Z`. */
function readId(text: string, from: number): Found<Zone> | null {
  const run = /^[A-Za-z][A-Za-z0-9~/._+-]+/.exec(text.slice(from, from + 48))?.[0] ?? "";
  for (let length = run.length; length >= 2; length--) {
    const zone = findRegion(spelled(run.slice(0, length)));
    if (zone !== undefined) return [from + length, zone];
  }
  return text[from] === "Z" || text[from] === "z" ? [from + 1, fixedZone(0)] : null;
}
