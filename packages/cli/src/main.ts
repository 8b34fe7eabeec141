import { CommanderError } from "commander";
import { EXIT } from "./exit.js";
import { printDocument } from "./output.js";
import { buildProgram } from "./program.js";
import { reportFailure } from "./report-failure.js";

/** Runs the command line: `args` without node and script. Sets the exit code, never throws. */
export async function main(args: readonly string[]): Promise<void> {
  const json = args.includes("--json");
  // A reader that has seen enough, such as `head`, ends the command in silence.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.done);
  });
  try {
    await buildProgram().parseAsync([...args], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version come as errors of exit code 0; what is wrong was printed to stderr.
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
      if (json && error.exitCode !== 0) {
        printDocument({ error: { code: "PN8003", message: error.message.replace(/^error: /u, "") } });
      }
      return;
    }
    process.exitCode = await reportFailure(error, json);
  }
}
