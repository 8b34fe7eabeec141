import type { Place } from "@pinion/core";
import type { ArgumentPath } from "@pinion/dsl";
import { createLocator } from "../../src/locate/index.js";
import { project } from "../evaluate/project.js";

/** Files with one mark, `@`, before the call that is asked about. */
export interface Marked {
  readonly files: Readonly<Record<string, string>>;
  readonly site: string;
}

/** Takes the mark out of `main.ts` and tells where it was. */
export function marked(main: string, others: Readonly<Record<string, string>> = {}): Marked {
  const at = main.indexOf("@");
  if (at < 0) throw new Error("no mark");
  const before = main.slice(0, at).split(/\r\n|[\n\r\u2028\u2029]/);
  const site = `main.ts:${before.length}:${(before.at(-1) ?? "").length + 1}`;
  return { files: { ...others, "main.ts": main.slice(0, at) + main.slice(at + 1) }, site };
}

/** What stands in the file at the place of `part` of the evaluated text. */
export function shownAt(
  { files, site }: Marked,
  text: string,
  part: string,
  path: ArgumentPath = [0],
): { readonly shown: string; readonly file: string; readonly coarse: boolean; readonly place: Place } {
  const map = createLocator(project(files)).mapOf({ text, site, path });
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`no ${part} in ${text}`);
  const place = map.placeOf({ start, end: start + part.length });
  if (place === undefined) throw new Error("no place");
  const shown = (files[place.file] ?? "").slice(place.start, place.end);
  return { shown, file: place.file, coarse: place.coarse === true || map.note !== undefined, place };
}
