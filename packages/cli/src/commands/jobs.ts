import { resolve } from "node:path";
import { PinionError } from "@pinion/core";
import { cancelJob, findJob, listJobs, showInstant, type JobEntry } from "@pinion/runtime";
import { print, printDocument, table } from "../output.js";
import { progressText } from "../progress.js";
import { reportText } from "../report-text.js";

export interface JobsArguments {
  readonly project: string;
  readonly json?: true;
}

/** `pinion jobs`, `pinion jobs ID`, `pinion jobs cancel ID`. */
export async function jobs([what, id, ...more]: readonly string[], options: JobsArguments): Promise<void> {
  const project = resolve(options.project);
  const cancel = what === "cancel";
  if ((cancel && id === undefined) || more.length > 0 || (!cancel && id !== undefined)) {
    throw new PinionError("PN8003", "what is to be done with jobs cannot be told", {
      help: "write `pinion jobs`, `pinion jobs ID` or `pinion jobs cancel ID`",
    });
  }
  if (what === undefined) {
    const all = listJobs(project);
    if (options.json === true) printDocument({ jobs: all.map(documentOf) });
    else print(all.length === 0 ? "no job has been run" : listText(all));
    return;
  }
  const job = cancel ? cancelJob(project, id ?? "") : findJob(project, what);
  if (options.json === true) printDocument({ job: documentOf(job) });
  else if (cancel) print(`job ${job.id} is asked to stop; running it again goes on from where it is`);
  else print(jobText(job));
}

/** Times are ISO 8601; a checkpoint is told by what it saves. */
function documentOf({ checkpoint, report, created, begun, updated, cutoffs, ...job }: JobEntry): unknown {
  return {
    ...job,
    created: new Date(created).toISOString(),
    begun: new Date(begun).toISOString(),
    updated: new Date(updated).toISOString(),
    cutoffs: cutoffs.map(showInstant),
    ...(checkpoint === undefined ? {} : { checkpoint: { number: checkpoint.number, keys: checkpoint.keys } }),
    ...(report === undefined ? {} : { report: { ...report, cutoffs: report.cutoffs.map(showInstant) } }),
  };
}

function listText(all: readonly JobEntry[]): string {
  const rows = all.map((job) => [
    job.id,
    job.state,
    new Date(job.begun).toISOString().slice(0, 19).replace("T", " "),
    outcome(job),
  ]);
  return table(["job", "state", "begun (UTC)", ""], rows);
}

function outcome({ state, report, error, progress, checkpoint }: JobEntry): string {
  switch (state) {
    case "done":
      return report === undefined
        ? ""
        : `${report.keys.toLocaleString("en")} keys in ${report.seconds.total.toFixed(1)} s`;
    case "failed":
      return error === undefined ? "" : `${error.code}: ${error.message.slice(0, 80)}`;
    case "running":
      return progress === undefined ? "" : progressText(progress);
    case "cancelled":
    case "interrupted":
      return checkpoint === undefined ? "" : `${checkpoint.keys.toLocaleString("en")} keys are done`;
  }
}

function jobText(job: JobEntry): string {
  const { id, state, pid, attempts, features, sinks, cutoffs, report, error, checkpoint } = job;
  const [first, last] = [cutoffs[0], cutoffs.at(-1)];
  const lines = [
    `${id}: ${state}${pid === undefined ? "" : `, process ${pid}`}${attempts > 1 ? `, attempt ${attempts}` : ""}`,
    `begun ${new Date(job.begun).toISOString()}, last heard of ${new Date(job.updated).toISOString()}`,
    `features: ${features.join(", ")}`,
    `into: ${sinks.join("; ")}`,
    `as of: ${cutoffs.length > 1 && first !== undefined ? `${showInstant(first)} to ` : ""}${last === undefined ? "" : showInstant(last)}`,
  ];
  if (job.progress !== undefined && state === "running") lines.push(progressText(job.progress));
  if (checkpoint !== undefined && state !== "running") {
    lines.push(
      `${checkpoint.keys.toLocaleString("en")} keys are done: running the same materialisation again goes on from there`,
    );
  }
  if (error !== undefined) lines.push(`${error.code}: ${error.message}`);
  if (error?.help !== undefined) lines.push(`  ${error.help}`);
  if (report !== undefined) lines.push("", reportText(report));
  return lines.join("\n");
}
