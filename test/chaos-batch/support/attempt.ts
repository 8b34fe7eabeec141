import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Sink } from "@pinion/runtime";
import type { TestProject } from "../../support/project.js";

const CHILD = fileURLToPath(new URL("child.js", import.meta.url));

export interface Attempt {
  readonly project: TestProject;
  /** The file of the source. */
  readonly file: string;
  readonly sink: Sink;
  readonly featureNames: readonly string[];
  readonly start: string;
  readonly end: string;
  readonly checkpointRows: number;
  /** It kills itself as soon as it has seen this checkpoint of its own. */
  readonly diesAtCheckpoint?: number;
}

export interface AttemptReport {
  readonly job: string;
  readonly keys: number;
  readonly resumedKeys: number;
}

export interface RunningAttempt {
  readonly kill: () => void;
  /** Undefined of an attempt that was killed. */
  readonly ended: Promise<AttemptReport | undefined>;
}

/** Begins a materialisation in a process of its own. */
export function beginAttempt(attempt: Attempt): RunningAttempt {
  const { project, file, sink, featureNames, start, end, checkpointRows, diesAtCheckpoint } = attempt;
  const request = {
    project: project.dir,
    name: "chaos",
    sinks: [sink],
    featureNames,
    backfillTime: { start, end, step: "1d" },
    checkpointRows,
    diesAtCheckpoint,
  };
  const child = spawn(process.execPath, [CHILD, JSON.stringify(request)], {
    env: { ...process.env, RIDES: project.path(file) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<AttemptReport | undefined>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (signal === "SIGKILL") resolve(undefined);
      else if (code === 0) resolve(JSON.parse(stdout) as AttemptReport);
      else reject(new Error(`the attempt ended with ${code}: ${stderr}`));
    });
  });
  return { kill: () => child.kill("SIGKILL"), ended };
}
