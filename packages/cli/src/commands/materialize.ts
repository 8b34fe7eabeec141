import { PinionError } from "@pinion/core";
import { openClient, showInstant, type JobReport } from "@pinion/runtime";
import { buildUnbuilt } from "../build-unbuilt.js";
import { print, printDocument } from "../output.js";
import { showProgress } from "../progress.js";
import { OWN_STORE, readSink } from "../read-sink.js";
import { reportText } from "../report-text.js";

export interface MaterializeArguments {
  readonly project: string;
  readonly json?: true;
  readonly features: readonly string[];
  readonly table?: string;
  readonly sink: readonly string[];
  readonly start?: string;
  readonly end?: string;
  readonly step?: string;
  readonly resolution?: "DAILY" | "HOURLY";
  readonly ttl?: number;
  readonly memoryLimit?: string;
}

/** `pinion materialize`: builds the project first where it has not been built. */
export async function materialize(options: MaterializeArguments): Promise<void> {
  const { project, json, features, start, end, step, resolution, memoryLimit } = options;
  const sinks = (options.sink.length === 0 ? [OWN_STORE] : options.sink).map((text) =>
    readSink(text, options),
  );
  if (end === undefined && (start !== undefined || step !== undefined)) {
    throw new PinionError("PN7007", "a backfill needs `--end`", {
      help: "both ends are counted: add `--end`",
    });
  }
  if (step !== undefined && start === undefined) {
    throw new PinionError("PN8003", "`--step` is given without `--start`: there is one time alone", {
      help: "add `--start`, or leave `--step` out",
    });
  }
  await buildUnbuilt(project);
  const client = await openClient({ project });
  const backfillTime =
    end === undefined
      ? {}
      : {
          backfillTime: {
            end,
            ...(start === undefined ? {} : { start }),
            ...(step === undefined ? {} : { step }),
          },
        };
  try {
    const job = await client.materializeFeatures({
      name: options.table ?? "materialize",
      sinks,
      featureNames: features,
      ...backfillTime,
      ...(resolution === undefined ? {} : { resolution }),
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
    });
    const cancel = (): void => job.cancel();
    process.once("SIGINT", cancel);
    process.once("SIGTERM", cancel);
    const hide = showProgress(job);
    try {
      const report = await job.wait();
      hide();
      if (json === true) printDocument(documentOf(report));
      else print(reportText(report));
    } finally {
      hide();
      process.off("SIGINT", cancel);
      process.off("SIGTERM", cancel);
    }
  } finally {
    await client.close();
  }
}

const documentOf = (report: JobReport) => ({ ...report, cutoffs: report.cutoffs.map(showInstant) });
