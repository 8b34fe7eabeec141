import { PinionError } from "@pinion/core";
import type { Int64Form } from "../json/value-writer.js";
import type { Limits } from "../options.js";
import { readInt64Form } from "./features-request.js";
import { readObject } from "./shape.js";

/** What of which key is asked for. */
export interface TableRowRequest {
  readonly table: string;
  readonly key: string;
  /** All that the table holds unless given. */
  readonly names: readonly string[] | undefined;
  readonly int64: Int64Form;
}

/** `?features=a,b&int64=string`. Throws PN9002, PN9003. */
export function readTableRowQuery(
  query: unknown,
  limits: Pick<Limits, "features">,
): Pick<TableRowRequest, "names" | "int64"> {
  const { features, int64 } = readObject({ ...(query as object) }, ["features", "int64"], "the query");
  if (features === undefined) return { names: undefined, int64: readInt64Form(int64, "`int64`") };
  if (typeof features !== "string")
    throw new PinionError("PN9002", "`features` must be names separated by commas");
  const names = features.split(",").map((name) => name.trim());
  if (names.length > limits.features)
    throw new PinionError("PN9003", `the request asks for more features than ${limits.features}`);
  return { names, int64: readInt64Form(int64, "`int64`") };
}

/** A path and a query without anything that could be read in two ways. */
const PLAIN =
  /^\/v1\/tables\/([\w.-]{1,128})\/((?:[\w.~!$'()*,=:@-]|%[0-9A-Fa-f]{2}){1,512})\?features=([\w,]+)$/u;
const MOST_LISTS = 1_000;

/** Reads paths of this kind without a router; undefined of any that is not plain. The same features are the same list. */
export function plainTableRow(
  limits: Pick<Limits, "features">,
): (url: string) => TableRowRequest | undefined {
  const lists = new Map<string, readonly string[]>();
  return (url) => {
    const [, table, encoded, list] = PLAIN.exec(url) ?? [];
    if (table === undefined || encoded === undefined || list === undefined) return undefined;
    let names = lists.get(list);
    if (names === undefined) {
      names = list.split(",");
      if (names.length > limits.features || new Set(names).size < names.length) return undefined;
      if (lists.size >= MOST_LISTS) lists.clear();
      lists.set(list, names);
    }
    const key = encoded.includes("%") ? decoded(encoded) : encoded;
    return key === undefined ? undefined : { table, key, names, int64: "number" };
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
