import { isAnchored, PinionError } from "@pinion/core";
import { parseTimestampText, zoneOf } from "@pinion/core/std";
import { select } from "../../materialise/select.js";
import type { TableInfo } from "../../ports.js";
import { servedSink } from "../../sinks.js";
import { checkStreamed } from "../../stream/request.js";
import { checkTable } from "../auth/caller.js";
import { parseBytes } from "../json/parse.js";
import { isObject, member, misshapen, readFlag, readText, readTexts } from "../read/shape.js";
import type { Serving } from "../serving.js";
import { namesOf, tablesOf } from "../visible-features.js";
import type { Asked, Route } from "./route.js";

/**
 * `POST /materialize` and `POST /materialize-incremental`, as Feast's clients send them: computes features anew as of the
 * end, to the hour, and answers when they are in the store. What is named is a table of the store, which keeps its features, or
 * an anchor, whose features go into a table of its name; where nothing is named, every table
 * that jobs write.
 */
export const materializeRoutes = (serving: Serving): readonly Route[] =>
  (["/materialize", "/materialize-incremental"] as const).map((path) => ({
    method: "POST",
    path,
    role: "admin",
    handle: async ({ body, raw }, asked) => {
      // It takes as long as it takes: the connection is not idle.
      raw.socket.setTimeout(0);
      await materialize(serving, asked, parseBytes(body as Buffer | undefined), path === "/materialize");
      return "null";
    },
  }));

interface Wanted {
  readonly table: string;
  readonly features: readonly string[];
}

async function materialize(serving: Serving, asked: Asked, body: unknown, hasStart: boolean): Promise<void> {
  if (!isObject(body)) throw misshapen("the body", "an object");
  // Feast's clients may leave the times out by this.
  const untimed =
    hasStart && readFlag(member(body, "disable_event_timestamp"), "`disable_event_timestamp`", false);
  const end = untimed ? Date.now() : readTime(member(body, "end_ts"), "`end_ts`");
  if (hasStart && !untimed && readTime(member(body, "start_ts"), "`start_ts`") > end)
    throw new PinionError("PN7007", "`start_ts` comes after `end_ts`");
  const named = member(body, "feature_views");
  const names =
    named === undefined
      ? undefined
      : readTexts(named, "`feature_views`", serving.limits.features, "feature views");
  const wanted = await wantedOf(serving, asked, names);
  const { client } = serving;
  for (const { table, features } of wanted) {
    const job = await client.materializeFeatures({
      name: table,
      sinks: [servedSink({ tableName: table })],
      featureNames: features as never[],
      backfillTime: { end: new Date(end) },
      resolution: "HOURLY",
    });
    await job.wait();
  }
}

/** Milliseconds; without a zone of its own a time is UTC, as in Feast. */
function readTime(value: unknown, place: string): number {
  const micros = parseTimestampText(readText(value, place), zoneOf("UTC"));
  if (micros === null) throw misshapen(place, "a timestamp such as 2024-03-06T00:00:00Z");
  return Math.floor(Number(micros) / 1000);
}

async function wantedOf(
  serving: Serving,
  { caller }: Asked,
  names: readonly string[] | undefined,
): Promise<readonly Wanted[]> {
  const { infos: tables, unreadable } = await tablesOf(serving);
  if (names === undefined)
    return tables
      .filter(({ table }) => caller.maySee(table))
      .map((table) => ofTable(serving, table))
      .filter(({ features }) => isOfJobs(serving, features));
  return [...new Set(names)].map((name) => {
    checkTable(caller, name);
    const other = unreadable.get(name);
    if (other !== undefined) throw other;
    const table = tables.find((candidate) => candidate.table === name);
    const features = [
      ...(table === undefined ? [] : ofTable(serving, table).features),
      ...ofAnchor(serving, name),
    ];
    const wanted = { table: name, features: [...new Set(features)] };
    if (wanted.features.length > 0) return wanted;
    throw new PinionError(
      "PN7002",
      `there is no table \`${name.slice(0, 100)}\`, nor an anchor of that name`,
    );
  });
}

/** Whether one job can compute the features: what streams and pushes write, it leaves alone. */
function isOfJobs({ manifest }: Serving, features: readonly string[]): boolean {
  if (features.length === 0) return false;
  try {
    checkStreamed(manifest, select(manifest, features), false);
    return true;
  } catch (error) {
    if (error instanceof PinionError && (error.code === "PN7051" || error.code === "PN7006")) return false;
    throw error;
  }
}

/** Features that the project no longer has stay as they are. */
const ofTable = ({ features }: Serving, info: TableInfo): Wanted => ({
  table: info.table,
  features: namesOf(info).filter((name) => features.has(name)),
});

const ofAnchor = ({ manifest }: Serving, anchor: string): readonly string[] =>
  manifest.features
    .filter((feature) => isAnchored(feature) && feature.anchor === anchor && feature.keys.length > 0)
    .map(({ name }) => name);
