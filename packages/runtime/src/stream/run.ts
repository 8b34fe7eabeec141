import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Evaluators, Manifest } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { projectPath, type Environment } from "../load/settings.js";
import type { JobReport } from "../materialise/report.js";
import type { Selection } from "../materialise/select.js";
import { openDecoders } from "./decode/decoders.js";
import { ingest } from "./ingest.js";
import { openDeadLetters, openLog, type StreamPlace } from "./open-log.js";
import { startOf, type StreamOptions } from "./options.js";
import { streamPlan, type StreamPlan } from "./plan.js";
import type { ReadHandlers } from "./ports.js";
import type { Processor, ProcessorOptions } from "./processor.js";
import { untilDone } from "./retry.js";
import { rowProcessor } from "./row-processor.js";
import { streamStatus, type StreamStatus } from "./status.js";
import { openStreamSinks, type StreamTarget } from "./stream-sinks.js";

export interface StreamRequest {
  readonly job: string;
  readonly project: string;
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
  readonly selection: Selection;
  readonly targets: readonly StreamTarget[];
  readonly zone: Zone;
  readonly environment: Environment;
  readonly options: StreamOptions;
  /** From the first assignment; without it the stream ends when it is told to. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
  readonly onStatus: (status: StreamStatus) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

const TICK_MS = 200;
/** How long a stream that is told to end waits for what does not answer. */
const DRAIN_MS = 15_000;
/** So often it is checked that readers which share partitions share no keys. */
const SHARED_TICKS = 10;
/** Events a second are those of as many ticks. */
const RATE_TICKS = 15;

/** Streams features into stores until it is told to end, its time is up, or all is read. */
export async function runStream(request: StreamRequest): Promise<JobReport> {
  const {
    manifest,
    selection,
    evaluators,
    project,
    environment,
    options,
    zone,
    targets,
    now = Date.now,
  } = request;
  const started = performance.now();
  const from = startOf(options);
  const plan = streamPlan(manifest, selection, evaluators);
  const place = placeOf(request, plan);
  const { timeZone } = manifest.project;
  const decoders = await openDecoders({
    source: plan.source,
    columns: plan.columns,
    project,
    environment,
    zone,
    timeZone,
  });

  const ending = endings(request.signal, options.signal);
  let trouble: string | undefined;
  const retry = { giveUp: ending.gaveUp, onTrouble: (error: Error) => void (trouble = error.message) };
  const sinks = await openStreamSinks(targets, plan, retry);
  const log = await openLog(place);
  const letters = await openDeadLetters(place).catch(async (error: unknown) => {
    await log.close();
    throw error;
  });
  let processor: Processor | undefined;
  try {
    const running = await openProcessor(plan, place.folder, {
      ...{ plan, sinks, from, now, reset: options.reset === true },
      // A registry that does not answer for a while is waited for, as stores and brokers are.
      ingest: ingest({ plan, decoders: (batch) => untilDone(() => decoders(batch), retry), now }),
      deadLetters: { ...letters, write: (all) => untilDone(() => letters.write(all), retry) },
      holds: log.holds,
      giveUp: retry.giveUp,
      commit: (positions) => untilDone(() => log.commit(positions), retry),
      onFailure: ending.fail,
      onTrouble: retry.onTrouble,
    });
    processor = running;
    const rate = rateOf();
    let firstAssigned: number | undefined;
    const sinceAssigned = (): number =>
      firstAssigned === undefined ? 0 : (performance.now() - firstAssigned) / 1000;
    const report = (eventsPerSecond: number, ended?: StreamStatus["ended"]): StreamStatus =>
      streamStatus({
        ...{ source: plan.source.name, log: log.label, deadLetters: letters.label },
        ...{ processor: running.status(), sinks: sinks.report(), eventsPerSecond, trouble },
        ...(ended === undefined ? {} : { ended, readSeconds: sinceAssigned() }),
      });
    let checking = false;
    /** Whether keys are where windows need them; a broker that does not answer is asked again. */
    const checkShared = async (): Promise<void> => {
      if (checking) return;
      checking = true;
      try {
        const others = await log.others().catch(() => []);
        running.shared(others);
      } catch (error) {
        ending.fail(error);
      } finally {
        checking = false;
      }
    };
    let ticks = 0;
    const timer = setInterval(() => {
      if (++ticks % SHARED_TICKS === 0) void checkShared();
      running.tick();
      request.onStatus(report(rate(running.status().events)));
    }, TICK_MS);
    try {
      const handlers = endingHandlers(
        running,
        ending,
        request.timeoutMs,
        options.untilEnd === true,
        () => {
          trouble = undefined;
        },
        () => {
          firstAssigned ??= performance.now();
        },
      );
      await log.read(handlers, ending.signal);
      ending.drainFor(DRAIN_MS);
      await running.drain();
      await checkShared();
    } finally {
      clearInterval(timer);
      ending.clear();
    }
    ending.check();
    const seconds = (performance.now() - started) / 1000;
    const status = report(running.status().events / Math.max(sinceAssigned(), 0.001), ending.why());
    request.onStatus(status);
    return jobReport(request, plan, status, seconds);
  } finally {
    await processor?.close();
    await letters.close();
    await log.close();
  }
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

/** Each table and set of features has its own group and its own folder. */
function placeOf(request: StreamRequest, { source }: StreamPlan): StreamPlace {
  const { project, environment, options, manifest, targets, selection } = request;
  const table = targets[0]?.table ?? "";
  const names = selection.features.map(({ name }) => name).toSorted();
  const id = createHash("sha256")
    .update(JSON.stringify([source.name, table, names]))
    .digest("hex")
    .slice(0, 8);
  const own = source.transport.kind === "kafka" ? source.transport.groupId : undefined;
  const groupId = options.groupId ?? own ?? `pinion-${manifest.project.name}-${source.name}-${table}-${id}`;
  const folder =
    options.state === undefined
      ? join(project, ".pinion", "stream", `${table}-${id}`)
      : projectPath(project, options.state);
  return { source, project, environment, options, groupId, folder };
}

interface Endings {
  /** Aborted when reading is to end. */
  readonly signal: AbortSignal;
  /** Aborted when even what is waited for is given up. */
  readonly gaveUp: AbortSignal;
  readonly end: (why: NonNullable<StreamStatus["ended"]>) => void;
  readonly fail: (error: unknown) => void;
  readonly drainFor: (ms: number) => void;
  /** Throws what failed. */
  readonly check: () => void;
  readonly why: () => NonNullable<StreamStatus["ended"]>;
  readonly clear: () => void;
}

function endings(...signals: readonly (AbortSignal | undefined)[]): Endings {
  const reading = new AbortController();
  const waiting = new AbortController();
  let why: StreamStatus["ended"];
  let failure: { readonly error: unknown } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const end = (reason: NonNullable<StreamStatus["ended"]>): void => {
    why ??= reason;
    reading.abort();
  };
  const stop = (): void => end("stopped");
  for (const signal of signals) {
    if (signal?.aborted === true) stop();
    signal?.addEventListener("abort", stop, { once: true });
  }
  return {
    signal: reading.signal,
    gaveUp: waiting.signal,
    end,
    fail: (error) => {
      failure ??= { error };
      reading.abort();
    },
    drainFor: (ms) => {
      timer = setTimeout(() => waiting.abort(), ms);
    },
    check: () => {
      if (failure !== undefined) throw failure.error;
    },
    why: () => why ?? "stopped",
    clear: () => {
      clearTimeout(timer);
      for (const signal of signals) signal?.removeEventListener("abort", stop);
    },
  };
}

/** The processor's handlers, which also tell when the time begins to count and when all is read. */
function endingHandlers(
  processor: Processor,
  ending: Endings,
  timeoutMs: number | undefined,
  untilEnd: boolean,
  onProgress: () => void,
  onAssigned: () => void,
): ReadHandlers {
  let timer: NodeJS.Timeout | undefined;
  const ends = new Map<string, number>();
  const checkEnd = (): void => {
    if (!untilEnd) return;
    const all = processor.status().partitions;
    const read = all.every(
      ({ topic, partition, offset }) => offset >= (ends.get(`${topic}/${partition}`) ?? 0),
    );
    if (read) ending.end("end");
  };
  return {
    assigned: async (assignments) => {
      onAssigned();
      const starts = await processor.assigned(assignments);
      for (const { topic, partition, end } of assignments) {
        const name = `${topic}/${partition}`;
        if (!ends.has(name)) ends.set(name, end);
      }
      if (timeoutMs !== undefined && timer === undefined) {
        timer = setTimeout(() => ending.end("timeout"), timeoutMs);
        ending.signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
      }
      checkEnd();
      return starts;
    },
    revoked: processor.revoked,
    batch: async (batch) => {
      await processor.batch(batch);
      onProgress();
      checkEnd();
    },
  };
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

function jobReport(
  request: StreamRequest,
  plan: StreamPlan,
  status: StreamStatus,
  seconds: number,
): JobReport {
  const rejected = status.rejected.reduce((sum, { records }) => sum + records, 0);
  return {
    job: request.job,
    features: plan.features.map(({ name }) => ({ feature: name, nullRate: 0, failures: [] })),
    sources: [
      {
        ...{ source: status.source, path: status.log, rowsRead: status.events + rejected + status.late },
        ...{ rowsRejected: rejected, rowsAfter: 0 },
        rejected: status.rejected.map(({ reason, records }) => ({ reason, rows: records, samples: [] })),
      },
    ],
    sinks: status.sinks,
    cutoffs: status.asOf === undefined ? [] : [status.asOf],
    keys: status.sinks[0]?.rows ?? 0,
    resumedKeys: 0,
    seconds: { scan: 0, write: seconds, finish: 0, total: seconds },
    stream: status,
  };
}
