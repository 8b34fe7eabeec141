import type { Job, Progress } from "@pinion/runtime";

const BAR = 24;

/**
 * Shows how far a job is: a bar that is drawn over on a terminal, otherwise a plain line when the stage changes.
 * The function that comes back ends it.
 */
export function showProgress(job: Job): () => void {
  const terminal = process.stderr.isTTY;
  let shown = "";
  const draw = (): void => {
    const progress = job.progress();
    if (progress === undefined) return;
    const text = terminal ? barText(progress) : stageText(progress);
    if (text === shown) return;
    shown = text;
    process.stderr.write(terminal ? `\r\u001b[2K${text}` : `${text}\n`);
  };
  const timer = setInterval(draw, terminal ? 100 : 1_000);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (terminal && shown !== "") process.stderr.write("\r\u001b[2K");
    shown = "";
  };
}

/** What a job does and how far it is, in words. */
export const progressText = (progress: Progress): string =>
  [stageText(progress), amountText(progress), leftText(progress)].filter((text) => text !== "").join(", ");

function stageText({ stage, source }: Progress): string {
  switch (stage) {
    case "scan":
      return `reading ${source ?? ""}`;
    case "write":
      return "writing rows";
    case "finish":
      return "finishing";
  }
}

function amountText({ stage, share, keys, of, partitions, ofPartitions }: Progress): string {
  if (stage === "scan") return share === undefined ? "" : `${Math.floor(share * 100)}%`;
  const [done, all, what] = stage === "write" ? [keys, of, "keys"] : [partitions, ofPartitions, "partitions"];
  if (done === undefined || all === undefined) return "";
  return `${done.toLocaleString("en")} of ${all.toLocaleString("en")} ${what}`;
}

function leftText({ secondsLeft }: Progress): string {
  if (secondsLeft === undefined || secondsLeft < 1) return "";
  const seconds = Math.round(secondsLeft);
  if (seconds < 60) return `${seconds} s left`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min left`;
  return `${(seconds / 3600).toFixed(1)} h left`;
}

function barText(progress: Progress): string {
  const { share } = progress;
  if (share === undefined) return `${stageText(progress)} …`;
  const filled = Math.round(BAR * share);
  const rest = [amountText(progress), leftText(progress)].filter((text) => text !== "").join(", ");
  return `${stageText(progress)} [${"█".repeat(filled)}${"░".repeat(BAR - filled)}] ${rest}`;
}
