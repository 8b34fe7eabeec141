import { belowOf, isAnchored, showType, type FeatureEntry } from "@pinion/core";
import type { TableInfo } from "../../ports.js";
import { showInstant } from "../../time/instant.js";
import { withDeadline } from "../deadline.js";
import { toJson } from "../json/write.js";
import type { Serving } from "../serving.js";
import type { Route } from "./route.js";

/** `GET /v1/catalog`: the project's features and keys, and the tables that the caller may see. */
export const catalogRoute = (serving: Serving): Route => ({
  method: "GET",
  path: "/v1/catalog",
  role: "read",
  handle: async (_request, { caller }) => {
    const { manifest, limits } = serving;
    const tables = await withDeadline(serving.deadlines, limits.deadlineMs, () => tablesOf(serving));
    const seen = tables.filter(({ table }) => caller.maySee(table));
    const hidden = new Set(tables.filter((table) => !seen.includes(table)).flatMap(namesOf));
    const shown = new Set(seen.flatMap(namesOf));
    for (const name of shown) hidden.delete(name);
    // What is computed of hidden features cannot be read either.
    const isHidden = (feature: FeatureEntry): boolean =>
      hidden.has(feature.name) ||
      (!isAnchored(feature) &&
        !shown.has(feature.name) &&
        belowOf(feature).some((name) => {
          const below = serving.features.get(name);
          return below !== undefined && isHidden(below);
        }));
    return toJson({
      project: manifest.project.name,
      timeZone: manifest.project.timeZone,
      keys: manifest.keys.map(({ name, type, description }) => ({ name, type, description })),
      features: manifest.features
        .filter((feature) => !isHidden(feature))
        .map((feature) => entryOf(serving, feature, seen)),
      tables: seen.map(tableEntry),
    });
  },
});

/** All tables of the store. */
export async function tablesOf({ client }: Serving): Promise<readonly TableInfo[]> {
  const store = await client.onlineStore();
  const infos = await Promise.all((await store.tables()).map((name) => store.table(name)));
  return infos.filter((info) => info !== undefined);
}

/** The features that a table holds. */
export const namesOf = ({ groups }: TableInfo): readonly string[] => [
  ...new Set(groups.flatMap(({ schema }) => schema.fields.map(({ name }) => name))),
];

function entryOf({ manifest }: Serving, feature: FeatureEntry, tables: readonly TableInfo[]) {
  const { name, type, kind, keys, description, tags } = feature;
  const source = isAnchored(feature)
    ? manifest.sources.find((candidate) => candidate.name === feature.source)
    : undefined;
  return {
    name,
    type,
    kind,
    keys,
    description,
    tags,
    tables: tables.filter((table) => namesOf(table).includes(name)).map(({ table }) => table),
    requestColumns:
      source?.kind === "request"
        ? source.columns.map((column) => ({
            name: column.name,
            type: column.type,
            nullable: column.nullable,
          }))
        : undefined,
  };
}

const tableEntry = (info: TableInfo) => {
  const asOf = info.groups.flatMap((group) => (group.asOf === undefined ? [] : [group.asOf]));
  return {
    name: info.table,
    keys: info.keys.map(({ name, type }) => ({ name, type: showType(type) })),
    features: namesOf(info),
    asOf: asOf.length === 0 ? null : showInstant(asOf.reduce((a, b) => (a < b ? a : b))),
  };
};
