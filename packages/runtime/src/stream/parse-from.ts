import { parseTimestampText, zoneOf } from "@pinion/core/std";

/** Milliseconds of a time: digits are milliseconds, texts without a zone are UTC. */
export function parseInstant(text: string): number | undefined {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const micros = parseTimestampText(text, zoneOf("UTC"));
  return micros === null ? undefined : Math.floor(Number(micros) / 1000);
}
