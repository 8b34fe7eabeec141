import { PinionError, type FeatureEntry, type Manifest } from "@pinion/core";
import { sameNames } from "../../serve/names.js";
import type { KeyPart } from "../../serve/read-key.js";
import { readsRequest } from "../../serve/reads-request.js";
import type { Limits } from "../options.js";
import {
  isAtom,
  isObject,
  member,
  misshapen,
  readFlag,
  readList,
  readTexts,
  tooLarge,
  type Json,
} from "./shape.js";

/** The body of `POST /get-online-features`. */
export interface FeastRequest {
  readonly references: References;
  readonly fullNames: boolean;
  /** The columns of join keys, in the order given. */
  readonly keyColumns: readonly { readonly name: string; readonly values: readonly KeyPart[] }[];
  readonly rows: number;
  readonly entities: readonly Readonly<Record<string, KeyPart>>[];
  readonly request: readonly Readonly<Record<string, unknown>>[] | undefined;
}

/** `table:feature`. */
export interface FeatureReference {
  readonly table: string;
  readonly feature: string;
}

/** What is asked for. The same object for the same texts, as long as they follow each other. */
export interface References {
  readonly texts: readonly string[];
  readonly list: readonly FeatureReference[];
  readonly features: readonly string[];
  /** Positions that can be read at once: no feature of two tables. */
  readonly rounds: readonly (readonly number[])[];
  /** Whether something is computed of request columns. */
  readonly needsRequest: boolean;
}

/**
 * Reads such bodies. Members and columns that it does not know are left alone, as Feast's servers do. Throws PN9002, PN9003 or
 * PN7001.
 */
export function feastRequestReader(
  manifest: Manifest,
  features: ReadonlyMap<string, FeatureEntry>,
  limits: Limits,
): (body: Json) => FeastRequest {
  const keys = new Set(manifest.keys.map(({ name }) => name));
  const requested = requestColumns(manifest);
  /** Most requests are for what the one before was for. */
  let last: References | undefined;
  const referencesOf = (texts: readonly string[]): References => {
    if (last !== undefined && sameNames(last.texts, texts)) return last;
    const list = texts.map(readReference);
    last = {
      texts,
      list,
      features: list.map(({ feature }) => feature),
      rounds: roundsOf(list),
      needsRequest: list.some(({ feature }) => readsRequest(manifest, features, feature)),
    };
    return last;
  };

  return (body) => {
    if (!isObject(body)) throw misshapen("the body", "an object");
    const service = member(body, "feature_service");
    if (service !== undefined) {
      if (typeof service !== "string") throw misshapen("`feature_service`", "null");
      throw new PinionError("PN7001", "there are no feature services", {
        help: "list the features as `table:feature`",
      });
    }
    const texts = readTexts(member(body, "features"), "`features`", limits.features, "features");
    if (texts.length === 0) throw misshapen("`features`", "a list of at least one `table:feature`");
    const references = referencesOf(texts);
    const columns = readColumns(member(body, "entities"), limits);
    const rows = columns[0]?.[1].length ?? 0;
    for (const [, values] of columns) {
      if (values.length !== rows) throw misshapen("`entities`", "lists of one length");
    }
    if (rows * texts.length > limits.values) throw tooLarge("values", limits.values);
    const keyColumns: { name: string; values: readonly KeyPart[] }[] = [];
    const others: (readonly [string, readonly Json[]])[] = [];
    for (const [name, values] of columns) {
      if (requested.has(name)) others.push([name, values]);
      if (keys.has(name)) keyColumns.push({ name, values: readKeyColumn(name, values) });
    }
    return {
      references,
      fullNames: readFlag(member(body, "full_feature_names"), "`full_feature_names`", false),
      keyColumns,
      rows,
      entities: rowsOf(
        rows,
        keyColumns.map(({ name, values }) => [name, values] as const),
      ) as FeastRequest["entities"],
      request: references.needsRequest ? rowsOf(rows, others) : undefined,
    };
  };
}

function readReference(text: string): FeatureReference {
  const colon = text.indexOf(":");
  if (colon <= 0 || colon === text.length - 1) throw misshapen("`features`", "a list of `table:feature`");
  return { table: text.slice(0, colon), feature: text.slice(colon + 1) };
}

function roundsOf(references: readonly FeatureReference[]): readonly (readonly number[])[] {
  const rounds: { readonly positions: number[]; readonly tables: Map<string, string> }[] = [];
  references.forEach(({ table, feature }, i) => {
    const fits = rounds.find(({ tables }) => (tables.get(feature) ?? table) === table);
    if (fits === undefined) rounds.push({ positions: [i], tables: new Map([[feature, table]]) });
    else {
      fits.positions.push(i);
      fits.tables.set(feature, table);
    }
  });
  return rounds.map(({ positions }) => positions);
}

/** Columns by name; a list of objects is refused, as are columns that are no lists. */
function readColumns(value: Json, limits: Limits): readonly (readonly [string, readonly Json[]])[] {
  if (!isObject(value)) throw misshapen("`entities`", "an object of lists");
  return Object.entries(value).map(([name, column]) => [
    name,
    readList(column, `\`entities\` at ${JSON.stringify(name.slice(0, 60))}`, limits.entities, "entities"),
  ]);
}

function readKeyColumn(name: string, values: readonly Json[]): readonly KeyPart[] {
  values.forEach((value, i) => {
    if (isAtom(value)) return;
    throw misshapen(
      `value ${i} of \`entities\` at ${JSON.stringify(name)}`,
      "a text, a number, true or false",
    );
  });
  return values as readonly KeyPart[];
}

const requestColumns = (manifest: Manifest): ReadonlySet<string> =>
  new Set(
    manifest.sources.flatMap((source) =>
      source.kind === "request" ? source.columns.map(({ name }) => name) : [],
    ),
  );

/** Null prototypes: columns may be called anything. */
function rowsOf(
  count: number,
  columns: readonly (readonly [string, readonly Json[]])[],
): readonly Readonly<Record<string, unknown>>[] {
  return Array.from({ length: count }, (_, i) => {
    const row = Object.create(null) as Record<string, unknown>;
    for (const [name, values] of columns) row[name] = values[i] ?? null;
    return row;
  });
}
