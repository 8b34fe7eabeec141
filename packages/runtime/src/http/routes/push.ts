import { isAnchored, PinionError, type FeatureEntry } from "@pinion/core";
import { typeNamed } from "../../materialise/evaluate.js";
import type { RowField } from "../../ports.js";
import { checkTableName } from "../../stores/table-name.js";
import { checkTable } from "../auth/caller.js";
import { parseBytes } from "../json/parse.js";
import { readPushRequest, readPushedRows, readRawRows, type PushRequest } from "../read/push-request.js";
import type { Serving } from "../serving.js";
import type { Asked, BodyRoute } from "./route.js";

/**
 * `POST /push` and `POST /write-to-online-store`, as Feast's clients send them: values of features by columns, into a
 * table of the store, or into the table of an anchor's name, which is made with its first rows; or rows of a source, whose
 * features are computed. A row never replaces one of a later time.
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
    await push(serving, asked, parseBytes(body), nameMember);
    return DONE;
  },
});

async function push(serving: Serving, { caller }: Asked, body: unknown, nameMember: string): Promise<void> {
  const { client, limits, manifest, zone } = serving;
  const request = readPushRequest(body, nameMember, limits);
  const { table } = request;
  const store = await client.onlineStore();
  if (nameMember === "push_source_name" && isRaw(serving, request)) {
    const { rows, times } = readRawRows(request, Date.now());
    await client.pushRows({
      source: table,
      rows,
      times,
      ...(caller.seesAll ? {} : { mayWrite: caller.maySee }),
    });
    return;
  }
  checkTableName(table);
  checkTable(caller, table);
  const keys = (await store.table(table))?.keys ?? keysOfAnchor(serving, table);
  if (keys === undefined) {
    throw new PinionError("PN7002", `there is no table \`${table}\`, nor an anchor of that name`, {
      help: "`GET /v1/catalog` lists the tables",
    });
  }
  const { schema, rows } = readPushedRows(request, keys, manifest, zone, Date.now());
  const writer = await store.openStreamWriter({ table, keys, schema });
  await writer.upsert(rows);
}

/** Rows of a source: its name is one, and no column beside the source's own is a feature. */
function isRaw({ manifest, features }: Serving, { table, columns }: PushRequest): boolean {
  const source = manifest.sources.find(({ name, kind }) => name === table && kind !== "request");
  if (source === undefined) return false;
  const own = new Set(source.columns.map(({ name }) => name));
  return [...columns.keys()].every((name) => own.has(name) || !features.has(name));
}

function keysOfAnchor({ manifest }: Serving, anchor: string): readonly RowField[] | undefined {
  const ofAnchor = (feature: FeatureEntry): boolean => isAnchored(feature) && feature.anchor === anchor;
  const feature = manifest.features.find(ofAnchor);
  if (feature === undefined || feature.keys.length === 0) return undefined;
  return feature.keys.map((name) => {
    const key = manifest.keys.find((candidate) => candidate.name === name);
    if (key === undefined) throw new Error(`the manifest has no key ${name}`);
    return { name, type: typeNamed(key.type) };
  });
}
