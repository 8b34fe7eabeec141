import { PinionError, type Int64 } from "@pinion/core";
import { findZone, parseTimestampText, type Zone } from "@pinion/core/std";
import { showGiven } from "../options/given.js";

/** An instant as callers write it: a text in the project's time zone (or with one of its own), a Date. */
export type InstantInput = string | Date;

/** Microseconds since the epoch. Throws PN7007 where the text is no date or timestamp. */
export function readInstant(input: InstantInput, zone: Zone, what: string): Int64 {
  if (input instanceof Date) {
    const millis = input.getTime();
    if (!Number.isNaN(millis)) return millis * 1000;
  } else if (typeof input === "string") {
    const micros = parseTimestampText(input, zone);
    if (micros !== null && !/^\s*T?\d+:/u.test(input)) return micros;
  }
  throw new PinionError("PN7007", `\`${what}\` is no date or timestamp: ${showGiven(input)}`, {
    help: "write it as `2020-05-20`, `2020-05-20 06:00:00` or `2020-05-20T06:00:00Z`",
  });
}

/** The zone of a project; its name was checked at build time. */
export function projectZone(timeZone: string): Zone {
  const zone = findZone(timeZone);
  if (zone === undefined) throw new PinionError("PN7010", `unknown time zone ${JSON.stringify(timeZone)}`);
  return zone;
}

/** `2020-05-20T00:00:00Z`, with a fraction where there is one. */
export function showInstant(micros: Int64): string {
  const exact = BigInt(micros);
  const millis = exact / 1_000_000n - (exact % 1_000_000n < 0n ? 1n : 0n);
  const fraction = exact - millis * 1_000_000n;
  const text = new Date(Number(millis) * 1000).toISOString().replace(/\.\d+Z$/u, "");
  return fraction === 0n ? `${text}Z` : `${text}.${String(fraction).padStart(6, "0").replace(/0+$/u, "")}Z`;
}
