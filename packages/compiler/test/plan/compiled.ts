import type { Diagnostic } from "@pinion/core";
import { compileProject, type Compiled } from "../../src/compile.js";
import { project } from "../evaluate/project.js";

/** A source of trips, and what differs: the features of an anchor over it, and further definitions. */
export const trips = (features: string, more = "", key = 'key("zone", t.int64())'): string => `\
import { anchor, avg, count, derived, expr, fileSource, first, key, latest, max, min, requestSource, sum, t } from "@pinion/dsl";

export const trips = fileSource("trips", {
  path: "trips.parquet",
  eventTimestamp: "at",
  columns: {
    at: t.timestamp(),
    zone: t.int64(),
    fare: t.double(),
    tip: t.float(),
    seats: t.int32({ nullable: false }),
    units: t.int64(),
    price: t.decimal(10, 2),
    payment: t.string(),
    paid: t.boolean(),
    tags: t.array(t.string()),
  },
});

export const taxi = anchor("taxi", {
  source: trips,
  key: ${key},
  features: {
${features}
  },
});
${more}
`;

const compile = (text: string) => compileProject(project({ "features/a.ts": text }));

export async function compiled(text: string): Promise<Compiled> {
  const result = await compile(text);
  if (result.kind === "failed") throw new Error(JSON.stringify(result.diagnostics, null, 2));
  return result;
}

export async function refused(text: string): Promise<readonly Diagnostic[]> {
  const result = await compile(text);
  if (result.kind === "compiled") throw new Error("compiled");
  return result.diagnostics;
}

/** The text that a diagnostic's carets stand under. */
export const marked = (text: string, { place }: Diagnostic): string | undefined =>
  place === undefined ? undefined : text.slice(place.start, place.end);

/** The text after the suggestion is taken. */
export function mended(text: string, { suggestion }: Diagnostic): string {
  if (suggestion === undefined) throw new Error("nothing is suggested");
  const { place, text: replacement } = suggestion;
  return text.slice(0, place.start) + replacement + text.slice(place.end);
}
