import { isAnchored, PinionError, type Manifest } from "@pinion/core";
import type { RowField } from "../../ports.js";
import { checkTableName } from "../../stores/table-name.js";
import { pushedGroups } from "../../serve/pushed-groups.js";
import { tablesTaking } from "../../serve/push-targets.js";
import type { PushedSource } from "../../serve/push-times.js";
import type { Caller } from "../auth/caller.js";
import { parseBytes } from "../json/parse.js";
import { placesOf, pushedName } from "../push-places.js";
import {
  readPushRequest,
  readPushedRows,
  readRawRows,
  type PushedRows,
  type PushRequest,
} from "../read/push-request.js";
import type { Serving } from "../serving.js";
import type { Asked, BodyRoute } from "./route.js";

/**
 * `POST /push` and `POST /write-to-online-store`, as Feast's clients send them: values of features by columns, into a
 * table of the store, or into the tables that hold an anchor's features, or one of its name, which is made with its first rows; or rows
 * of a source, whose features are computed. A row never replaces one of a later time.
 */
export const pushRoutes = (serving: Serving): readonly BodyRoute[] => [
  pushRoute(serving, "/push", "push_source_name"),
  pushRoute(serving, "/write-to-online-store", "feature_view_name"),
];

const DONE = Buffer.from("null");

const pushRoute = (serving: Serving, path: string, nameMember: string): BodyRoute => ({
  method: "POST",
  path,
  role: "write",
  answer: async (body, asked) => {
    await push(serving, asked, body, nameMember);
    return DONE;
  },
});

async function push(
  serving: Serving,
  { caller }: Asked,
  body: Buffer | undefined,
  nameMember: string,
): Promise<void> {
  const { client, limits, manifest, zone } = serving;
  const request = readPushRequest(parseBytes(body), nameMember, limits);
  const { table, to } = request;
  const source = nameMember === "push_source_name" ? await sourceOf(serving, request, caller) : undefined;
  if (source !== undefined) {
    const declared = new Set(source.columns.map(({ name }) => name));
    const { rows, times } = readRawRows(request, String(body), (name) => declared.has(name), Date.now());
    const mayWrite = caller.seesAll ? {} : { mayWrite: caller.maySee };
    await client.pushRows({ source: source.name, rows, times, to, ...mayWrite });
    return;
  }
  checkTableName(table);
  const named = await pushedName(serving, caller, table);
  if (to !== "online") {
    throw new PinionError("PN7013", `\`${table}\` is no source: only the rows of one are kept offline`, {
      help: "push rows of the source that the features come from, with the source's columns",
    });
  }
  const now = Date.now();
  const read = (keys: readonly RowField[]): PushedRows => readPushedRows(request, keys, manifest, zone, now);
  const first = read(named.keys);
  const names = first.schema.fields.map(({ name }) => name);
  const store = await client.onlineStore();
  for (const place of await placesOf(serving, caller, named, names)) {
    // Tables may hold keys of one name as other types.
    const pushed = place.keys === named.keys ? first : read(place.keys);
    for (const group of pushedGroups(place.info, place.names)) {
      const { schema, rows } = columnsOf(pushed, group);
      const writer = await store.openStreamWriter({ table: place.table, keys: place.keys, schema });
      await writer.upsert(rows);
    }
  }
}

/** Rows cut to some of their columns. */
function columnsOf({ schema, rows }: PushedRows, names: readonly string[]): PushedRows {
  const own = new Set(names);
  const kept = schema.fields.flatMap((field, i) => (own.has(field.name) ? [{ field, i }] : []));
  return {
    schema: { fields: kept.map(({ field }) => field) },
    rows: rows.map((row) => ({ ...row, values: kept.map(({ i }) => row.values[i] ?? null) })),
  };
}

/**
 * The source whose rows these are: its name is one, and no column beside the source's own is a feature. To a caller who may not push
 * its rows a source is as if it were not there: whose table takes none of its features, or, offline, who may not see all that is
 * computed of it.
 */
async function sourceOf(
  { manifest, features, client }: Serving,
  { table, columns, to }: PushRequest,
  caller: Caller,
): Promise<PushedSource | undefined> {
  const source = manifest.sources.find(({ name }) => name === table);
  if (source === undefined || source.kind === "request") return undefined;
  const own = new Set(source.columns.map(({ name }) => name));
  if (![...columns.keys()].every((name) => own.has(name) || !features.has(name))) return undefined;
  if (caller.seesAll) return source;
  const plan = manifest.plans.find((candidate) => candidate.source === table);
  if (plan === undefined) return undefined;
  if (to !== "online" && !anchorsOf(manifest, table).every(caller.maySee)) return undefined;
  if (to === "offline") return source;
  const taking = await tablesTaking(manifest, plan, await client.onlineStore(), caller.maySee);
  return taking.length > 0 ? source : undefined;
}

const anchorsOf = ({ features }: Manifest, source: string): readonly string[] =>
  features.flatMap((feature) => (isAnchored(feature) && feature.source === source ? [feature.anchor] : []));
