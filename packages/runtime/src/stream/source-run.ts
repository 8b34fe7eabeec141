import type { PinionError } from "@pinion/core";
import { openDecoders } from "./decode/decoders.js";
import type { Endings } from "./endings.js";
import { historyOf } from "./history.js";
import { ingest } from "./ingest.js";
import { openDeadLetters, openLog } from "./open-log.js";
import { startOf } from "./options.js";
import type { SourcePlace } from "./places.js";
import type { StreamPlan } from "./plan.js";
import { partitionName, type ReadHandlers } from "./ports.js";
import type { Processor, ProcessorOptions } from "./processor.js";
import { untilDone } from "./retry.js";
import { rowProcessor } from "./row-processor.js";
import type { StreamRequest } from "./stream-request.js";
import { sharedLog } from "./shared-log.js";
import { streamStatus, type StreamStatus } from "./status.js";
import { openStreamSinks, type StreamSinks } from "./stream-sinks.js";

/** One source of a job: its log, read by one group, and what computes the features of each of its keys. */
export interface SourceRun {
  /** Resolves when reading has ended. */
  readonly read: () => Promise<void>;
  readonly tick: () => void;
  /** Looks whether keys are where windows need them. */
  readonly checkShared: () => Promise<void>;
  readonly drain: () => Promise<void>;
  /** Whether all is read that was there when it began. */
  readonly atEnd: () => boolean;
  /** One of each key; events a second over the last seconds, unless the seconds since the first assignment are given. */
  readonly statuses: (readSeconds?: number) => readonly StreamStatus[];
  readonly close: () => Promise<void>;
}

export interface SourceRunOptions {
  readonly request: StreamRequest;
  readonly place: SourcePlace;
  readonly ending: Endings;
  readonly onAssigned: () => void;
  /** Called when there may be nothing more to read. */
  readonly onProgress: () => void;
}

interface Part {
  readonly plan: StreamPlan;
  readonly processor: Processor;
  readonly sinks: StreamSinks;
  readonly rate: (events: number) => number;
  /** Whether the group stood somewhere when partitions were first given; undefined before. */
  resumed: boolean | undefined;
}

/** Events a second are those of as many ticks. */
const RATE_TICKS = 15;

