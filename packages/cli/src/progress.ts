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

const stageText = ({ stage, source }: Progress): string =>
  stage === "scan" ? `reading ${source ?? ""}` : "writing rows";

function barText(progress: Progress): string {
  const { keys = 0, of = 0 } = progress;
  if (progress.stage === "scan" || of === 0) return `${stageText(progress)} …`;
  const filled = Math.round((BAR * keys) / of);
  return `writing [${"█".repeat(filled)}${"░".repeat(BAR - filled)}] ${keys.toLocaleString("en")} of ${of.toLocaleString("en")} keys`;
}
