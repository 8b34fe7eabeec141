import { showInstant, type Job, type StreamStatus } from "@pinion/runtime";

const number = (value: number): string => Math.round(value).toLocaleString("en");

/** One line of how a stream goes: events a second, lag, watermark, rejected. */
export function streamLine({
  events,
  eventsPerSecond,
  partitions,
  watermark,
  rejected,
  late,
  trouble,
}: StreamStatus): string {
  const lag = partitions.map((each) => `${each.partition} ${number(each.lag)}`).join(", ");
  const bad = rejected.reduce((sum, { records }) => sum + records, 0);
  return [
    `${number(events)} events`,
    `${number(eventsPerSecond)}/s`,
    partitions.length === 0 ? "no partitions yet" : `lag ${lag}`,
    ...(watermark === undefined ? [] : [`watermark ${showInstant(watermark)}`]),
    `${number(bad)} rejected`,
    ...(late === 0 ? [] : [`${number(late)} late`]),
    ...(trouble === undefined ? [] : [trouble]),
  ].join(", ");
}

/** Shows the line: drawn over on a terminal, otherwise every five seconds. The function that comes back ends it. */
export function showStream(job: Job): () => void {
  const terminal = process.stderr.isTTY;
  let shown = false;
  const draw = (): void => {
    const status = job.progress()?.stream;
    if (status === undefined) return;
    const line = streamLine(status);
    shown = true;
    process.stderr.write(
      terminal ? `\r\u001b[2K${line.slice(0, Math.max(20, process.stderr.columns - 1))}` : `${line}\n`,
    );
  };
  const timer = setInterval(draw, terminal ? 200 : 5_000);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (terminal && shown) process.stderr.write("\r\u001b[2K");
    shown = false;
  };
}

const WHY = { timeout: "its time was up", stopped: "it was stopped", end: "all was read" } as const;

/** What a job did, in words: each source and key by itself. */
export function streamText(status: StreamStatus, seconds: number, from: string | undefined): string {
  const lines = (status.streams ?? [status]).flatMap((stream) =>
    linesOf(stream, status.streams === undefined ? "" : ` by ${stream.keys.join(", ")}`, from),
  );
  return [...lines, `ended after ${seconds.toFixed(1)} s: ${WHY[status.ended ?? "stopped"]}`].join("\n");
}

/** Why a stream that read nothing did not, where the reason is where it began. */
function whyNothing(
  { events, rejected, late, resumed, partitions }: StreamStatus,
  from: string | undefined,
): string | undefined {
  if (events > 0 || rejected.length > 0 || late > 0 || partitions.length === 0) return undefined;
  if (resumed !== true) {
    return from === undefined ? "began at the end: --from is latest unless given" : undefined;
  }
  return from === undefined
    ? undefined
    : `nothing new since the last run: --from ${from} counts where nothing was read before, or with --reset`;
}

function linesOf(status: StreamStatus, by: string, from: string | undefined): readonly string[] {
  const { source, log, events, eventsPerSecond, rejected, late, partitions, sinks, asOf, deadLetters } =
    status;
  const lines = [`${source}${by}: ${number(events)} events of ${log}, ${number(eventsPerSecond)}/s`];
  const why = whyNothing(status, from);
  if (why !== undefined) lines.push(`  ${why}`);
  for (const { reason, records } of rejected) lines.push(`  ${number(records)} rejected: ${reason}`);
  if (rejected.length > 0) lines.push(`  the rejected are in ${deadLetters}`);
  if (late > 0) lines.push(`  ${number(late)} came after the allowed lateness and count for nothing`);
  for (const { partition, offset, lag } of partitions) {
    lines.push(`  ${partition}: up to offset ${offset}${lag === 0 ? "" : `, ${number(lag)} behind`}`);
  }
  for (const { sink, rows, outdated } of sinks) {
    lines.push(
      `${sink}: ${number(rows)} rows${outdated === 0 ? "" : `, ${number(outdated)} older than what was there`}`,
    );
  }
  if (asOf !== undefined) lines.push(`features are as of ${showInstant(asOf)}`);
  return lines;
}

/** The same for programs: times as texts. */
export const streamDocument = ({ streams, ...status }: StreamStatus): object => ({
  ...documentOf(status),
  ...(streams === undefined ? {} : { streams: streams.map(documentOf) }),
});

const documentOf = ({ watermark, asOf, ...rest }: StreamStatus): object => ({
  ...rest,
  ...(watermark === undefined ? {} : { watermark: showInstant(watermark) }),
  ...(asOf === undefined ? {} : { asOf: showInstant(asOf) }),
});
