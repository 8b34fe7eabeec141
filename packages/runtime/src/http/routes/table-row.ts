import { PinionError, type FeatureEntry } from "@pinion/core";
import { defaultOf, typeNamed } from "../../materialise/evaluate.js";
import type { TableInfo } from "../../ports.js";
import { checkNames } from "../../serve/not-in-table.js";
import { SCAN_ROW } from "../../serve/scan-row.js";
import { typesHeld } from "../../stores/declared.js";
import { checkTable } from "../auth/caller.js";
import { withDeadline } from "../deadline.js";
import { jsonBytes } from "../json/json-bytes.js";
import { tableRowWriter, type TableRowWriter, type WrittenRow } from "../json/table-row-writer.js";
import { valueAppender } from "../json/value-writer.js";
import { plainTableRow, readTableRowQuery, TABLES, type TableRowRequest } from "../read/table-row-request.js";
import type { Serving } from "../serving.js";
import type { Asked, PathRoute } from "./route.js";

/** `GET /v1/tables/:table/:key`: what one table holds of one key; a composite key is written `a#b`, encoded `a%23b`. */
export const tableRowRoute = (serving: Serving): PathRoute => {
  const { limits } = serving;
  const writers = tableRowWriters(serving);
  const plain = plainTableRow(limits);
  return {
    method: "GET",
    path: "/v1/tables/:table/:key",
    role: "read",
    prefix: TABLES,
    answerOf: (url) => {
      const request = plain(url);
      return request && ((asked) => answer(serving, writers, asked, request));
    },
    handle: async ({ params, query }, asked) => {
      const { table, key } = params as { readonly table: string; readonly key: string };
      checkTable(asked.caller, table);
      return answer(serving, writers, asked, { table, key, ...readTableRowQuery(query, limits) });
    },
  };
};

interface TableRowWriters {
  readonly make: (info: TableInfo, request: TableRowRequest) => TableRowWriter;
  /** The same again for the same list of features; undefined where the table does not hold them all. */
  readonly kept: (info: TableInfo, request: TableRowRequest) => TableRowWriter | undefined;
}

function answer(
  serving: Serving,
  writers: TableRowWriters,
  { caller, span }: Asked,
  request: TableRowRequest,
): Buffer | Promise<Buffer> {
  const { client, deadlines, limits, metrics } = serving;
  const { table, key, names } = request;
  checkTable(caller, table);
  const began = performance.now();
  const counted = ({ bytes, found }: WrittenRow): Buffer => {
    metrics.readTable(table, found, performance.now() - began);
    return bytes;
  };
  const slowly = async (): Promise<Buffer> =>
    counted(await withDeadline(deadlines, limits.deadlineMs, () => rowOfValues(serving, writers, request)));
  const scan = client[SCAN_ROW];
  // Which features a table holds may have changed since it was looked at: all of them are asked for anew.
  if (scan === undefined || names === undefined || span !== undefined) return slowly();
  const written = withDeadline(deadlines, limits.deadlineMs, () =>
    scan(
      table,
      key,
      (info) => {
        const writer = writers.kept(info, request);
        return writer && { names, taker: writer.ofStored(key) };
      },
      limits.deadlineMs,
    ),
  );
  if (written instanceof Promise) return written.then((row) => (row === undefined ? slowly() : counted(row)));
  return written === undefined ? slowly() : counted(written);
}

async function rowOfValues(
  { client }: Serving,
  writers: TableRowWriters,
  request: TableRowRequest,
): Promise<WrittenRow> {
  const { table, key } = request;
  const info = await (await client.onlineStore()).table(table);
  if (info === undefined) {
    throw new PinionError("PN7002", `there is no table ${JSON.stringify(table.slice(0, 140))}`, {
      help: "`GET /v1/catalog` lists the tables",
    });
  }
  const names = request.names ?? [...typesHeld(info.groups).keys()];
  // What would be computed may be of tables that are not this caller's.
  checkNames(info, client.manifest, names.length === 0 ? [""] : names);
  const [row] = await client.getOnlineRows(table, [key], names.length === 0 ? [""] : names);
  if (row === undefined) throw new Error(`no row of ${table}`);
  return { bytes: writers.make(info, { ...request, names }).ofValues(key, row), found: row.found };
}

/** Writers of one server. */
function tableRowWriters({ features, manifest }: Serving): TableRowWriters {
  const out = jsonBytes();
  const { timeZone } = manifest.project;
  const make: TableRowWriters["make"] = (info, { table, names = [], int64 }) => {
    const fields = typesHeld(info.groups);
    const own = names.flatMap((name) => {
      const held = fields.get(name);
      if (held === undefined) return [];
      const feature = features.get(name);
      const type = feature === undefined ? held : typeNamed(feature.type);
      const append = valueAppender(type, timeZone, int64);
      return [{ name, type, append, fallback: fallbackOf(feature) }];
    });
    return tableRowWriter(out, table, own, int64);
  };
  /** By the table as it was then; lists are the same object as long as they are asked for. */
  const known = new WeakMap<TableInfo, WeakMap<readonly string[], TableRowWriter>>();
  return {
    make,
    kept: (info, request) => {
      const { names = [] } = request;
      let writers = known.get(info);
      if (writers === undefined) known.set(info, (writers = new WeakMap()));
      let writer = writers.get(names);
      if (writer === undefined) {
        const fields = typesHeld(info.groups);
        if (!names.every((name) => fields.has(name))) return undefined;
        writers.set(names, (writer = make(info, request)));
      }
      return writer;
    },
  };
}

const fallbackOf = (feature: FeatureEntry | undefined) => (feature === undefined ? null : defaultOf(feature));
