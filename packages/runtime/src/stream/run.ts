import type { JobReport } from "../materialise/report.js";
import { endings } from "./endings.js";
import { startOf } from "./options.js";
import { placesOf, type SourcePlace } from "./places.js";
import { openSource, type SourceRun } from "./source-run.js";
import { joinStatuses, type StreamStatus } from "./status.js";
import type { StreamRequest } from "./stream-request.js";

const TICK_MS = 200;
/** How long a stream that is told to end waits for what does not answer. */
const DRAIN_MS = 15_000;
/** So often it is checked that readers which share partitions share no keys. */
const SHARED_TICKS = 10;

/** Streams features into stores until it is told to end, its time is up, or all is read. What fails of one source ends all. */
export async function runStream(request: StreamRequest): Promise<JobReport> {
  const { options, timeoutMs } = request;
  const started = performance.now();
  startOf(options);
  const places = placesOf(request);
  const ending = endings(request.signal, options.signal);
  // A store that does not answer keeps nobody for longer, not even where another source has failed.
  ending.signal.addEventListener("abort", () => ending.drainFor(DRAIN_MS), { once: true });
  let firstAssigned: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const onAssigned = (): void => {
    firstAssigned ??= performance.now();
    if (timeoutMs !== undefined) timer ??= setTimeout(() => ending.end("timeout"), timeoutMs);
  };
  const runs: SourceRun[] = [];
  const onProgress = (): void => {
    if (options.untilEnd !== true || runs.length < places.length) return;
    if (runs.every((run) => run.atEnd())) ending.end("end");
  };
  const sinceAssigned = (): number =>
    firstAssigned === undefined ? 0 : (performance.now() - firstAssigned) / 1000;
  const report = (readSeconds?: number): StreamStatus =>
    joinStatuses(runs.flatMap((run) => run.statuses(readSeconds)));
  const checkShared = async (): Promise<void> => {
    await Promise.all(runs.map((run) => run.checkShared()));
  };
  let ticking: NodeJS.Timeout | undefined;
  try {
    for (const place of places) {
      runs.push(await openSource({ request, place, ending, onAssigned, onProgress }));
    }
    let ticks = 0;
    ticking = setInterval(() => {
      if (++ticks % SHARED_TICKS === 0) void checkShared();
      for (const run of runs) run.tick();
      onProgress();
      request.onStatus(report());
    }, TICK_MS);
    await Promise.all(runs.map((run) => run.read().catch(ending.fail)));
    ending.check();
    ending.drainFor(DRAIN_MS);
    await Promise.all(runs.map((run) => run.drain()));
    await checkShared();
    clearInterval(ticking);
    ending.check();
    const seconds = (performance.now() - started) / 1000;
    const status = report(sinceAssigned());
    request.onStatus(status);
    return jobReport(request, places, status, seconds);
  } finally {
    clearInterval(ticking);
    clearTimeout(timer);
    ending.clear();
    await closeAll(runs);
  }
}

/** Closes all, whatever one of them says to that. */
async function closeAll(runs: readonly SourceRun[]): Promise<void> {
  const closed = await Promise.allSettled(runs.map((run) => run.close()));
  const failed = closed.find((one) => one.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

function jobReport(
  request: StreamRequest,
  places: readonly SourcePlace[],
  status: StreamStatus,
  seconds: number,
): JobReport {
  const parts = status.streams ?? [status];
  return {
    job: request.job,
    features: places.flatMap((place) =>
      place.parts.flatMap(({ plan }) =>
        plan.features.map(({ name }) => ({ feature: name, nullRate: 0, failures: [] })),
      ),
    ),
    sources: parts.map(({ source, log, events, late, rejected }) => {
      const rowsRejected = rejected.reduce((sum, { records }) => sum + records, 0);
      return {
        ...{ source, path: log, rowsRead: events + rowsRejected + late, rowsRejected, rowsAfter: 0 },
        rejected: rejected.map(({ reason, records }) => ({ reason, rows: records, samples: [] })),
      };
    }),
    sinks: status.sinks,
    cutoffs: status.asOf === undefined ? [] : [status.asOf],
    keys: status.sinks[0]?.rows ?? 0,
    resumedKeys: 0,
    seconds: { scan: 0, write: seconds, finish: 0, total: seconds },
    stream: status,
  };
}
