import { arrayOf, BIGINT, type DataType } from "../types/index.js";
import type { Int64, Value } from "../values/index.js";
import type { AggregateAlgebra, DuckdbPartial, SqlParts } from "./record.js";
import { only } from "./sql.js";

export interface ListedOptions {
  /** Whether the order of rows matters. */
  readonly ordered?: true;
  /** Whether the rows' times do; they come in order then. */
  readonly timed?: true;
}

/**
 * The partial of what SQL cannot say: DuckDB gathers the tile's values that are not NULL, and the algebra takes them
 * one by one.
 */
export function listed<State>(
  { init, update }: Pick<AggregateAlgebra<State>, "init" | "update">,
  argument: DataType,
  options: ListedOptions = {},
): DuckdbPartial<State> {
  const ordered = options.ordered === true || options.timed === true;
  const list = (what: string, parts: SqlParts): string =>
    `list(${what}${ordered ? ` ORDER BY ${parts.order}` : ""})${only(parts, `${parts.argument} IS NOT NULL`)}`;
  const values = { sql: (parts: SqlParts) => list(parts.argument, parts), type: arrayOf(argument) };
  const times = { sql: (parts: SqlParts) => list(parts.micros, parts), type: arrayOf(BIGINT) };
  return {
    gathered: true,
    columns: options.timed === true ? [values, times] : [values],
    ...(ordered ? { ordered } : {}),
    ...(options.timed === true ? { timed: true } : {}),
    read([items, micros]) {
      const instants = (micros ?? []) as readonly Value[];
      let state = init();
      ((items ?? []) as readonly Value[]).forEach((value, i) => {
        state = update(state, value, (instants[i] ?? 0) as Int64);
      });
      return state;
    },
  };
}
