import { PinionError, type Int64, type Value } from "@pinion/core";
import type { RowField, TableInfo } from "../../ports.js";
import type { FeatureRow } from "../../serve/read-features.js";
import { checkTable } from "../auth/caller.js";
import { withDeadline } from "../deadline.js";
import { instantWriter } from "../json/answer-writer.js";
import { valueWriter, type Int64Form } from "../json/value-writer.js";
import { readInt64Form } from "../read/features-request.js";
import { readObject } from "../read/shape.js";
import type { Serving } from "../serving.js";
import type { Route } from "./route.js";

/** `GET /v1/tables/:table/:key`: what one table holds of one key; a composite key is written `a#b`, encoded `a%23b`. */
export const tableRowRoute = (serving: Serving): Route => ({
  method: "GET",
  path: "/v1/tables/:table/:key",
  role: "read",
  handle: async ({ params, query }, { caller }) => {
    const { table, key } = params as { readonly table: string; readonly key: string };
    checkTable(caller, table);
    const { names: asked, int64 } = readQuery(query, serving.limits.features);
    const began = performance.now();
    const { client, deadlines, limits, manifest, metrics } = serving;
    const read = async () => {
      const info = await (await client.onlineStore()).table(table);
      if (info === undefined) {
        throw new PinionError("PN7002", `there is no table ${JSON.stringify(table.slice(0, 140))}`, {
          help: "`GET /v1/catalog` lists the tables",
        });
      }
      const fields = fieldsOf(info);
      const names = asked ?? [...fields.keys()];
      const [row] = await client.getOnlineRows(table, [key], names.length === 0 ? [""] : names);
      return { fields, names, row };
    };
    const { fields, names, row } = await withDeadline(deadlines, limits.deadlineMs, read);
    metrics.readTable(table, row?.found === true, performance.now() - began);
    const written = names.map((name) => {
      const type = fields.get(name)?.type;
      const value = row?.features[name] ?? null;
      return `${JSON.stringify(name)}:${type === undefined ? "null" : textOf(value, type, manifest.project.timeZone, int64)}`;
    });
    const asOf: Int64 | null = row?.asOf ?? null;
    return `{"table":${JSON.stringify(table)},"key":${JSON.stringify(key)},"found":${row?.found === true},"asOf":${instantWriter()(asOf)},"features":{${written.join(",")}}${statusText(names, row)}}`;
  },
});

/** Left out where every value is present. */
function statusText(names: readonly string[], row: FeatureRow | undefined): string {
  if (names.every((name) => row?.status[name] === "present")) return "";
  const each = names.map((name) => `${JSON.stringify(name)}:"${row?.status[name] ?? "keyNotFound"}"`);
  return `,"status":{${each.join(",")}}`;
}

const textOf = (value: Value, type: RowField["type"], timeZone: string, int64: Int64Form): string =>
  valueWriter(type, timeZone, int64)(value);

const fieldsOf = (info: TableInfo): ReadonlyMap<string, RowField> =>
  new Map(info.groups.flatMap((group) => group.schema.fields.map((field) => [field.name, field] as const)));

/** `?features=a,b&int64=string`. */
function readQuery(
  query: unknown,
  most: number,
): { readonly names: readonly string[] | undefined; readonly int64: Int64Form } {
  const { features, int64 } = readObject({ ...(query as object) }, ["features", "int64"], "the query");
  if (features === undefined) return { names: undefined, int64: readInt64Form(int64, "`int64`") };
  if (typeof features !== "string")
    throw new PinionError("PN9002", "`features` must be names separated by commas");
  const names = features.split(",").map((name) => name.trim());
  if (names.length > most) throw new PinionError("PN9003", `the request asks for more features than ${most}`);
  return { names, int64: readInt64Form(int64, "`int64`") };
}
