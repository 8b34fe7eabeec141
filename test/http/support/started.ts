import { spawn, type ChildProcess } from "node:child_process";
import { PINION } from "../../support/pinion.js";

/** A `pinion serve` in a process of its own. */
export interface Started {
  readonly address: string;
  readonly child: ChildProcess;
  readonly stderr: () => string;
  /** Sends SIGTERM; the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts the built command and waits until it listens. */
export async function startServe(
  project: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const child = spawn(
    process.execPath,
    [PINION, "serve", "--project", project, "--port", "0", "--json", ...args],
    {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (stdout.includes("\n")) resolve((JSON.parse(stdout) as { address: string }).address);
    });
    child.once("close", (code) => reject(new Error(`pinion serve ended with ${code}: ${stdout}${stderr}`)));
  });
  return {
    address,
    child,
    stderr: () => stderr,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
