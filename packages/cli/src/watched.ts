import { PinionError } from "@pinion/core";
import type { Engine } from "@pinion/compiler/project";
import { note } from "./output.js";
import { reportFailure } from "./report-failure.js";

/** Runs at once and after each change, until the process is interrupted; a mistake does not end it. */
export async function watched(
  { project, json }: { readonly project: string; readonly json?: true },
  run: (engine: Engine) => Promise<void>,
): Promise<void> {
  const { watchProject } = await import("@pinion/compiler/watch");
  const ended = new AbortController();
  const end = (): void => ended.abort();
  process.once("SIGINT", end).once("SIGTERM", end);
  for await (const engine of watchProject(project, ended.signal)) {
    const started = performance.now();
    try {
      await run(engine);
    } catch (error) {
      if (!(error instanceof PinionError)) throw error;
      await reportFailure(error, json === true);
    }
    if (json !== true) note(`watching; this took ${Math.round(performance.now() - started)} ms`);
  }
  process.off("SIGINT", end).off("SIGTERM", end);
  process.exitCode = 0;
}
