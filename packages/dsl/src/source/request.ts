import { DEFINITION } from "../brand.js";
import { checkName } from "../name.js";
import { callSite } from "../site.js";
import { columnsOf } from "./columns.js";
import type { ColumnTypes, RequestSource } from "./types.js";
import { frozen } from "../frozen.js";

/** What a caller gives with each request. */
export interface RequestSourceOptions<Columns extends ColumnTypes> {
  readonly columns: Columns;
  readonly description?: string;
}

/**
 * Columns that the caller gives with a request, and the observation gives in a training join. Features over
 * them have no key and are never materialised.
 */
export function requestSource<const Name extends string, const Columns extends ColumnTypes>(
  name: Name,
  options: RequestSourceOptions<Columns>,
): RequestSource<Name, Columns> {
  const site = callSite(requestSource);
  checkName(name, "a source", { site, path: [0] });
  const { description } = options;
  return frozen({
    [DEFINITION]: "source",
    kind: "request",
    site,
    name,
    columns: columnsOf(options.columns, name, site),
    ...(description === undefined ? {} : { description }),
  });
}
