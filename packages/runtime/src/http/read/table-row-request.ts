import { PinionError } from "@pinion/core";
import { boundedMap, MOST_NAMES } from "../../bounded-map.js";
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

export const TABLES = "/v1/tables/";
const FEATURES = "?features=";
/** Without anything that could be read in two ways. */
const PLAIN_LIST = /^[\w,]+$/;
const PLAIN_TABLE = /^[\w.-]{1,128}$/;
const PLAIN_KEY = /^(?:[\w.~!$'()*,=:@-]|%[0-9A-Fa-f]{2}){1,512}$/;

/** Reads paths with a list of features without a router; undefined of any that is not plain. The same features are the same list. */
export function plainTableRow(
  limits: Pick<Limits, "features">,
): (url: string) => (TableRowRequest & { readonly names: readonly string[] }) | undefined {
  const lists = boundedMap<readonly string[]>(MOST_NAMES);
  const listOf = (text: string): readonly string[] | undefined => {
    const known = lists.get(text);
    if (known !== undefined || !PLAIN_LIST.test(text)) return known;
    const names = text.split(",");
    if (names.length > limits.features || new Set(names).size < names.length) return undefined;
    lists.set(text, names, names.length);
    return names;
  };
  return (url) => {
    const query = url.indexOf(FEATURES);
    const names = query < 0 ? undefined : listOf(url.slice(query + FEATURES.length));
    const slash = url.indexOf("/", TABLES.length);
    if (names === undefined || slash < 0 || slash > query) return undefined;
    const table = url.slice(TABLES.length, slash);
    const encoded = url.slice(slash + 1, query);
    if (!PLAIN_TABLE.test(table) || !PLAIN_KEY.test(encoded)) return undefined;
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
