import { PinionError, type LookupFeature, type Manifest } from "@pinion/core";
import { findFeature } from "../materialise/find-feature.js";
import { select, type Selection } from "../materialise/select.js";
import { isFolderSink, type Sink } from "../sinks.js";
import { isStream, sourcesBelow, storedParts } from "./stored-parts.js";

/** Whether the sinks of a request take a stream, and for how long. Throws PN7010 where only some do. */
export function streamingOf(sinks: readonly Sink[]): { readonly timeoutMs?: number } | undefined {
  const streaming = sinks.filter((sink) => !isFolderSink(sink) && sink.streaming === true);
  if (streaming.length === 0) return undefined;
  if (streaming.length < sinks.length) {
    throw new PinionError("PN7010", "only some of the sinks are streaming", {
      help: "stream into one set of sinks, and materialise into the others by a job of its own",
    });
  }
  const timeouts = streaming.flatMap((sink) =>
    !isFolderSink(sink) && sink.streamingTimeoutMs !== undefined ? [sink.streamingTimeoutMs] : [],
  );
  const wrong = timeouts.find((ms) => !(Number.isFinite(ms) && ms > 0));
  if (wrong !== undefined) {
    throw new PinionError("PN7010", `streamingTimeoutMs is ${wrong}`, {
      help: "it is a number of milliseconds",
    });
  }
  return timeouts.length === 0 ? {} : { timeoutMs: Math.min(...timeouts) };
}

/**
 * Throws PN7051 where features of a stream are to be materialised as if they were of a file, or the other way, and where a lookup
 * reaches a stream: no job can write that one.
 */
export function checkStreamed(manifest: Manifest, selection: Selection, streaming: boolean): void {
  for (const feature of selection.needed) {
    if (feature.kind === "lookup") checkLookup(manifest, feature, streaming);
  }
  for (const { plan } of selection.scans) {
    const ofStream = isStream(manifest, plan.source);
    if (ofStream === streaming) continue;
    throw new PinionError(
      "PN7051",
      ofStream
        ? `source ${plan.source} is a stream, and no sink is streaming`
        : `source ${plan.source} is no stream`,
      {
        help: ofStream
          ? "write { streaming: true } into the sink, or run `pinion stream`"
          : "materialise its features",
      },
    );
  }
}

function checkLookup(manifest: Manifest, lookup: LookupFeature, streaming: boolean): void {
  const ofStream = (name: string): string | undefined =>
    sourcesBelow(manifest, findFeature(manifest, name)).find((source) => isStream(manifest, source));
  const [part, stream] =
    [lookup.expansion, ...lookup.bases.map(({ feature }) => feature)]
      .map((name) => [name, ofStream(name)] as const)
      .find(([, source]) => source !== undefined) ?? [];
  if (stream === undefined && !streaming) return;
  const why =
    stream === undefined || part === undefined
      ? `\`${lookup.name}\` is of no stream: it looks \`${lookup.expansion}\` up in files`
      : part === lookup.expansion
        ? `\`${lookup.name}\` looks up \`${part}\` of the stream ${stream}, which changes without an event of this entity`
        : `\`${lookup.name}\` looks up another entity by \`${part}\` of the stream ${stream}, and that entity changes without its events`;
  if (stream === undefined) throw new PinionError("PN7051", why, { help: `materialise \`${lookup.name}\`` });
  const { streamed, materialised } = storedParts(manifest, lookup);
  const jobs = [
    ...streamed.map((name) => `stream \`${name}\``),
    ...materialised.map((name) => `materialise \`${name}\``),
  ];
  throw new PinionError("PN7051", why, {
    help: `${jobs.join(", ")}, each into a table of its own key, and leave \`${lookup.name}\` out: it is computed when it is asked for`,
  });
}

/** What goes into the tables of some sinks: features of one key. */
export interface TableRequest {
  readonly selection: Selection;
  readonly sinks: readonly Sink[];
}

/**
 * The tables of a stream job: each sink takes the features that it names, or all. Throws PN7001, PN7006 and PN7051 where a table
 * cannot have its features, PN7010 where sinks and job do not name the same ones.
 */
export function tablesOf(
  manifest: Manifest,
  sinks: readonly Sink[],
  names: readonly string[],
): readonly TableRequest[] {
  const tables = new Map<string, { readonly names: readonly string[]; readonly sinks: Sink[] }>();
  for (const sink of sinks) {
    const own = isFolderSink(sink) ? names : (sink.featureNames ?? names);
    const strange = own.find((name) => !names.includes(name));
    if (strange !== undefined) {
      throw new PinionError("PN7010", `a sink takes \`${strange}\`, which the job does not name`, {
        help: "featureNames of the job name all that its sinks take",
      });
    }
    const id = JSON.stringify(own);
    const there = tables.get(id);
    if (there === undefined) tables.set(id, { names: own, sinks: [sink] });
    else there.sinks.push(sink);
  }
  const taken = [...tables.values()];
  const left = names.find((name) => taken.every((table) => !table.names.includes(name)));
  if (left !== undefined) throw new PinionError("PN7010", `no sink takes \`${left}\``);
  return taken.map((table) => {
    const selection = select(manifest, table.names);
    checkStreamed(manifest, selection, true);
    return { selection, sinks: table.sinks };
  });
}

/** Throws PN7010 where sinks of a job that is no stream choose among its features. */
export function checkWholeSinks(sinks: readonly Sink[]): void {
  if (sinks.every((sink) => isFolderSink(sink) || sink.featureNames === undefined)) return;
  throw new PinionError("PN7010", "only sinks of a stream take some of the job's features", {
    help: "materialise into each table by a job of its own",
  });
}
