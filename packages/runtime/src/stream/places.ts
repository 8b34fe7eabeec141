import { createHash } from "node:crypto";
import { join } from "node:path";
import { PinionError, type Manifest, type StreamSourceEntry } from "@pinion/core";
import { projectPath } from "../load/settings.js";
import type { StreamPlace } from "./open-log.js";
import { streamPlan, type StreamPlan } from "./plan.js";
import type { StreamRequest } from "./stream-request.js";
import type { StreamTarget } from "./stream-sinks.js";
import { divide } from "./divide.js";

/** The features of one source by one key, and where they go. */
export interface PartPlace {
  /** Told by the source, the table and the features. */
  readonly id: string;
  readonly plan: StreamPlan;
  readonly targets: readonly StreamTarget[];
  /** The folder of its window state. */
  readonly folder: string;
}

/** A source of a job: one group reads it for all of its parts. */
export interface SourcePlace extends StreamPlace {
  readonly parts: readonly PartPlace[];
}

/** What is noted beside an offset tells so many parts apart: a broker takes 4,096 bytes. */
const MOST_PARTS = 10;

/** Throws PN7010 and PN7051 where the features cannot be streamed in one job. */
export function placesOf(request: StreamRequest): readonly SourcePlace[] {
  const { manifest, evaluators, options, project } = request;
  const found = request.tables.flatMap(({ selection, targets }) =>
    divide(manifest, selection).map((own) => ({ targets, plan: streamPlan(manifest, own, evaluators) })),
  );
  const sources = [...new Set(found.map(({ plan }) => plan.source))];
  if (options.log !== undefined && sources.length > 1) {
    throw new PinionError("PN7010", "one local log cannot be in place of several sources", {
      help: `stream ${sources.map(({ name }) => name).join(", ")} in jobs of their own, or declare each with localLog(…)`,
    });
  }
  const root =
    options.state === undefined ? join(project, ".pinion", "stream") : projectPath(project, options.state);
  const places = sources.map((source): SourcePlace => {
    const parts = found
      .filter(({ plan }) => plan.source === source)
      .map(({ plan, targets }) => {
        const table = targets[0]?.table ?? "";
        const names = plan.features.map(({ name }) => name).toSorted();
        return { plan, targets, table, id: idOf([source.name, table, names]) };
      });
    checkParts(source, parts);
    const only = parts.length === 1 ? parts[0] : undefined;
    const id = only?.id ?? idOf([source.name, parts.map((part) => part.id).toSorted()]);
    const what = only === undefined ? source.name : `${source.name}-${only.table}`;
    // A folder that was named is that of the one part that there is; several have folders in it.
    const alone = only !== undefined && sources.length === 1 && options.state !== undefined;
    const folderOf = (name: string): string => (alone ? root : join(root, name));
    return {
      ...{ source, project, environment: request.environment, options },
      groupId: groupOf(request, source, sources.length > 1, `${what}-${id}`),
      folder: folderOf(only === undefined ? `${source.name}-${id}` : `${only.table}-${id}`),
      parts: parts.map((part) => ({ ...part, folder: folderOf(`${part.table}-${part.id}`) })),
    };
  });
  checkGroups(places);
  return places;
}

const idOf = (parts: unknown): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 8);

/** A group that was named for a job of several sources is one of each, since they have topics of their own. */
function groupOf(
  { options, manifest }: { readonly options: StreamRequest["options"]; readonly manifest: Manifest },
  { name, transport }: StreamSourceEntry,
  several: boolean,
  id: string,
): string {
  if (options.groupId !== undefined) return several ? `${options.groupId}-${name}` : options.groupId;
  const own = transport.kind === "kafka" ? transport.groupId : undefined;
  return own ?? `pinion-${manifest.project.name}-${id}`;
}

function checkGroups(places: readonly SourcePlace[]): void {
  for (const [i, { groupId, source }] of places.entries()) {
    const other = places.slice(0, i).find((each) => each.groupId === groupId);
    if (other === undefined) continue;
    throw new PinionError(
      "PN7051",
      `the sources ${other.source.name} and ${source.name} name the same group ${groupId}`,
      { help: "each source of a job is read by a group of its own" },
    );
  }
}

function checkParts(source: StreamSourceEntry, parts: readonly { readonly id: string }[]): void {
  if (parts.length > MOST_PARTS) {
    throw new PinionError(
      "PN7051",
      `${parts.length} tables take features of ${source.name}, more than ${MOST_PARTS}`,
      { help: "stream them in several jobs" },
    );
  }
  if (new Set(parts.map(({ id }) => id)).size < parts.length) {
    throw new PinionError("PN7010", `features of ${source.name} go into one table twice`);
  }
}