export async function openSource(options: SourceRunOptions): Promise<SourceRun> {
  const { request, place, ending } = options;
  const { project, environment, zone, now = Date.now } = request;
  const [first] = place.parts;
  if (first === undefined) throw new Error("a source without features");
  const from = startOf(request.options);
  // The program of a source is one for all of its keys, and so are the columns that it needs.
  const { columns } = first.plan;
  const decoders = await openDecoders({
    ...{ source: place.source, columns, project, environment, zone },
  });

  let trouble: string | undefined;
  const onTrouble = (error: PinionError): void => void (trouble = error.message);
  const retry = { giveUp: ending.gaveUp, onTrouble };
  const log = await openLog(place);
  const letters = await openDeadLetters(place).catch(async (error: unknown) => {
    await log.close();
    throw error;
  });
  const parts: Part[] = [];
  const close = async (): Promise<void> => {
    for (const { processor } of parts) await processor.close();
    await letters.close();
    await log.close();
    history?.close();
  };
  const history =
    place.source.history === undefined
      ? undefined
      : historyOf({
          source: place.source,
          history: place.source.history,
          columns,
          project,
          environment,
          zone,
        });
  const shared = sharedLog(
    log,
    place.parts.map(({ id }) => id),
  );
  try {
    for (const [i, { plan, targets, folder }] of place.parts.entries()) {
      const own = shared.parts[i];
      if (own === undefined) throw new Error("a part without its log");
      const sinks = await openStreamSinks(targets, plan, retry);
      const processor = await openProcessor(plan, folder, {
        ...{ plan, sinks, from, now, reset: request.options.reset === true },
        ingest: ingest({
          plan,
          otherKeys: place.parts.flatMap((part, j) => (i === j ? [] : [part.plan.keyOutputs])),
          // A registry that does not answer for a while is waited for, as stores and brokers are.
          decoders: (batch) => untilDone(() => decoders(batch), retry),
          now,
        }),
        deadLetters: { ...letters, write: (all) => untilDone(() => letters.write(all), retry) },
        holds: own.holds,
        giveUp: retry.giveUp,
        commit: (positions) => untilDone(() => own.commit(positions), retry),
        onFailure: ending.fail,
        onTrouble,
        ...(history === undefined ? {} : { history }),
      });
      parts.push({ plan, processor, sinks, rate: rateOf(), resumed: undefined });
    }
  } catch (error) {
    await close();
    throw error;
  }

  const ends = new Map<string, number>();
  let assigned = false;
  const handlersOf = (part: Part): ReadHandlers => ({
    assigned: async (assignments) => {
      const { processor } = part;
      options.onAssigned();
      part.resumed ??=
        request.options.reset !== true && assignments.some(({ committed }) => committed !== undefined);
      const starts = await processor.assigned(assignments);
      for (const { topic, partition, end } of assignments) {
        const name = partitionName({ topic, partition });
        if (!ends.has(name)) ends.set(name, end);
      }
      assigned = true;
      options.onProgress();
      return starts;
    },
    revoked: part.processor.revoked,
    batch: async (batch) => {
      await part.processor.batch(batch);
      trouble = undefined;
      options.onProgress();
    },
  });
  let checking = false;
  return {
    read: () => shared.read(parts.map(handlersOf), ending.signal),
    tick: () => {
      for (const { processor } of parts) processor.tick();
    },
    checkShared: async () => {
      if (checking) return;
      checking = true;
      try {
        for (const [i, { processor }] of parts.entries()) {
          // A broker that does not answer is asked again.
          processor.shared((await shared.parts[i]?.others().catch(() => [])) ?? []);
        }
      } catch (error) {
        ending.fail(error);
      } finally {
        checking = false;
      }
    },
    drain: async () => {
      await Promise.all(parts.map(({ processor }) => processor.drain()));
    },
    atEnd: () =>
      assigned &&
      parts.every(({ processor }) =>
        processor.status().partitions.every((one) => one.offset >= (ends.get(partitionName(one)) ?? 0)),
      ),
    statuses: (readSeconds) =>
      parts.map(({ plan, processor, sinks, rate, resumed = false }) => {
        const status = processor.status();
        const { events } = status;
        const eventsPerSecond =
          readSeconds === undefined ? rate(events) : events / Math.max(readSeconds, 0.001);
        return streamStatus({
          ...{ source: plan.source.name, keys: plan.keys.map(({ name }) => name), log: log.label },
          ...{ deadLetters: letters.label, processor: status, sinks: sinks.report() },
          ...{ eventsPerSecond, trouble, resumed },
          ...(readSeconds === undefined ? {} : { ended: ending.why(), readSeconds }),
        });
      }),
    close,
  };
}

async function openProcessor(
  plan: StreamPlan,
  folder: string,
  options: ProcessorOptions,
): Promise<Processor> {
  if (plan.windows.length === 0) return rowProcessor(options);
  const { openState } = await import("./state/store.js");
  const { windowProcessor } = await import("./window-processor.js");
  const state = openState(folder, plan, options.reset);
  return windowProcessor({ ...options, state });
}

/** Events a second over the last ticks. */
function rateOf(): (events: number) => number {
  const seen: { readonly at: number; readonly events: number }[] = [];
  return (events) => {
    seen.push({ at: performance.now(), events });
    if (seen.length > RATE_TICKS) seen.shift();
    const [first] = seen;
    const last = seen.at(-1);
    if (first === undefined || last === undefined || last.at === first.at) return 0;
    return ((last.events - first.events) * 1000) / (last.at - first.at);
  };
}
