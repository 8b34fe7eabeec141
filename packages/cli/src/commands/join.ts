import { resolve } from "node:path";
import { PinionError } from "@pinion/core";
import { openClient, type JoinReport } from "@pinion/runtime";
import { buildUnbuilt } from "../build-unbuilt.js";
import { print, printDocument } from "../output.js";
import { rejectionLines, sourceLines } from "../report-text.js";

export interface JoinArguments {
  readonly project: string;
  readonly json?: true;
  readonly observations: string;
  readonly timestamp: string;
  readonly timestampFormat?: string;
  readonly features: readonly string[];
  readonly out: string;
  readonly key: readonly string[];
  readonly rename: readonly string[];
  readonly delay?: string;
  readonly delayOf: readonly string[];
  readonly unreadable?: string;
  readonly memoryLimit?: string;
}

/** `pinion join`: builds the project first where it has not been built. */
export async function join(options: JoinArguments): Promise<void> {
  const { project, json, timestampFormat, delay, memoryLimit } = options;
  const keys = pairs(options.key, "--key location=DOLocationID");
  const rename = pairs(options.rename, "--rename f_fare=fare_before");
  const overrideTimeDelay = pairs(options.delayOf, "--delay-of f_fare=7d");
  const unreadable = readUnreadable(options.unreadable);
  await buildUnbuilt(project);
  const client = await openClient({ project });
  const abort = new AbortController();
  const cancel = (): void => abort.abort();
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  try {
    const report = await client.getOfflineFeatures({
      observations: {
        // What stands on the command line is relative to where one stands, not to the project.
        path: resolve(options.observations),
        eventTimestamp: options.timestamp,
        ...(timestampFormat === undefined ? {} : { timestampFormat }),
        keys,
        unreadable,
      },
      features: options.features,
      output: resolve(options.out),
      rename,
      ...(delay === undefined ? {} : { simulateTimeDelay: delay }),
      overrideTimeDelay,
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
      signal: abort.signal,
    });
    if (json === true) printDocument(report);
    else print(textOf(report));
  } finally {
    process.off("SIGINT", cancel);
    process.off("SIGTERM", cancel);
    await client.close();
  }
}

/** `a=b` each; what stands before the first `=` is the name. */
function pairs(texts: readonly string[], example: string): Readonly<Record<string, string>> {
  const entries = texts.map((text): readonly [string, string] => {
    const at = text.indexOf("=");
    if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
    throw new PinionError("PN8003", `${JSON.stringify(text.slice(0, 60))} is no pair of a name and a value`, {
      help: `write it as in \`${example}\``,
    });
  });
  return Object.fromEntries(entries);
}

function readUnreadable(text = "error"): "error" | "reject" {
  if (text === "error" || text === "reject") return text;
  throw new PinionError("PN8003", `\`--unreadable\` is ${JSON.stringify(text.slice(0, 60))}`, {
    help: "it is error or reject",
  });
}

function textOf({ output, observations, rejected, sources, features, seconds }: JoinReport): string {
  const lines = sources.flatMap(sourceLines);
  if (rejected.length > 0) lines.push("observations left out:", ...rejectionLines(rejected));
  lines.push(
    `${output}: ${observations.toLocaleString("en")} observations with ${features.length} features, in ${seconds.toFixed(2)} s`,
  );
  return lines.join("\n");
}
