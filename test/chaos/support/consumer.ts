import { spawn, type ChildProcess } from "node:child_process";
import { PINION } from "../../support/pinion.js";

/** A `pinion stream` in a process of its own. */
export interface StreamProcess {
  /** What it wrote, once it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  /** Sends a signal that ends it, and waits for that. */
  readonly signal: (signal: NodeJS.Signals) => Promise<void>;
  /** Lets it stand still, or go on. */
  readonly stand: (still: boolean) => void;
}

export function streamProcess(args: readonly string[]): StreamProcess {
  const child: ChildProcess = spawn(process.execPath, [PINION, "stream", ...args], {
    ...{ stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1" } },
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (text: Buffer) => (stdout += text.toString()));
  child.stderr?.on("data", (text: Buffer) => (stderr += text.toString()));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  return {
    ended,
    stand: (still) => void child.kill(still ? "SIGSTOP" : "SIGCONT"),
    signal: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}
