import { isAnchored, showType, type FeatureEntry } from "@pinion/core";
import type { TableInfo } from "../../ports.js";
import { showInstant } from "../../time/instant.js";
import { toJson } from "../json/write.js";
import type { Serving } from "../serving.js";
import { namesOf, tablesInTime, visibleFeatures } from "../visible-features.js";
import type { Route } from "./route.js";

/** `GET /v1/catalog`: the project's keys, and the features and tables that the caller may see. */
export const catalogRoute = (serving: Serving): Route => ({
  method: "GET",
  path: "/v1/catalog",
  role: "read",
  handle: async (_request, { caller }) => {
    const { manifest } = serving;
    const { infos: tables, unreadable } = await tablesInTime(serving);
    const seen = tables.filter(({ table }) => caller.maySee(table));
    return toJson({
      project: manifest.project.name,
      timeZone: manifest.project.timeZone,
      keys: manifest.keys.map(({ name, type, description }) => ({ name, type, description })),
      features: visibleFeatures(serving, caller, tables).map((feature) => entryOf(serving, feature, seen)),
      tables: seen.map(tableEntry),
      unreadableTables: [...unreadable].flatMap(([name, { reason }]) =>
        caller.maySee(name) ? [{ name, reason }] : [],
      ),
    });
  },
});

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
