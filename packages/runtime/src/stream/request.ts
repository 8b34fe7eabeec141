import { PinionError, type Manifest } from "@pinion/core";
import type { Selection } from "../materialise/select.js";
import { isFolderSink, type Sink } from "../sinks.js";

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

/** Throws PN7051 where features of a stream are to be materialised as if they were of a file, or the other way. */
export function checkStreamed(manifest: Manifest, selection: Selection, streaming: boolean): void {
  const lookup = selection.needed.find((feature) => feature.kind === "lookup");
  if (streaming && lookup !== undefined) {
    throw new PinionError(
      "PN7051",
      `\`${lookup.name}\` looks up another entity, which changes without an event of this one`,
      {
        help: `stream ${lookup.bases.map(({ feature }) => feature).join(", ")}: \`${lookup.name}\` is computed when it is asked for`,
      },
    );
  }
  for (const { plan } of selection.scans) {
    const isStream = manifest.sources.some(({ name, kind }) => name === plan.source && kind === "stream");
    if (isStream === streaming) continue;
    throw new PinionError(
      "PN7051",
      isStream
        ? `source ${plan.source} is a stream, and no sink is streaming`
        : `source ${plan.source} is no stream`,
      {
        help: isStream
          ? "write { streaming: true } into the sink, or run `pinion stream`"
          : "materialise its features",
      },
    );
  }
}
