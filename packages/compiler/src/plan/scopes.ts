import type { Place } from "@pinion/core";
import type { SourceDefinition } from "@pinion/dsl";
import type { Scope, ScopeColumn } from "../check/index.js";
import type { Planning } from "./planning.js";

/** What the names of expressions over a source stand for. */
export function scopeOf({ locator, timeZone }: Planning, source: SourceDefinition): Scope {
  return {
    columns: [
      ...source.columns.map(({ name, type, nullable }) =>
        placedColumn({ name, type, nullable }, () => locator.placeOf(source.site, [1, "columns", name])),
      ),
      ...(source.preprocess?.columns ?? []).map(({ name, type }) =>
        placedColumn({ name, type, nullable: true }, () =>
          locator.placeOf(source.preprocess?.site ?? "", [1, "columns", name]),
        ),
      ),
    ],
    timeZone,
    what: `source \`${source.name}\``,
    qualifier: source.name,
  };
}

/** A column whose place is looked up when a message needs it, since most never do. */
export function placedColumn(
  column: Omit<ScopeColumn, "place">,
  placeOf: () => Place | undefined,
): ScopeColumn {
  let place: Place | undefined;
  let known = false;
  return {
    ...column,
    get place(): Place | undefined {
      if (!known) {
        place = placeOf();
        known = true;
      }
      return place;
    },
  } as ScopeColumn;
}
