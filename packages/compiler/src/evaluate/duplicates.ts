import type { Diagnostic, Related } from "@pinion/core";
import type { ArgumentPath, Site } from "@pinion/dsl";
import type { Locator } from "../locate/index.js";

/** Something that a project knows by its name. */
export interface Named {
  readonly what: string;
  readonly name: string;
  readonly site: Site;
  /** Where in the call the name stands. */
  readonly path: ArgumentPath;
}

/** One diagnostic for each name that is taken, with the place of the one that had it first. */
export function duplicates(all: readonly Named[], locator: Locator): readonly Diagnostic[] {
  const first = new Map<string, Named>();
  return all.flatMap((named): Diagnostic[] => {
    const earlier = first.get(named.name);
    if (earlier === undefined) {
      first.set(named.name, named);
      return [];
    }
    const place = locator.placeOf(named.site, named.path);
    const before = locator.placeOf(earlier.site, earlier.path);
    const related: Related[] = before === undefined ? [] : [{ message: "the first is here", place: before }];
    return [
      {
        code: "PN1008",
        severity: "error",
        message: `two ${named.what}s have the name \`${named.name}\``,
        label: "this name is taken",
        ...(place === undefined ? {} : { place }),
        ...(related.length === 0 ? {} : { related }),
      },
    ];
  });
}
